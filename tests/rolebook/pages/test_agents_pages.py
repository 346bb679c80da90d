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


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Agents that hold and disown nothing, one of whom works with somebody who is nowhere."""
    folder = tmp_path_factory.mktemp("many") / "agents"
    folder.mkdir()
    for number in range(40):
        text = f"---\nname: tester-{number}\ndescription: Tests.\n---\nYou test.\n"
        (folder / f"tester-{number}.md").write_text(text, "utf-8")
    text = (
        "---\nname: lead\ndescription: Leads.\n---\nRelated agents:\n- **docker-expert**: ships\n"
    )
    (folder / "lead.md").write_text(text + "- **tester-1**: tests\n", "utf-8")
    return check(settings_for([folder.parent], None)[0])


def test_the_pages_of_agents_without_lanes_speak_of_agents(many: Checked) -> None:
    pages = {page.address: page for page in publish(many).pages}
    home = pages["library/"].html
    assert "who works with whom" in home
    assert ">agents</dt>" in home
    for absent in ("rb-reading", "lane", 'id="rb-all"', "Mandate"):
        assert absent not in home
    assert 'href="rb:/roles/#rb-all"' in home
    assert len(home) < 10_000  # whose table of all has a page of its own
    shown = {address for address, page in pages.items() if page.in_navigation}
    assert {"roles/", "explorer/", "health/"} <= shown
    empty = {"atlases/", "evidence/", "ownership/", "glossary/"}
    assert empty <= pages.keys()
    assert not empty & shown


def test_a_collaborator_that_nobody_is_stands_on_the_page_and_leads_nowhere(many: Checked) -> None:
    pages = {page.address: page.html for page in publish(many).pages}
    page = pages["roles/general/lead/"]
    unknown = page.partition('id="rb-states"')[2].partition("</section>")[0]
    assert "docker-expert" in unknown
    assert "rb-missing" in unknown
    assert "is named by <code>general/lead</code> and defined nowhere" in page
    assert "RB120" in pages["health/"]
    assert "states no mandate" not in page
