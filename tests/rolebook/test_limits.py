from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.text.limits import Limits

Write = Callable[[Mapping[str, str | bytes]], Path]

SECURITY = Path(__file__).parents[2] / "docs" / "security.md"


def codes(root: Path) -> list[str]:
    return [one.rule.code for one in check(load_settings(root / "mkdocs.yml")).diagnostics]


def case_package(items: int) -> str:
    """A CASE package in which all items are the children of the first."""
    return json.dumps(
        {
            "CFDocument": {"identifier": "d", "title": "Standards"},
            "CFItems": [
                {"identifier": f"i{n}", "fullStatement": f"Shows thing {n}", "note": ["a", "b"]}
                for n in range(items)
            ],
            "CFAssociations": [],
        }
    )


def test_the_documentation_has_every_limit_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", SECURITY.read_text("utf-8"), re.M))
    assert rows == {f.name: f"{f.default:,}" for f in dataclasses.fields(Limits)}


def test_a_package_of_thousands_of_items_is_read_whole(project: Write) -> None:
    root = project({"atlases/standards.json": case_package(20_000)})
    checked = check(load_settings(root / "mkdocs.yml"))
    assert checked.library.competency_count == 20_000
    assert not [one for one in checked.diagnostics if one.rule.code in ("RB003", "RB023", "RB029")]


def test_json_has_limits_of_its_own(project: Write) -> None:
    def limited(limits: str) -> list[str]:
        config = f"plugins: [{{rolebook: {{limits: {{{limits}}}}}}}]"
        return codes(project({"atlases/s.json": case_package(9), "mkdocs.yml": config}))

    assert "RB029" in limited("json_items: 8")
    assert "RB023" in limited("json_values: 40")
    assert limited("json_bytes: 400") == ["RB003"]
    assert not {"RB003", "RB023", "RB029"} & set(limited("list_items: 1, values: 1, file_bytes: 1"))
