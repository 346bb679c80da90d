"""`mkdocs.yml` in, settings out, without importing the program that the file belongs to.

Every host and the command line read the same `rolebook:` block through here (design.md §4).
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
import yaml_env_tag
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model
from rapidfuzz import fuzz, process

from rolebook.diagnostics import Severity, Source
from rolebook.limits import DEFAULTS, Limits
from rolebook.yaml_problems import yaml_problem

CONFIG_FILE: Final = "mkdocs.yml"


class ConfigurationError(Exception):
    """The configuration is broken: exit code 2, and never an empty green site."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that are not reported for some files."""

    path: str
    """A glob as in `.gitignore`, relative to the project."""

    codes: tuple[str, ...] = ()
    """Codes or names; empty means all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on, besides the sources."""

    root: Path
    """The project: the folder of the configuration file. Paths in findings are relative to it."""

    roles: tuple[Path, ...] = ()
    atlases: tuple[Path, ...] = ()
    docs: Path | None = None
    files: tuple[Path, ...] = ()
    """Single files that were named on the command line, for a library without configuration."""

    configured: bool = True
    """False for a folder that is read on defaults, where other files may lie about."""

    keep_going: bool = False
    """Publish a library with errors, too: its maintainer wants to see it before mending it."""

    config_file: Path | None = None
    baseline: Path | None = None
    """A file that names the findings which the library has agreed to live with."""

    external: tuple[str, ...] = ()
    image_hosts: tuple[str, ...] = ()
    """Other hosts whose pictures pages may show: opening a page tells them who reads it."""

    severity: Mapping[str, Severity] = field(default_factory=dict)
    """By code or name."""

    ignore: tuple[Ignore, ...] = ()
    domain_titles: Mapping[str, str] = field(default_factory=dict)
    site_name: str = "Rolebook"
    language: str = "en"
    """Of the site, as its theme has it (`theme.language`): `it`, `it-IT`."""

    source_language: str = "en"
    """Of what the authors wrote."""

    plain_toc: bool = True
    """Whether the headings of hand-written pages have the ids that Python-Markdown gives them when
    nobody configures its `toc`."""

    limits: Limits = DEFAULTS


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _off(value: Any) -> Any:
    # YAML 1.1 reads a bare `off` as false
    return Severity.OFF if value is False else value


_Severity = Annotated[Severity, BeforeValidator(_off)]
_Strings = Annotated[list[str], BeforeValidator(_as_list)]
_Tag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
"""A language as HTML writes it (BCP 47)."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _IgnoreBlock(_Strict):
    path: str
    codes: _Strings = []


class _DomainBlock(_Strict):
    title: str


def _positive(most: int | None) -> Any:
    # strict: `true` and "20" are no numbers
    return Annotated[int, Field(strict=True, ge=1, le=most)]


_LIMITS: Final[dict[str, Any]] = {
    one.name: (_positive(one.metadata.get("most")), one.default) for one in fields(Limits)
}
_LimitsBlock: Final = create_model("_LimitsBlock", __base__=_Strict, **_LIMITS)


class _Block(_Strict):
    """The keys of the `rolebook:` block."""

    folder: str | None = None
    baseline: str | None = None
    keep_going: bool = False
    roles: _Strings | None = None
    atlases: _Strings | None = None
    external: _Strings = []
    image_hosts: _Strings = []
    severity: dict[str, _Severity] = {}
    ignore: list[_IgnoreBlock] = []
    domains: dict[str, _DomainBlock] = {}
    source_language: _Tag = "en"
    limits: _LimitsBlock = _LimitsBlock()


def load_settings(config_file: Path) -> Settings:
    """The settings of a project, from its `mkdocs.yml`. Raises `ConfigurationError`."""
    raw = read_config(config_file)
    block = plugin_block(raw)
    if block is None:
        raise ConfigurationError(
            f"`{config_file}` has no `rolebook:` block under `plugins:`; add `plugins: [rolebook]`"
        )
    docs = raw.get("docs_dir") or "docs"
    name = raw.get("site_name")
    return make_settings(
        block,
        config_file=config_file,
        docs=config_file.parent / str(docs),
        site_name=name if isinstance(name, str) else "Rolebook",
        language=theme_language(raw.get("theme")),
        toc=_toc_options(raw.get("markdown_extensions")),
    )


def theme_language(theme: Any) -> str:
    """The language that a theme speaks; English where it does not say."""
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return language if isinstance(language, str) and language else "en"


def _toc_options(extensions: Any) -> Mapping[str, Any]:
    """The options of the Markdown extension `toc`, which is always on."""
    entries = extensions if isinstance(extensions, list) else [extensions]
    blocks = (one for one in entries if isinstance(one, dict))
    options = next((one["toc"] for one in blocks if "toc" in one), None)
    return options if isinstance(options, dict) else {}


def make_settings(
    block: Mapping[str, Any],
    *,
    config_file: Path,
    docs: Path,
    site_name: str,
    language: str,
    toc: Mapping[str, Any],
) -> Settings:
    """The settings that a `rolebook:` block means. Raises `ConfigurationError`.

    `toc` are the options of the Markdown extension of that name.
    """
    try:
        read = _Block.model_validate(dict(block))
    except ValidationError as error:
        raise ConfigurationError("\n".join(_explain(one) for one in error.errors())) from None
    root = config_file.parent
    if read.folder is not None:
        # a folder read on defaults, as `rolebook check FOLDER` does; findings are relative to it
        roles = atlases = _folders(root, "folder", [read.folder])
        root = roles[0]
    else:
        roles = _folders(root, "roles", read.roles)
        atlases = _folders(root, "atlases", read.atlases)
    settings = Settings(
        root=root,
        roles=roles,
        atlases=atlases,
        configured=read.folder is None,
        keep_going=read.keep_going,
        docs=docs if docs.is_dir() else None,
        config_file=config_file,
        baseline=None if read.baseline is None else config_file.parent / read.baseline,
        external=tuple(read.external),
        image_hosts=tuple(host.lower() for host in read.image_hosts),
        severity=read.severity,
        ignore=tuple(Ignore(one.path, tuple(one.codes)) for one in read.ignore),
        domain_titles={id: one.title for id, one in read.domains.items()},
        site_name=site_name,
        language=language,
        source_language=read.source_language,
        plain_toc=toc.keys().isdisjoint(("slugify", "separator")),
        limits=Limits(**read.limits.model_dump()),
    )
    if not settings.roles and not settings.atlases:
        raise ConfigurationError(
            f"there is neither a folder `roles` nor a folder `atlases` beside `{config_file.name}`;"
            " create one, or name yours with `roles:` in the `rolebook:` block"
        )
    return settings


def read_config(config_file: Path) -> dict[str, Any]:
    """The mapping in a `mkdocs.yml`, with what it inherits. Raises `ConfigurationError`.

    `!ENV` is resolved; tags that only MkDocs understands (`!!python/name:`, `!relative`) stand for
    nothing here.
    """
    return _read_inherited(config_file, ())


def plugin_block(raw: Mapping[str, Any], name: str = "rolebook") -> dict[str, Any] | None:
    """The options of a plugin; none where the configuration does not use it."""
    plugins = raw.get("plugins")
    entries: list[Any] = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == name:
            return {}
        if isinstance(entry, dict) and name in entry:
            options = entry[name]
            if isinstance(plugins, list) and len(entry) > 1:
                beside = ", ".join(f"`{key}`" for key in entry if key != name)
                raise ConfigurationError(
                    f"{beside} stands beside `{name}:` under `plugins:`, and not below it;"
                    " indent it by two more spaces"
                )
            if options is None or isinstance(options, dict):
                # an option of MkDocs itself, which it keeps from the plugin
                return {key: value for key, value in (options or {}).items() if key != "enabled"}
            raise ConfigurationError(
                f"the `{name}:` block is no mapping of keys to values; write its keys below it,"
                f" each on a line of its own: `roles: …`"
            )
    return None


def _read_inherited(config_file: Path, children: tuple[Path, ...]) -> dict[str, Any]:
    if config_file in children:
        raise ConfigurationError(f"`{config_file}` inherits from itself; remove its `INHERIT`")
    data = b""
    try:
        data = config_file.read_bytes()
        raw = yaml.load(data, Loader=_Loader)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(f"cannot read `{config_file}`: {reason}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ConfigurationError(_invalid(config_file, data, error)) from None
    if raw is None:
        raise ConfigurationError(
            f"`{config_file}` is empty; write `plugins: [search, rolebook]` into it"
        )
    if not isinstance(raw, dict):
        raise ConfigurationError(
            f"`{config_file}` is no mapping of keys to values; it begins with `site_name: …`"
        )
    parent = raw.pop("INHERIT", None)
    if parent is None:
        return raw
    above = (config_file.parent / str(parent)).resolve()
    return _merged(_read_inherited(above, (*children, config_file.resolve())), raw)


def _invalid(config_file: Path, data: bytes, error: Exception) -> str:
    """What is wrong with a file's YAML, and where, in an author's words."""
    if config_file.suffix.lower() not in (".yml", ".yaml"):
        return f"`{config_file}` is no YAML; a configuration is a file such as `{CONFIG_FILE}`"
    try:
        source = Source(str(config_file), data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return f"`{config_file}` is not valid YAML: it is no UTF-8"
    if not isinstance(error, yaml.MarkedYAMLError):
        return f"`{config_file}` is not valid YAML: {error}"
    mark = data.startswith(codecs.BOM_UTF8)  # which counts there, and not here
    found = yaml_problem(error, source, lambda index: index - mark, len(source.text))
    place = f"line {found.span.line}, column {found.span.column}"
    said = found.message.removeprefix("not valid YAML: ")
    help = f"; {found.help}" if found.help else ""
    return f"`{config_file}` is not valid YAML ({place}): {said}{help}"


def nodes_of_block(config_file: Path, name: str = "rolebook") -> yaml.Node | None:
    """The options of a plugin with their places; none where another file gives them."""
    try:
        root = yaml.compose(config_file.read_bytes(), Loader=_Loader)
    except (OSError, yaml.YAMLError):
        return None
    plugins = [value for key, value in _entries(root) if key == "plugins"]
    listed = [one for node in plugins for one in (*_items(node), node)]
    blocks = (value for one in listed for key, value in _entries(one) if key == name)
    return next(blocks, None)


def _entries(node: yaml.Node | None) -> list[tuple[Any, yaml.Node]]:
    found = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key.value, value) for key, value in found]


def _items(node: yaml.Node) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key, anything else is replaced, as MkDocs does."""
    merged = dict(parent)
    for key, value in child.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _merged(old, value)
        merged[key] = value
    return merged


class _Loader(yaml.SafeLoader):
    """YAML as MkDocs reads it, minus what would import code."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
_Loader.add_multi_constructor("!", _nothing)


def _folders(root: Path, key: str, written: Sequence[str] | None) -> tuple[Path, ...]:
    """The folders that a key names; its default folder may be missing, a named one may not."""
    if written is None:
        return (root / key,) if (root / key).is_dir() else ()
    for name in written:
        if not (root / name).is_dir():
            siblings = sorted(one.name for one in root.iterdir() if one.is_dir())
            raise ConfigurationError(
                f"`{key}: {name}` in the `rolebook:` block names no folder beside the"
                f" configuration file{_did_you_mean(name, siblings)}"
            )
    return tuple(root / name for name in written)


def _explain(error: Any) -> str:
    # what stands third in a list has the number 2
    place = (one + 1 if isinstance(one, int) else one for one in error["loc"])
    *parents, last = map(str, place)
    where = ".".join(("rolebook", *parents))
    if error["type"] == "extra_forbidden":
        return f"unknown key `{last}` in `{where}:`{_did_you_mean(last, _keys(parents))}"
    if error["type"] == "missing":
        return f"`{where}:` lacks the key `{last}`"
    name = ".".join(part for part in (where, last) if not part.startswith("function-"))
    if "severity" in parents:
        return f"`{name}: {error['input']}` is none of `error`, `warning`, `info`, `off`"
    wanted = _WANTED.get(last) or _WANTED.get(error["type"], str(error["msg"]).lower())
    return f"`{name}: {_as_yaml(error['input'])}` is of the wrong kind: {wanted}"


_WANTED: Final = {
    "severity": "write a severity for each rule, as in `severity: {RB101: warning}`",
    "source_language": "write a language as HTML does, `en` or `pt-BR`",
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
    }
    model = blocks.get(parents[0]) if parents else _Block
    return sorted(model.model_fields) if model else []


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean `{best[0]}`?" if best else ""
