"""What authors write, before the schemas that their editors hold against it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from rolebook.config.mkdocs_yml import plugin_block, read_config
from rolebook.config.settings import ConfigurationError
from rolebook.exports.json_schemas import schema_texts
from rolebook.formats.markdown.front_matter import split
from rolebook.parse.atlases.fields import AtlasFields
from rolebook.parse.fields.model import FieldModel
from rolebook.parse.fields.read import read_fields
from rolebook.parse.profiles.fields import ProfileFields
from rolebook.parse.roles.fields import RoleModel
from rolebook.text.source import Source

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "plugins/rolebook/exports/schemas"
MODELS: dict[str, type[FieldModel]] = {
    "role": RoleModel,
    "atlas": AtlasFields,
    "profile": ProfileFields,
}


def judged(name: str, *files: Path) -> str:
    """What check-jsonschema says; nothing where all is well."""
    arguments = ["--schemafile", str(SCHEMAS / f"{name}.schema.json"), *map(str, files)]
    run = CliRunner().invoke(check_jsonschema, arguments)
    return run.output if run.exit_code else ""


def front_matters(folder: Path, to: Path) -> list[Path]:
    """The front matter of every role, each as a file."""
    found = []
    for place, file in enumerate(sorted(folder.rglob("*.md"))):
        source = Source(file.name, file.read_text("utf-8"))
        front = split(source)
        if front.tree:
            found.append(to / f"{place}.yml")
            lines = source.lines[front.first_line : front.body_line - 2]
            found[-1].write_text("\n".join(lines), "utf-8")
    return found


def test_the_library_is_what_the_schemas_say(tmp_path: Path) -> None:
    fronts = front_matters(ROOT / "roles", tmp_path)
    assert len(fronts) >= 10
    assert judged("role", *fronts) == ""
    assert judged("atlas", *sorted((ROOT / "atlases").glob("*.yml"))) == ""
    assert judged("profile", *sorted((ROOT / "profiles").glob("*.yaml"))) == ""
    block = plugin_block(read_config(ROOT / "mkdocs.yml"))
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"plugins": ["search", {"rolebook": block}]}), "utf-8")
    assert judged("config", config) == ""


def test_its_files_tell_editors_their_schemas() -> None:
    files = [*(ROOT / "atlases").glob("*.yml"), *(ROOT / "profiles").glob("*.yaml")]
    for file in (*files, ROOT / "mkdocs.yml"):
        first = file.read_text("utf-8").partition("\n")[0]
        written = first.removeprefix("# yaml-language-server: $schema=")
        assert written != first, file
        assert (file.parent / written).is_file(), file


def test_collections_of_others_are_what_the_schemas_say(corpora: Path, tmp_path: Path) -> None:
    assert judged("atlas", *sorted((corpora / "claresia").glob("*.yml"))) == ""
    valid = validator("agent")
    refused = 0
    for file in front_matters(corpora / "cagents", tmp_path):
        try:
            refused += not valid.is_valid(json.loads(as_json(file.read_text("utf-8"))))
        except yaml.YAMLError:
            continue
    assert refused == 0


def as_json(text: str) -> str:
    return json.dumps(yaml.safe_load(text), default=str)


def validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads(schema_texts()[name]))


WRONG = {
    "role": ["reportsto: x", "reports_to: {id: x}", "persistent: maybe", "tags: [[a]]"],
    "profile": ["id: a", "{id: a b, title: A}", "{id: a, title: A, roster: [{role: x}]}"],
    "atlas": [
        "atlas_id: a",
        "{atlas_id: a, title: A, competencies: [{id: x}]}",
        "{atlas_id: a, title: A, levels: [{id: x, min_score: 1.5}]}",
        "{atlas_id: a, title: A, levels: [{id: x, min_score: high}]}",
        "{atlas_id: a, title: A, rubric: {criteria: [{id: x, score: threshold}]}}",
        "{atlas_id: a, title: A, competencies: [{id: x, title: X, practice_hours: 0}]}",
        "{atlas_id: a, title: A, competencies: [{id: x, title: X, evidence: {count: 0}}]}",
        "{atlas_id: a, title: A, competences: []}",
    ],
}
RIGHT = {
    "role": [
        "reports_to: x",
        "reports_to: [x, y]",
        "title: 2024",
        "persistent: on",
        "tools:",
        "{}",
    ],
    "profile": ["{id: a, title: A, notes: [x], roster: [{class: x, multiplicity: 4}]}"],
    "atlas": [
        "{atlas_id: a, title: A, levels: [{id: x, min_score: '0.5'}], role: [x, y]}",
        "{atlas_id: a, title: A, rubric: {criteria: [{id: x, score: from-threshold}]}}",
        "{atlas_id: a, title: A, competencies: [{id: x, title: X, why: null, prerequisites: y}]}",
        "{atlas_id: a, title: 7, context: {year: 2024}}",
    ],
}


def told(name: str, text: str) -> bool:
    """Whether the checker finds something wrong with the fields of a text."""
    front = split(Source("x.md", f"---\n{text}\n---\n"))
    if front.tree is None:
        return bool(front.diagnostics)
    return bool(read_fields(front.tree, MODELS[name]).diagnostics)


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        (name, text, right)
        for right, texts in ((True, RIGHT), (False, WRONG))
        for name, every in texts.items()
        for text in every
    ],
)
def test_a_schema_refuses_what_the_checker_does(name: str, text: str, right: bool) -> None:
    assert told(name, text) is not right
    assert validator(name).is_valid(yaml.safe_load(text)) is right


@pytest.mark.parametrize(
    ("block", "right"),
    [
        ({"roles": "roles", "severity": {"RB101": False}, "pages": {"health": "off"}}, True),
        ({"synonyms": ["a, b", ["c", "d"]], "ignore": [{"path": "x", "codes": "RB101"}]}, True),
        (None, True),
        ({"role": "roles"}, False),
        ({"severity": {"RB101": "fatal"}}, False),
        ({"limits": {"files": 0}}, False),
        ({"pages": {"health": "maybe"}}, False),
    ],
)
def test_a_configuration_is_judged_where_it_stands(
    block: Mapping[str, Any] | None, right: bool, load: Callable[[str], object]
) -> None:
    file = {"site_name": "X", "plugins": ["search", {"rolebook": block}]}
    assert validator("config").is_valid(file) is right
    with contextlib.nullcontext() if right else pytest.raises(ConfigurationError):
        load(json.dumps(file))


def test_every_field_says_what_it_is_for() -> None:
    for name in ("role", "atlas", "profile"):
        schema = json.loads(schema_texts()[name])
        for one in (schema, *schema.get("$defs", {}).values()):
            silent = [key for key, said in one["properties"].items() if "description" not in said]
            assert silent == [], name
    block = json.loads(schema_texts()["config"])["$defs"]["block"]["properties"]
    assert [key for key, said in block.items() if "description" not in said] == []
