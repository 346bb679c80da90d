"""Skills stand beside roles: a table, pages and relations of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolebook.build import Checked, Site, check, publish
from rolebook.config.projects import settings_for

FILES = {
    "agents/deep-look.md": "---\nname: deep-look\ndescription: Looks.\nskills: [deep-look]\n---\n",
    "agents/planner.md": "---\nname: planner\ndescription: Plans.\n---\nUse the `run` skill.\n",
    "skills/deep-look/SKILL.md": "---\nname: deep-look\ndescription: The skill.\n---\nLook.\n",
    "plugins/ops/skills/run/SKILL.md": "---\nname: run\ndescription: Runs.\n---\nRun.\n",
    "plugins/web/skills/run/SKILL.md": "---\nname: run\ndescription: Runs, too.\n---\nRun.\n",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("skills")
    for name, text in FILES.items():
        path: Path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return check(settings_for([folder], None)[0])


@pytest.fixture(scope="module")
def site(checked: Checked) -> Site:
    return publish(checked)


def test_an_agent_and_a_skill_may_have_one_name(checked: Checked) -> None:
    assert checked.diagnostics == ()
    assert (checked.summary()["roles"], checked.summary()["skills"]) == (2, 3)
    assert sorted(checked.graph.roles) == [
        "general/deep-look",
        "general/planner",
        "skills/deep-look",
        "skills/ops.run",
        "skills/web.run",
    ]


def test_a_name_means_the_agent_and_a_use_the_skill(checked: Checked) -> None:
    meant = checked.graph.resolver.actor_named("deep-look", "skills").target
    assert meant == ("role", "general/deep-look")
    uses = [(link.source.name, link.resolution.target) for link in checked.graph.relations]
    assert uses == [("general/deep-look", ("role", "skills/deep-look"))]


def test_skills_have_pages_and_a_table_of_their_own(site: Site) -> None:
    pages = {page.address: page for page in site.pages}
    assert {one for one in pages if one.startswith("skills/") and "seams" not in one} == {
        "skills/",
        "skills/deep-look/",
        "skills/ops.run/",
        "skills/web.run/",
    }
    table = pages["skills/"].html
    assert "skills/deep-look" in table
    assert "general/planner" not in table
    assert "skills/deep-look" not in pages["roles/"].html
    assert 'data-kind="Skill · ops"' in pages["skills/ops.run/"].html


def test_both_pages_say_who_uses_a_skill(site: Site) -> None:
    pages = {page.address: re.sub(r"<[^>]+>|\s+", " ", page.html) for page in site.pages}
    assert "Uses the skill" in pages["roles/general/deep-look/"]
    assert "Use it" in pages["skills/deep-look/"]
