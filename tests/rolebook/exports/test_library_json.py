from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.exports.library_json import library_json

Write = Callable[[Mapping[str, str | bytes]], Path]

FILES = {
    "mkdocs.yml": "plugins: [{rolebook: {external: [buyer]}}]",
    "roles/sales/ae.md": """---
reports_to: lead
consults: nobody-here
---
# Account Executive — fleet role definition

## Mandate

1. **Close deals** {#close} — in the quarter.

## Boundaries

- **Does NOT set the quota** — that goes to the **lead** or the **buyer**.
- **Does NOT sign** — it depends.
""",
    "roles/sales/lead.md": "# Lead — fleet role definition\n",
    "atlases/b.yml": """
atlas_id: closing
title: Closing
role: AE, lead
levels: [{id: sure}]
competencies:
  - id: ask
    title: Ask
    target_level: sure
    practice_hours: 1.5
    prerequisites: listen
    proves: AE#close
  - {id: listen, title: Listen}
""",
}


def exported(root: Path) -> dict[str, object]:
    graph = check(load_settings(root / "mkdocs.yml")).graph
    content = library_json(graph, {"errors": 0})
    assert content == library_json(graph, {"errors": 0})
    assert content.endswith(b"}\n")
    return dict(json.loads(content))


def test_the_library_is_whole_and_sorted(
    project: Write,
) -> None:
    whole = exported(project(FILES))
    assert whole["version"] == 1
    assert whole["domains"] == [
        {"id": "sales", "title": "Sales", "roles": ["sales/ae", "sales/lead"]}
    ]
    executive, lead = whole["roles"]  # type: ignore[misc]
    assert (executive["name"], lead["name"]) == ("sales/ae", "sales/lead")
    assert executive["path"] == "roles/sales/ae.md"
    assert executive["address"] == "roles/sales/ae/"
    assert executive["mandate"] == [
        {"key": "close", "statement": "Close deals", "proven_by": ["closing#ask"]}
    ]
    assert executive["boundaries"] == [
        {"key": "set-the-quota", "statement": "set the quota", "owners": ["sales/lead", "buyer"]},
        {"key": "sign", "statement": "sign", "owners": []},
    ]
    # what leads nowhere is no edge
    assert executive["relations"] == [{"kind": "reports_to", "target": "sales/lead"}]


def test_competencies_stand_in_the_order_of_the_graph(project: Write) -> None:
    (atlas,) = exported(project(FILES))["atlases"]  # type: ignore[misc]
    assert (atlas["role"], atlas["roles"]) == ("sales/ae", ["sales/ae", "sales/lead"])
    assert atlas["practice_hours"] == 1.5
    assert [one["id"] for one in atlas["competencies"]] == ["listen", "ask"]
    assert atlas["competencies"][1]["prerequisites"] == ["listen"]
    assert [one["proves"] for one in atlas["competencies"]] == [[], ["sales/ae#close"]]
    assert atlas["competencies"][1]["address"] == "atlases/closing/#ask"
