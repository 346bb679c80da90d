"""`rolebook import page`: the text of pages out of a browser made sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean

from rolebook.build import check
from rolebook.config.settings import Settings
from rolebook.model import Atlas, Library, Role
from rolebook.text.source import Span

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

SHARED = Path(__file__).parents[4] / "shared"

CLOSER = """\
Files
team/roles/deal-closer.md
ann 0123456789

Deal Closer — fleet role definition

The deal-closer wins deals (class: deal-closer, domain: sales), as the sales-chief asks.

Mandate

  1. Close deals — from first call
     to signature.
  2. Keep the pipeline clean — see PIPELINE.md.

Boundaries

  • Does NOT set quota — that is the sales-chief's call.
  • Does NOT draft non-standard terms — they go to contract-counsel.

How it works

Calm, with *stars* and <b>tags</b>.

Doctrine: persona library; see LIBRARY.md.
"""

ATLAS = """\
Academy

Deal Closer — retail

Sales · Retail

Skill atlas for a closer.

atlas_id · atlas.closer role s-1 · closer provenance · 0a1b…

01 / 02 · c.ask

Ask

crafttarget · first step2h practice

Ask what hurts.

Why: nobody tells.

Evidence requirement

call record3 in 14d

Three calls.

template · c.call.v1

Practice tiers

Guided

With help.

Rubric (sample)

Depth60
Fit70

Threshold to clear at first step: min score 0.7. s-1 L1 anchor: assisted

02 / 02 · c.win

Win

crafttarget · second step1.5h practice

Prerequisites

c.askc.ghost

Rubric (sample)

Depth60
Fit85

Threshold to clear at second step: min score 0.85. s-1 L2 anchor: alone
"""


def library(root: Path) -> Library:
    return check(Settings(root, (root,), (root,), configured=False)).library


def test_a_role_is_as_its_source_was(project: Write, at: Run) -> None:
    root = project({"closer.txt": CLOSER})
    result = at(root, "import", "page", "closer.txt", "--out", "made")
    assert result.exit_code == 0
    assert (root / "made/roles/sales/deal-closer.md").read_text("utf-8") == (
        "# Deal Closer — fleet role definition\n\n"
        "The **deal-closer** wins deals (`class: deal-closer`, `domain: sales`),"
        " as the **sales-chief** asks.\n\n"
        "## Mandate\n\n"
        "1. **Close deals** — from first call to signature.\n"
        "2. **Keep the pipeline clean** — see `PIPELINE.md`.\n\n"
        "## Boundaries\n\n"
        "- **Does NOT set quota** — that is the **sales-chief**'s call.\n"
        "- **Does NOT draft non-standard terms** — they go to **contract-counsel**.\n\n"
        "## How it works\n\n"
        "Calm, with \\*stars\\* and \\<b>tags\\</b>.\n\n"
        "> Doctrine: persona library; see `LIBRARY.md`.\n"
    )
    assert "not carried: 3 lines above the title: Files; team/roles/deal-closer.md; ann" in (
        result.stderr
    )


def test_an_atlas_is_as_its_page_prints_it(project: Write, at: Run) -> None:
    root = project({"closer.txt": CLOSER, "atlas.txt": ATLAS})
    result = at(root, "import", "page", "closer.txt", "atlas.txt", "--out", ".")
    assert result.exit_code == 0
    (atlas,) = library(root).atlases
    assert (atlas.id, atlas.eyebrow) == ("atlas.closer", "Academy")
    assert atlas.title == "Deal Closer — retail"
    assert (atlas.labels, atlas.summary) == (("Sales", "Retail"), "Skill atlas for a closer.")
    assert [one.written for one in atlas.roles] == ["deal-closer"]
    assert [(one.id, one.code, one.min_score) for one in atlas.levels] == [
        ("first_step", "L1", 0.7),
        ("second_step", "L2", 0.85),
    ]
    ask, win = atlas.competencies
    assert (ask.category, ask.practice_hours, ask.why) == ("craft", 2, "nobody tells.")
    assert ask.evidence
    assert (ask.evidence.type, ask.evidence.count) == ("call_record", 3)
    assert (ask.evidence.window_days, ask.evidence.template) == (14, "c.call.v1")
    assert [one.written for one in win.prerequisites] == ["c.ask"]
    assert win.practice_hours == 1.5
    assert atlas.rubric
    assert [one.score for one in atlas.rubric.criteria] == [60, None]
    assert "c.ghost before c.win" in result.stderr


def test_nothing_is_replaced_unless_asked(project: Write, at: Run) -> None:
    root = project({"closer.txt": CLOSER, "roles/sales/deal-closer.md": clean("ae")})
    result = at(root, "import", "page", "closer.txt", "--out", ".")
    assert result.exit_code == 2
    assert "is there already; --force replaces it" in result.stderr
    assert (root / "roles/sales/deal-closer.md").read_text("utf-8") == clean("ae")
    assert at(root, "import", "page", "closer.txt", "--out", ".", "--force").exit_code == 0


@pytest.mark.parametrize("text", ["", "No page.\n", clean("ae")])
def test_what_is_no_page_is_told_and_the_rest_is_written(
    project: Write, at: Run, text: str
) -> None:
    root = project({"x.md": text, "closer.txt": CLOSER})
    result = at(root, "import", "page", "x.md", "closer.txt", "--out", "made")
    assert result.exit_code == 1
    assert "`x.md` is no page of a role or atlas" in result.stderr
    assert (root / "made/roles/sales/deal-closer.md").is_file()


def test_two_pages_of_one_role_are_not_written_over_each_other(project: Write, at: Run) -> None:
    root = project({"a.txt": CLOSER, "b.txt": CLOSER})
    result = at(root, "import", "page", "a.txt", "b.txt", "--out", "made")
    assert (result.exit_code, (root / "made").exists()) == (2, False)


PLACED = ("span", "path", "home", "first_line", "score_span", "count_span", "window_span")


def said(value: Any) -> Any:
    """A value of the model without its places; the text of a passage on one line, without bold."""
    if isinstance(value, str):
        return " ".join(value.replace("**", "").split())
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return [said(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        names = [name for name in value.__dataclass_fields__ if name not in PLACED]
        return {name: said(getattr(value, name)) for name in names}
    return value


def test_the_pages_of_the_seeds_give_what_their_sources_say(project: Write, at: Run) -> None:
    seeds = sorted((SHARED / "seeds").glob("00[0124]_*.txt"))
    if not seeds:
        pytest.skip(f"no seeds at {SHARED}")
    root = project({"mkdocs.yml": "{}"})
    assert at(root, "import", "page", *map(str, seeds), "--out", "made").exit_code == 0
    made = library(root / "made")
    sources = library(SHARED / "corpora" / "mosaic" / "roles")

    def of(roles: tuple[Role, ...]) -> dict[str, Any]:
        kept = {role.name: (role.mandate, role.boundaries, role.title) for role in roles}
        return {name: said(parts) for name, parts in sorted(kept.items())}

    def without(atlas: Atlas) -> Any:
        ordered = tuple(sorted(atlas.competencies, key=lambda one: one.id))
        # its page prints neither
        return said(replace(atlas, competencies=ordered, context=(), lang=""))

    assert of(made.roles) == of(sources.roles)
    (atlas,) = made.atlases
    (charted,) = library(SHARED / "corpora" / "claresia").atlases
    assert without(atlas) == without(charted)
