"""The `rolebook:` block in, its keys and values out, or what is wrong with them in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Annotated, Any, Final

import pathspec
import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
)

from rolebook.config.places import BlockPlaces
from rolebook.config.settings import ConfigurationError
from rolebook.diagnostics import Severity
from rolebook.formats.yaml.also_written import AlsoWritten
from rolebook.languages import language_tag
from rolebook.model.layout import OPTIONAL_PAGES
from rolebook.text.limits import Limits
from rolebook.text.nearest import LOOSE, nearest


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_group(value: Any) -> Any:
    return [one.strip() for one in value.split(",")] if isinstance(value, str) else value


def _tag(value: Any) -> Any:
    # YAML 1.1 reads a bare `no`, Norwegian, as false
    written = "no" if value is False else value
    if isinstance(written, str) and not language_tag(written):
        raise ValueError
    return language_tag(written) if isinstance(written, str) else written


def _off(value: Any) -> Any:
    # YAML 1.1 reads a bare `off` as false
    return Severity.OFF if value is False else value


def _prefix(value: Any) -> Any:
    """`handbook`, `/handbook/` and `handbook/` are one; each step is a plain name."""
    if not isinstance(value, str):
        return value
    steps = [one for one in value.split("/") if one]
    if not all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", one) for one in steps):
        raise ValueError
    return "".join(f"{one}/" for one in steps)


def _switch(value: Any) -> Any:
    # in quotes, YAML reads `off` as a text
    return {"on": True, "off": False}.get(value, value) if isinstance(value, str) else value


_Prefix = Annotated[str, BeforeValidator(_prefix)]
_TEXT: Final = AlsoWritten({"type": "string"})
_FALSE: Final = AlsoWritten({"const": False})
_Switch = Annotated[
    bool, Field(strict=True), BeforeValidator(_switch), AlsoWritten({"enum": ["on", "off"]})
]
_Severity = Annotated[Severity, BeforeValidator(_off), _FALSE]
_Strings = Annotated[list[str], BeforeValidator(_as_list), _TEXT]
_Group = Annotated[list[str], BeforeValidator(_as_group), Field(min_length=2), _TEXT]
"""Words that mean the same: `contract, agreement, MSA`, or a list of them."""
_Tag = Annotated[str, BeforeValidator(_tag), _FALSE]
"""A language as HTML writes it (BCP 47)."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _pattern(value: str) -> str:
    pathspec.GitIgnoreSpec.from_lines([value])  # raises ValueError
    return value


class _IgnoreBlock(_Strict):
    path: Annotated[str, AfterValidator(_pattern)]
    """The files, as a pattern of `.gitignore`, relative to this file."""

    codes: _Strings = []
    """The codes or names of the rules; none means all."""


class _DomainBlock(_Strict):
    title: str
    """What readers see."""


def _positive(most: int | None) -> Any:
    # strict: `true` and "20" are no numbers
    return Annotated[int, Field(strict=True, ge=1, le=most)]


_LIMITS: Final[dict[str, Any]] = {
    one.name: (_positive(one.metadata.get("most")), one.default) for one in fields(Limits)
}
_LimitsBlock: Final = create_model("_LimitsBlock", __base__=_Strict, **_LIMITS)


_PAGES: Final[dict[str, Any]] = dict.fromkeys(OPTIONAL_PAGES, (_Switch, True))
_PagesBlock: Final = create_model("_PagesBlock", __base__=_Strict, **_PAGES)


class ConfigBlock(_Strict):
    """The keys of the `rolebook:` block."""

    folder: str | None = None
    """A folder that is read on defaults, in place of `roles` and `atlases`."""

    baseline: str | None = None
    """A file that names the findings which the library has agreed to live with."""

    keep_going: bool = False
    """Whether a library with errors is published, too."""

    roles: _Strings | None = None
    """The folder of the role files, or a list of folders, relative to this file."""

    atlases: _Strings | None = None
    """The folder of the atlases, or a list of folders."""

    profiles: _Strings | None = None
    """The folder of the profiles, or a list of folders."""

    external: _Strings = []
    """Actors outside the library, such as `board`: they are drawn, and never dangle."""

    image_hosts: _Strings = []
    """Other hosts whose pictures pages may show."""

    severity: dict[str, _Severity] = {}
    """The severity of rules, by code or name."""

    ignore: list[_IgnoreBlock] = []
    """Findings that are not reported for some files."""

    domains: dict[str, _DomainBlock] = {}
    """What domains are called, by id."""

    source_language: _Tag = "en"
    """The language of the sources (BCP 47), where a file does not say its own."""

    synonyms: list[_Group] = []
    """Groups of words that mean the same to who asks "Who owns …?"."""

    at: _Prefix = ""
    """The folder of the site that the library stands in."""

    pages: _PagesBlock = _PagesBlock()
    """Which of the optional pages are made."""

    limits: _LimitsBlock = _LimitsBlock()
    """How much a library may hold before it is refused or shown shorter."""


def read_block(block: Mapping[str, Any], places: BlockPlaces) -> ConfigBlock:
    """The block with its defaults. Raises `ConfigurationError`, which names all its faults."""
    try:
        return ConfigBlock.model_validate(dict(block))
    except ValidationError as error:
        faults = [f"{places.said(*one['loc'])}{_explain(one)}" for one in error.errors()]
        raise ConfigurationError("\n".join(faults)) from None


def _explain(error: Any) -> str:
    # what stands third in a list has the number 2
    place = (one + 1 if isinstance(one, int) else one for one in error["loc"])
    *parents, last = map(str, place)
    where = ".".join(("rolebook", *parents))
    if error["type"] == "extra_forbidden":
        return f"unknown key `{last}` in `{where}:`{did_you_mean(last, _keys(parents))}"
    if error["type"] == "missing":
        return f"`{where}:` lacks the key `{last}`"
    name = ".".join(part for part in (where, last) if not part.startswith("function-"))
    if "severity" in parents:
        return f"`{name}: {error['input']}` is none of `error`, `warning`, `info`, `off`"
    wanted = _WANTED.get(last) or _WANTED.get(error["type"], str(error["msg"]).lower())
    return f"`{name}: {_as_yaml(error['input'])}` is of the wrong kind: {wanted}"


_WANTED: Final = {
    "severity": "write a severity for each rule, as in `severity: {RB101: warning}`",
    "path": "write a pattern as `.gitignore` has them, such as `roles/drafts/**`",
    "at": "write the folder of the site that the library stands in, as in `at: handbook/`",
    **dict.fromkeys(OPTIONAL_PAGES, "write `on` or `off`"),
    "source_language": "write a language as HTML does, `en` or `pt-BR`",
    "too_short": "write two words or more that mean the same, as in `contract, agreement`",
    "list_type": "write a list, as in `[one, two]`",
    "dict_type": "write keys and their values below it",
    "model_type": "write keys and their values below it",
    "string_type": "write a text; a number needs quotes",
    "int_type": "write a whole number, without quotes",
    "bool_type": "write `true` or `false`",
    "bool_parsing": "write `true` or `false`",
}
"""What should stand there instead, by key or kind of error."""


def _as_yaml(value: Any) -> str:
    """A value on one line, as an author would write it."""
    written = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=1000)
    return written.removesuffix("...\n").strip()


def _keys(parents: list[str]) -> list[str]:
    blocks: dict[str, type[BaseModel]] = {
        "ignore": _IgnoreBlock,
        "domains": _DomainBlock,
        "limits": _LimitsBlock,
        "pages": _PagesBlock,
    }
    model = blocks.get(parents[0]) if parents else ConfigBlock
    return sorted(model.model_fields) if model else []


def did_you_mean(name: str, known: Sequence[str]) -> str:
    meant = nearest(name, known, LOOSE)
    return f"; did you mean `{meant}`?" if meant else ""
