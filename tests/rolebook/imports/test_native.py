"""What is written of an atlas is read as the same atlas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rolebook.exports.native_atlas import native_yaml
from rolebook.model import Atlas, Competency, EvidenceRequirement, Reference
from rolebook.parse.atlases.atlases import read_atlas
from rolebook.text.source import Source, Span

NOWHERE = Span("a.yml")


def reread(text: str) -> Atlas:
    atlas, problems = read_atlas(Source("a.yml", text))
    # what nobody sees is written as an escape, and told
    told = [one for one in problems if one.rule.code != "RB016"]
    assert not [one for one in told if one.level == "error"]
    assert atlas is not None
    return atlas


def test_the_atlas_of_the_seed_survives(corpora: Path) -> None:
    (file,) = (corpora / "claresia").glob("*.yml")
    first, _ = read_atlas(Source("a.yml", file.read_text("utf-8")))
    assert first is not None
    written = native_yaml(first)
    again = reread(written)
    assert native_yaml(again) == written
    assert unplaced(again) == unplaced(first)


def test_what_is_proven_and_several_roles_survive() -> None:
    text = """\
atlas_id: a
title: A
role: [ae, "Lead, Sales"]
competencies:
  - {id: c, title: C, proves: [ae#close, lead#lead]}
"""
    first, _ = read_atlas(Source("a.yml", text))
    assert first is not None
    assert [one.written for one in first.roles] == ["ae", "Lead, Sales"]
    assert unplaced(reread(native_yaml(first))) == unplaced(first)
    alone = replace(first, roles=first.roles[1:])
    assert unplaced(reread(native_yaml(alone))) == unplaced(alone)


def unplaced(atlas: Atlas) -> Atlas:
    """The atlas as if everything stood in one place."""

    def reference(one: Reference | None) -> Reference | None:
        return one and replace(one, span=NOWHERE)

    return replace(
        atlas,
        span=NOWHERE,
        roles=tuple(replace(r, span=NOWHERE) for r in atlas.roles),
        levels=tuple(replace(one, span=NOWHERE, score_span=None) for one in atlas.levels),
        practice_tiers=tuple(replace(one, span=NOWHERE) for one in atlas.practice_tiers),
        rubric=atlas.rubric
        and replace(
            atlas.rubric,
            criteria=tuple(replace(one, span=NOWHERE) for one in atlas.rubric.criteria),
        ),
        competencies=tuple(
            replace(
                one,
                span=NOWHERE,
                target_level=reference(one.target_level),
                prerequisites=tuple(replace(r, span=NOWHERE) for r in one.prerequisites),
                proves=tuple(replace(r, span=NOWHERE) for r in one.proves),
                evidence=one.evidence
                and replace(one.evidence, span=NOWHERE, count_span=None, window_span=None),
            )
            for one in atlas.competencies
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "null",
            "~",
            "NO",
            "0x1f",
            "1.0",
            "2024-01-01",
            "- x",
            "a: b",
            "# x",
            "x # y",
            "*a",
            "&a",
        ),
        *("!t", "'", '"', "`x`", "@x", "%x", "{{ x }}", "[x]", "{x", "a, b", "C#", "é", "数", "🎉"),
        *("line\nline", "a\n\n  b\n c", "x\u2028y", "x\u0085y", "\x07", "--- x", "...", "? x", ">"),
        "long " * 60 + "end",
        "x" * 300,
    ],
)
def test_any_text_survives(text: str) -> None:
    evidence = EvidenceRequirement("exercise", NOWHERE, 1, description=text, events=(text,))
    one = Competency("null", text, "no", NOWHERE, category=text, evidence=evidence)
    atlas = Atlas("no", text, "a.yml", NOWHERE, labels=(text, "b"), competencies=(one,))
    again = reread(native_yaml(atlas))
    assert (again.id, again.title, again.labels) == ("no", text, (text, "b"))
    (competency,) = again.competencies
    assert (competency.id, competency.title, competency.category) == ("null", text, text)
    assert competency.evidence is not None
    assert (competency.evidence.description, competency.evidence.events) == (text, (text,))
