"""The page of a profile: its org chart, its roster, and who is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rolebook.build import check, publish
from rolebook.config.settings import Settings
from rolebook.pages.page import Page

from .conftest import words

Pages = dict[str, Page]


def role(id: str, *boundaries: str) -> str:
    disowned = "\n".join(boundaries)
    return (
        f"# {id.title()} — fleet role definition\n\nThe **{id}** acts (`class: {id}`,"
        f" `domain: ship`).\n\n## Mandate\n\n1. **Do the {id} work** — all of it.\n\n"
        f"## Boundaries\n\n{disowned}\n\n## Persona\n\nCalm.\n"
    )


PROFILE = """\
id: crew
title: The crew
description: Whoever sails, **all** of them.
lead: captain
floor: [one captain, one cook]
roster:
  - class: captain
  - class: cook
    reports_to: captain
    multiplicity: 2
notes: Rum, and water.
"""


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[str], Pages]:
    def built(profile: str) -> Pages:
        (tmp_path / "captain.md").write_text(
            role("captain", "- **Does NOT keep stores** — that is **quartermaster**'s lane."),
            "utf-8",
        )
        (tmp_path / "cook.md").write_text(
            role("cook", "- **Does NOT sail** — that is **captain**'s lane."), "utf-8"
        )
        (tmp_path / "quartermaster.md").write_text(role("quartermaster"), "utf-8")
        (tmp_path / "crew.yaml").write_text(profile, "utf-8")
        folder = (tmp_path,)
        checked = check(Settings(tmp_path, folder, folder, configured=False))
        assert checked.summary()["profiles"] == 1
        return {one.address: one for one in publish(checked).pages}

    return built


def test_a_page_says_who_is_in_it_and_who_is_missing(pages: Callable[[str], Pages]) -> None:
    page = pages(PROFILE)["profiles/crew/"]
    text = words(page.html)
    assert text.startswith("The crew crew · 2 seats · led by Captain Whoever sails, all of them.")
    assert "Floor one captain, one cook" in text
    assert "Captain · leads" in text
    assert "Cook × 2" in text
    missing = text.partition("Who is missing")[2]
    assert "Quartermaster keep stores (Captain)" in missing
    assert "sail" not in missing.partition("Notes")[0]  # the captain has a seat
    assert "Rum, and water." in missing
    assert 'class="rb-diagram' in page.html
    assert page.source == "crew.yaml"


def test_the_index_and_a_role_lead_to_it(pages: Callable[[str], Pages]) -> None:
    built = pages(PROFILE)
    assert "The crew crew 2 Captain" in words(built["profiles/"].html)
    assert "On the roster of The crew" in words(built["roles/ship/cook/"].html)
    assert "On the roster of" not in words(built["roles/ship/quartermaster/"].html)


def test_a_profile_that_is_wrong_still_has_its_page(pages: Callable[[str], Pages]) -> None:
    page = pages("id: crew\ntitle: Crew\nlead: nobody\nroster: [{class: gone}, {class: cook}]\n")
    text = words(page["profiles/crew/"].html)
    assert "gone" in text
    assert "`class: gone`" not in text.partition("What it is")[0]
    assert "led by nobody" in text


def test_more_reports_than_stand_side_by_side_stand_below_each_other(
    pages: Callable[[str], Pages], tmp_path: Path
) -> None:
    def size(sailors: int) -> tuple[int, int]:
        seats = "".join(f"  - class: sailor-{n}\n    reports_to: captain\n" for n in range(sailors))
        html = pages(PROFILE.replace("notes:", f"{seats}notes:"))["profiles/crew/"].html
        found = re.search(r'viewBox="0 0 (\d+) (\d+)"', html)
        assert found
        return int(found[1]), int(found[2])

    for n in range(7):
        (tmp_path / f"sailor-{n}.md").write_text(role(f"sailor-{n}"), "utf-8")
    width, height = size(3)
    assert width > height
    width, height = size(7)
    assert width < height
