"""Our own source in; the pages of `docs/reference/`, as a script of mkdocs-gen-files, out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, get_args, get_type_hints

import click

import rolebook.changes
import rolebook.cli
import rolebook.cli.main
import rolebook.report
from rolebook.changes import kinds
from rolebook.cli import COMMANDS
from rolebook.cli.exit_codes import FOUND, WRONG
from rolebook.diagnostics import Explained, catalogue, reasons
from rolebook.diagnostics.examples import Case, examples_of
from rolebook.diagnostics.explaining import named, shortened, spelled_out
from rolebook.exports import json_schemas
from rolebook.exports.field_texts import field_texts
from rolebook.exports.json_schemas import REPORT, schema_texts
from rolebook.model import RELATION_KINDS
from rolebook.parse.atlases import fields as atlas_fields
from rolebook.parse.fields import types as field_types
from rolebook.parse.fields.model import FieldModel
from rolebook.parse.roles import fields as role_fields
from rolebook.sources import ATLAS_SUFFIXES, ROLE_SUFFIXES

ROLE: Final = role_fields.RoleModel
MODELS: Final[tuple[type[FieldModel], ...]] = (
    atlas_fields.AtlasFields,
    atlas_fields.CompetencyFields,
    atlas_fields.EvidenceFields,
    atlas_fields.RubricFields,
    atlas_fields.CriterionFields,
    atlas_fields.LevelFields,
    atlas_fields.PracticeTierFields,
    atlas_fields.SpecificationFields,
)
"""Everything that may stand in an atlas file, from the outside in."""

WORDS: Final[tuple[tuple[Any, str], ...]] = (
    (field_types.Id, "an id"),
    (field_types.FolderId, "an id"),
    (field_types.Number, "a number"),
    (field_types.WholeNumber, "a whole number"),
    (field_types.Truth, "`true` or `false`"),
    (field_types.Words, "a text, or a list of texts"),
    (dict[str, str], "pairs of texts"),
    (str, "a text"),
)
"""What each type of field holds, for its author."""

FAMILIES: Final = {
    "0": "Form of the sources",
    "1": "References",
    "2": "Order",
    "3": "Boundaries and ownership",
    "4": "Atlases, evidence, rubrics",
    "5": "Pages and links",
    "6": "Agents and their hosts",
    "9": "Rolebook itself",
}
"""What the rules are about, by the first digit of their codes."""

REFERENCES: Final = (*RELATION_KINDS, "prerequisites")
IDS: Final = "an id, or a list of ids"


def rules() -> str:
    """Every rule with its severity and its reason, by what it is about."""
    every = reasons.explained()
    return "\n".join(
        [
            "# Rules\n",
            "Everything that the checks report. `rolebook explain CODE` says the same on a"
            " terminal. Set another severity by code or name under `severity:` in the `rolebook:`"
            " block of `mkdocs.yml`: `error`, `warning`, `info` or `off`.\n",
            *(
                f"## {about} {{#rb{digit}}}\n\n"
                + _table(("Rule", "Because"), (_row(one) for one in every if _digit(one) == digit))
                for digit, about in FAMILIES.items()
            ),
        ]
    )


def _digit(one: Explained) -> str:
    return one.rule.code[2]


def _row(one: Explained) -> tuple[str, str]:
    code, said = one.rule.code, _one_line(one.reason).replace("|", "\\|")
    link = f"[{code} {one.rule.name}](rules/{code.lower()}.md)"
    return f"{link}<br>{one.rule.severity.value}", said


def rule(one: Explained) -> str:
    """A rule with its reason, and an example of either side."""
    examples = examples_of(one.rule)
    parts = [f"# {one.rule.code} {one.rule.name}\n", f"{_one_line(one.reason)}\n"]
    parts += [
        f"Its severity is `{one.rule.severity.value}` unless the configuration sets another.\n"
    ]
    if examples.wrong:
        wrong = spelled_out(examples.wrong)
        parts += ["## Wrong\n", f"{_sentence(wrong.title)}\n", *_case(wrong)]
        parts += ["Rolebook says:\n", _fence("text", (wrong.report or "").rstrip())]
    if examples.right:
        why = dict(examples.right.near_misses)[one.rule.code]
        parts += ["## Right\n", f"{_sentence(examples.right.title)} {_sentence(why)}\n"]
        parts += _case(examples.right)
    return "\n".join(parts)


def _case(case: Case) -> list[str]:
    """The files of a small library, each under its path."""
    return [
        f"`{named(file)}`\n\n{_fence(file.language, shortened(file.text))}"
        for file in case.own_files
    ]


def _fence(language: str, text: str) -> str:
    ticks = max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", text))])
    return f"{'`' * ticks}{language}\n{text}\n{'`' * ticks}\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def sources() -> str:
    """Every field of the sources, with what it holds."""
    return "\n".join(
        [
            "# Sources\n",
            "The fields that the sources may have. How to write them well stands in"
            " [how to write a role](../writing/roles.md) and"
            " [how to write an atlas](../writing/atlases.md). The"
            " [schemas](../writing/index.md#schemas-for-your-editor) say the same to an editor.\n",
            "## Files\n",
            _table(
                ("Folder", "Files"),
                [("`roles/`", _codes(ROLE_SUFFIXES)), ("`atlases/`", _codes(ATLAS_SUFFIXES))],
            ),
            "## Front matter of a role {#role}\n",
            "All of it is optional, and wins over what the text says.\n",
            _fields(ROLE),
            f"A relation ({_codes(RELATION_KINDS)}) names roles or domains by their ids, each with"
            " a reason in parentheses where there is one: `legal-counsel (for terms)`.\n",
            *(
                f"## {model.noun.capitalize()} {{#{_anchor(model)}}}\n\n"
                f"{_one_line(inspect.getdoc(model) or '')}\n\n{_fields(model)}"
                for model in MODELS
            ),
        ]
    )


def commands() -> str:
    """Every command with its arguments and options."""
    main = rolebook.cli.main.main
    above = click.Context(main, info_name="rolebook")
    sections = (
        _command(one.command, click.Context(one.command, above, one.name))
        for one in sorted(COMMANDS)
    )
    schemas = ", ".join(f"[{name}](../schemas/{name}.schema.json)" for name in schema_texts())
    codes = (
        f"Exit codes: 0 = no error, {FOUND} = errors found, {WRONG} = the"
        " command was used wrongly or the configuration is broken.\n\n"
        "What `check --format json` and the `--json` of other commands print is described by JSON"
        f" Schemas, which `rolebook schema NAME` prints, too: {schemas}.\n"
    )
    return "\n".join(["# Commands\n", f"{_prose(main)}\n", codes, *sections])


def changes() -> str:
    """Every kind of change that `rolebook diff` tells."""
    groups = (f"## {group}\n\n{_table(('Kind', 'Says'), _kinds(group))}" for group in kinds.GROUPS)
    told = (
        "What [`rolebook diff`](commands.md#diff) tells of two states of a library;"
        " [how to review a pull request with it](../writing/reviewing.md). In JSON"
        " ([schema](../schemas/diff.schema.json)) a change has a `kind`, a `subject`, and `from`"
        " and `to` where something moved. Each kind can be named with `--fail-on`.\n"
    )
    return "\n".join(["# Kinds of change\n", told, *groups])


def _kinds(group: str) -> list[tuple[str, ...]]:
    return [(f"`{one.name}`", one.tells) for one in kinds.KINDS if one.group == group]


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    records = (one.get_help_record(context) for one in command.get_params(context))
    options = [(f"`{option}`", text) for option, text in filter(None, records) if text]
    return "\n".join(
        [
            f"## {context.command_path} {{#{context.info_name}}}\n",
            f"```text\n{usage}\n```\n",
            f"{_prose(command)}\n",
            _table(("Option", "Does"), options),
        ]
    )


def _prose(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _fields(model: type[FieldModel]) -> str:
    hints = get_type_hints(model, include_extras=True)
    attributes = dict(zip(model.fields_as_written(), model.model_fields, strict=True))
    texts = field_texts(model)
    return _table(
        ("Field", "Says", "Holds"),
        (
            (
                # on a phone, too, it stands on one line
                f"`{name}`{{ .rb-short }}",
                texts[attributes[name]],
                (
                    IDS
                    if name in REFERENCES
                    else field.description or _words(hints[attributes[name]])
                )
                + ("; **required**" if field.is_required() else ""),
            )
            for name, field in model.fields_as_written().items()
        ),
    )


def _words(hint: Any) -> str:
    for known, words in WORDS:
        if hint == known:
            return words
    models = [one for one in get_args(hint) if _is_model(one)]
    if models:
        (model,) = models
        link = f"[{model.noun}](#{_anchor(model)})"
        return f"a list; each item {_article(model.noun)} {link}" if ... in get_args(hint) else link
    optional = [one for one in get_args(hint) if one is not type(None)]
    if len(optional) != 1:
        raise TypeError(f"no words for {hint}: add them to WORDS")
    return _words(optional[0])


def _is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, FieldModel)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _anchor(model: type[FieldModel]) -> str:
    return model.noun.replace(" ", "-")


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def pages() -> Iterator[tuple[str, str, ModuleType]]:
    """Path, text, and the module that an edit button leads to."""
    yield "reference/rules.md", rules(), catalogue
    for one in reasons.explained():
        yield (
            f"reference/rules/{one.rule.code.lower()}.md",
            rule(one),
            catalogue,
        )
    yield "reference/sources.md", sources(), atlas_fields
    yield "reference/commands.md", commands(), rolebook.cli
    for name, text in schema_texts().items():
        yield f"schemas/{name}.schema.json", text, json_schemas
    # its address from before there were others
    yield "reference/report.schema.json", schema_texts()[REPORT], rolebook.report
    yield "reference/changes.md", changes(), kinds


def generate() -> None:
    """Hand the pages to mkdocs-gen-files."""
    import mkdocs_gen_files

    project = Path(mkdocs_gen_files.config.docs_dir).parent
    for path, text, module in pages():
        with mkdocs_gen_files.open(path, "w") as page:
            page.write(text)
        home = f"plugins/{module.__name__.replace('.', '/')}"
        source = f"{home}/__init__.py" if (project / home).is_dir() else f"{home}.py"
        if path.endswith(".md") and (project / source).is_file():
            mkdocs_gen_files.set_edit_path(path, f"../{source}")


if __name__ == "<run_path>":  # as runpy names a script
    generate()
