"""A collection of agents, from its files to its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolebook.build import Checked, check, publish
from rolebook.config.projects import settings_for

LEAD = "---\nname: sales-lead\ndescription: Leads.\n---\nYou lead.\n"
PLANNER = """---
name: planner
description: Plans.
---
## What you must NOT do

- Set prices (escalate to sales-lead)
- Translate (coordinate with translators)
- Guess

Elsewhere:

- Defer the loading of images to first-use
- Never log secrets
"""


@pytest.fixture
def collection(tmp_path: Path) -> Checked:
    for name, text in (("sales-lead", LEAD), ("planner", PLANNER)):
        (tmp_path / "sales").mkdir(exist_ok=True)
        (tmp_path / "sales" / f"{name}.md").write_text(text, "utf-8")
    return check(settings_for([tmp_path], None)[0])


def test_a_boundary_of_an_agent_has_an_owner_whom_somebody_bears(collection: Checked) -> None:
    stated = [one.boundary.responsibility.statement for one in collection.graph.deferrals]
    assert stated == ["Set prices"]
    assert collection.library.boundary_count == 1


def test_the_home_of_a_collection_keeps_its_table_with_filters(collection: Checked) -> None:
    html = {page.address: page.html for page in publish(collection).pages}["library/"]
    assert 'id="rb-all"' in html
    assert 'href="#rb-all"' in html.partition("rb-counts")[0]


def test_the_page_of_an_agent(collection: Checked) -> None:
    html = {page.address: page.html for page in publish(collection).pages}["roles/sales/planner/"]
    guardrails = html.partition('id="rb-guardrails"')[2].partition("<h2")[0]
    assert "What you must NOT do" in guardrails
    assert "Guess" in guardrails
    assert "Never log secrets" in guardrails
    for copy in ("rb-copy-prompt", "rb-copy-file"):
        assert f'href="#{copy}"' in html
        assert html.count(f'id="{copy}"') == 1
