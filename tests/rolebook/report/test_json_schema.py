from __future__ import annotations

import importlib.resources
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.baseline import Compared, Fingerprint
from rolebook.report import FORMATS, Findings
from rolebook.text.source import Span

OLD = Compared(
    (),
    (Diagnostic(Rule("RB101", "dangling-owner"), "x", Span("a.md")),),
    frozenset({Fingerprint("a.md", "RB101", one, 1) for one in "yz"}),
)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    file = importlib.resources.files("rolebook.report").joinpath("report.schema.json")
    read = json.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(read)
    return read


def report(findings: Findings) -> dict[str, Any]:
    return json.loads(FORMATS["json"](findings))


def undescribed(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> set[str]:
    """The keys of a value that the schema does not name: allowed, since keys may be added."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return {key for one in value for key in undescribed(one, schema["items"], root)}
    if not isinstance(value, dict):
        return set()
    known = schema["properties"]
    deeper = (undescribed(value[key], known[key], root) for key in value if key in known)
    return (value.keys() - known.keys()).union(*deeper)


def test_every_report_is_valid_and_described_whole(
    schema: dict[str, Any],
    broken: Findings,
    own_library: Findings,
    made: Callable[..., Findings],
) -> None:
    for one in (broken, own_library, made(), replace(broken, baseline=OLD)):
        jsonschema.Draft202012Validator(schema).validate(report(one))
        assert undescribed(report(one), schema, schema) == set()
    assert any(one["related"] for one in report(broken)["diagnostics"])


def test_a_wrong_report_is_not_valid(schema: dict[str, Any], broken: Findings) -> None:
    valid = jsonschema.Draft202012Validator(schema)
    read = report(broken)
    assert not valid.is_valid({**read, "version": 2})
    assert not valid.is_valid({key: read[key] for key in ("version", "summary")})
    for key, wrong in {
        "code": "X1",
        "severity": "off",
        "line": 0,
        "column": 1.5,
        "path": "",
    }.items():
        first = {**read["diagnostics"][0], key: wrong}
        assert not valid.is_valid({**read, "diagnostics": [first]}), key


def test_the_schema_names_what_is_required_in_the_order_of_the_report(
    schema: dict[str, Any], broken: Findings
) -> None:
    read = report(broken)
    assert list(read) == schema["required"]
    assert list(read["summary"]) == schema["properties"]["summary"]["required"]
    assert list(read["diagnostics"][0]) == schema["$defs"]["diagnostic"]["required"]


def test_a_report_tells_of_the_baseline_only_where_one_is_used(broken: Findings) -> None:
    assert "baseline" not in report(broken)
    told = report(replace(broken, baseline=OLD))
    assert told["baseline"] == {"hidden": 1, "mended": 2}
