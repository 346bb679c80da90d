"""An atlas is read whole, or as far as it goes, with every slip at its exact place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.diagnostics import Diagnostic
from rolebook.model import Atlas, Criterion, Reference, Specification
from rolebook.parse.atlases.atlases import read_atlas
from rolebook.text.source import Source, Span

WHOLE = """\
atlas_id: a
title: A
role: r
levels:
  - {id: low, min_score: 0.5}
  - {id: high, min_score: 0.9}
competencies:
  - id: one
    title: One
    target_level: low
    practice_hours: 2
    evidence: {type: artifact_submission, count: 1, window_days: 14}
"""


def read(text: str, path: str = "a.yml") -> tuple[Atlas | None, list[str]]:
    atlas, problems = read_atlas(Source(path, text))
    return atlas, [line(one) for one in problems]


def line(one: Diagnostic) -> str:
    return f"{one.span.line}:{one.span.column}-{one.span.end_column} {one.rule.code} {one.message}"


def added(competency: str) -> tuple[Atlas, list[str]]:
    """What comes of one more line in the competency of `WHOLE`, which starts in line 13."""
    atlas, problems = read(f"{WHOLE}    {competency}\n")
    assert atlas is not None
    return atlas, problems


def changed(old: str, new: str) -> tuple[Atlas, list[str]]:
    assert WHOLE.count(old) == 1
    atlas, problems = read(WHOLE.replace(old, new))
    assert atlas is not None
    return atlas, problems


def test_the_atlas_of_the_seed_is_read_whole(corpora: Path) -> None:
    (file,) = (corpora / "claresia").glob("*.yml")
    text = file.read_text("utf-8")
    atlas, problems = read(text, f"atlases/{file.name}")
    assert problems == []
    assert atlas is not None
    assert atlas.id == file.stem
    assert atlas.title == "Account Executive — B2B SaaS, Mid-Market"
    assert (atlas.programme, atlas.eyebrow) == ("Accademia AOE di Claresia", "Percorso campione")
    assert atlas.labels == ("Sales", "AE", "B2B SaaS", "Software", "Mid-Market")
    assert atlas.roles == (Reference("account-executive", Span(atlas.path, 9, 7, 9, 24)),)
    assert dict(atlas.context)["company_type"] == "mid_market"
    assert atlas.summary.startswith("Skill atlas for an AE moving")
    assert atlas.summary.endswith("+ cc-053 ae transforms.")
    assert atlas.specifications == (
        Specification("role", "cc-053", "ae"),
        Specification("archetype", "cc-051", "ae"),
    )
    assert (atlas.provenance, atlas.lang) == ("226b5a100a549e46", "en")
    assert [(one.id, one.order, one.code, one.min_score) for one in atlas.levels] == [
        ("ai_adopted", 0, "L1", 0.7),
        ("agent_operator", 1, "L2", 0.85),
    ]
    assert atlas.levels[1].anchor == "cc-053 L2 anchor: orchestration mastery, autonomous"
    assert [one.title for one in atlas.practice_tiers] == ["Guided", "Applied", "Production"]
    assert atlas.rubric
    assert atlas.rubric.title == "sample · cc-052 hero-scene pattern"
    assert [(one.title, one.score) for one in atlas.rubric.criteria] == [
        ("Coverage", 74),
        ("Signal density", 62),
        ("Graduation match", None),
    ]
    assert [one.id for one in atlas.competencies] == [
        "ae.orch.full_pursuit_orchestration",
        "ae.gov.sales_governance",
        "ae.craft.account_research",
        "ae.collab.agent_assisted_outbound",
        "ae.measure.pipeline_quality_diagnostic",
        "ae.craft.discovery_question_design",
    ]
    assert atlas.practice_hours == 18
    pursuit = atlas.competencies[0]
    assert pursuit.name == f"{atlas.id}#ae.orch.full_pursuit_orchestration"
    assert pursuit.title == "Orchestrate a full pursuit"
    assert pursuit.category == "orchestration"
    assert pursuit.target_level == Reference("agent_operator", Span(atlas.path, 56, 19, 56, 33))
    assert pursuit.practice_hours == 8
    assert "(account → discovery → demo → SoW)" in pursuit.description
    assert pursuit.why == "cc-053 ae L2 anchor: agent_assist_share=0.92, productivity 2.85."
    assert [(one.written, str(one.span)) for one in pursuit.prerequisites] == [
        ("ae.craft.discovery_question_design", f"{atlas.path}:61:9"),
        ("ae.collab.agent_assisted_outbound", f"{atlas.path}:62:9"),
        ("ae.measure.pipeline_quality_diagnostic", f"{atlas.path}:63:9"),
    ]
    assert pursuit.evidence
    assert (pursuit.evidence.type, pursuit.evidence.count) == ("hub_event_pattern", 3)
    assert pursuit.evidence.window_days == 60
    assert pursuit.evidence.events == ("PursuitOrchestrated", "PursuitClosedWon")
    assert atlas.competencies[1].evidence
    assert atlas.competencies[1].evidence.kpi == "hallucination_escape_rate"
    assert atlas.competencies[1].prerequisites[0].span.column == 21
    assert atlas.competencies[2].evidence
    assert atlas.competencies[2].evidence.template == "ae.account_research_brief.v1"
    assert atlas.competencies[2].prerequisites == ()


def test_an_atlas_in_json_is_the_same() -> None:
    value = {
        "atlas_id": "a",
        "title": "A 😀",
        "role": "r",
        "competencies": [
            {
                "id": "one",
                "title": "O/ne",
                "target_level": "low",
                "practice_hours": 1.5,
                "prerequisites": ["two"],
                "evidence": {"type": "x", "count": 3},
            }
        ],
    }
    text = json.dumps(value, indent="\t").replace("O/ne", "O\\/ne")
    atlas, problems = read(text, "a.json")
    assert problems == []
    assert atlas
    assert (atlas.title, atlas.competencies[0].title) == ("A 😀", "O/ne")
    assert (atlas.competencies[0].practice_hours, atlas.span) == (1.5, Span("a.json", 2, 15, 2, 16))
    assert atlas.competencies[0].prerequisites[0].span == Span("a.json", 12, 6, 12, 9)


@pytest.mark.parametrize(
    ("prerequisites", "expected"),
    [
        ("two", ["two 13:20"]),
        ("two, b#three", ["two 13:20", "b#three 13:25"]),
        ("[two, 'three']", ["two 13:21", "three 13:27"]),
        ("\n    - two\n    - three", ["two 14:7", "three 15:7"]),
        ("", []),
        ("[]", []),
    ],
)
def test_every_prerequisite_has_its_place(prerequisites: str, expected: list[str]) -> None:
    atlas, problems = added(f"prerequisites: {prerequisites}")
    assert problems == []
    assert [
        f"{one.written} {one.span.line}:{one.span.column}"
        for one in atlas.competencies[0].prerequisites
    ] == expected


def test_a_competency_may_have_a_rubric_of_its_own() -> None:
    rubric = "rubric: {title: t, criteria: [{id: c, score: from-threshold}, {id: d, score: 40}]}"
    atlas, problems = added(rubric)
    assert problems == []
    assert atlas.competencies[0].rubric
    assert atlas.competencies[0].rubric.criteria == (
        Criterion("c", "c", None, Span("a.yml", 13, 50, 13, 64)),
        Criterion("d", "d", 40, Span("a.yml", 13, 82, 13, 84)),
    )
    assert atlas.rubric is None


@pytest.mark.parametrize("id", ["a", "A.b_c-2", "x" * 120, "9"])
def test_ids_stay_as_written(id: str) -> None:
    atlas, problems = changed("atlas_id: a\n", f"atlas_id: {id}\n")
    assert (atlas.id, problems) == (id, [])


@pytest.mark.parametrize(
    ("id", "reason"),
    [
        ("a b", "which holds a space"),
        ("caffè", "which holds `è` (U+00E8)"),
        ("../x", "which holds `/`"),
        (".hidden", "which starts or ends with a mark"),
        ("a-", "which starts or ends with a mark"),
        ("rb-competencies", "which begins with `rb-`"),
        ("x" * 121, "which has more than 120 characters"),
        ("Con.tent", "which Windows allows for no folder"),
    ],
)
def test_ids_that_can_be_no_address(id: str, reason: str) -> None:
    atlas, problems = read(f"atlas_id: {id}\ntitle: A\nrole: r\n")
    assert atlas is None
    shown = id if len(id) < 60 else f"{id[:60]}…"
    assert problems == [f"1:11-{11 + len(id)} RB007 `atlas_id` is `{shown}`, {reason}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1-1 RB017 this atlas file is empty"),
        ("# a comment\n", "1:1-1 RB017 this atlas file is empty"),
        ("---\n~\n", "1:1-1 RB017 this atlas file is empty"),
        ("just words", "1:1-11 RB018 an atlas is text, where `key: value` lines belong"),
        ("- a\n- b", "1:1-4 RB018 an atlas is a list, where `key: value` lines belong"),
        ("title: A", "1:1-6 RB020 this atlas has no `atlas_id`"),
        ("atlas_id:\ntitle: A", "1:1-9 RB020 `atlas_id` of this atlas is empty"),
        ("a: [", "1:4-5 RB019 not valid YAML: this ends where a value should stand"),
    ],
)
def test_files_that_are_no_atlas(text: str, expected: str) -> None:
    assert read(text) == (None, [expected])


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("practice_hours: two", "`two`, which is no number"),
        ("practice_hours: 1_000", "`1_000`, which is no number"),
        ("practice_hours: 0x10", "`0x10`, which is no number"),
        ("practice_hours: inf", "`inf`, which is no number"),
        ("practice_hours: .nan", "`.nan`, which is no number"),
        ("practice_hours: true", "`true`, which is no number"),
        ("practice_hours: 1,5", "`1,5`, which is no number"),
        ("practice_hours: 1e999", "`1e999`, which is no number"),
        ("practice_hours: 0", "`0`, which is not more than 0"),
        ("practice_hours: -1", "`-1`, which is not more than 0"),
        ("practice_hours: [2]", "a list, where a number belongs"),
    ],
)
def test_hours_are_a_number_above_zero(field: str, expected: str) -> None:
    atlas, problems = changed("practice_hours: 2", field)
    length = len(field) - len("practice_hours: ")
    code = "RB406" if "not more than" in expected else "RB007"
    # that the hours are missing now is not told too
    assert problems == [f"11:21-{21 + length} {code} `practice_hours` is {expected}"]
    assert atlas.competencies[0].practice_hours is None


@pytest.mark.parametrize(("written", "hours"), [("'2'", 2), ("1.5", 1.5), (".5", 0.5), ("1e1", 10)])
def test_hours_may_be_written_so(written: str, hours: float) -> None:
    atlas, problems = changed("practice_hours: 2", f"practice_hours: {written}")
    assert (atlas.competencies[0].practice_hours, problems) == (hours, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.5", "70", "5:26-28 RB406 `min_score` is `70`, which is more than 1"),
        ("0.5", "-0.1", "5:26-30 RB406 `min_score` is `-0.1`, which is less than 0"),
        ("count: 1", "count: 0", "12:50-51 RB406 `count` is `0`, which is less than 1"),
        ("count: 1", "count: 1.5", "12:50-53 RB007 `count` is `1.5`, which is no whole number"),
        ("14}", "2 weeks}", "12:66-73 RB007 `window_days` is `2 weeks`, which is no whole number"),
        ("title: One", "title: ''", "9:5-10 RB007 `title` is empty"),
        ("title: One", "title:", "9:5-10 RB020 `title` of this competency is empty"),
        (
            "title: A",
            "titel: A",
            "2:1-6 RB020 `titel` is no field of this atlas, which needs `title`",
        ),
        ("role: r", "rôle: r\nrole: r", "3:1-5 RB006 `rôle` is no field of this atlas"),
        (
            "practice_hours",
            "practise_hours",
            "11:5-19 RB006 `practise_hours` is no field of this competency",
        ),
        (
            "evidence: {",
            "evidence: yes\n    x: {",
            "12:15-18 RB007 `evidence` is `yes`, where a mapping belongs",
        ),
        (
            "{type: artifact_submission, ",
            "{",
            "12:16-21 RB020 this evidence requirement has no `type`",
        ),
        (
            "levels:\n  - {id: low, min_score: 0.5}",
            "labels: {a: b}\nlevels:",
            "4:9-15 RB007 `labels` is a mapping, where a list belongs",
        ),
        (
            "role: r",
            "role: r\ncontext: [a]",
            "4:10-13 RB007 `context` is a list, where a mapping belongs",
        ),
        (
            "role: r",
            "role: r\ncontext: {a: [b]}",
            "4:14-17 RB007 `a` is a list, where text belongs",
        ),
    ],
    ids=lambda value: value[:25],
)
def test_a_slip_is_told_at_its_place(old: str, new: str, expected: str) -> None:
    _, problems = changed(old, new)
    assert expected in problems
    assert len(problems) == 1 + new.count("    x: {")


@pytest.mark.parametrize(
    ("old", "new", "help"),
    [
        ("practice_hours: 2", "practice_hours: 1,5", "write `1.5`"),
        ("practice_hours: 2", "practice_hours: 2 hours", "write `2`"),
        ("practice_hours: 2", "practice_hours: two", "write a number of hours, as `1.5`"),
        ("0.5", "50", "write a number from 0 to 1"),
        ("count: 1", "count: many", "write how many, as `3`"),
        (
            "practice_hours",
            "hours_of_practice",
            "remove it, or write one of `id`, `title`, `category`,",
        ),
        ("target_level", "level", "did you mean `target_level`?"),
    ],
)
def test_the_help_says_what_to_write(old: str, new: str, help: str) -> None:
    _, problems = read_atlas(Source("a.yml", WHOLE.replace(old, new)))
    assert problems[0].help.startswith(help)


def test_one_bad_competency_costs_no_other() -> None:
    text = WHOLE + "  - title: no id\n  - just words\n  - {id: two, titel: Two}\n"
    atlas, problems = read(text)
    assert atlas
    assert [one.id for one in atlas.competencies] == ["one", "two"]
    assert [one.span for one in atlas.competencies][1] == Span("a.yml", 15, 10, 15, 13)
    assert problems[:3] == [
        "13:5-10 RB020 this competency has no `id`",
        "14:5-15 RB007 item 3 of `competencies` is `just words`, where a mapping belongs",
        "15:15-20 RB020 `titel` is no field of this competency, which needs `title`",
    ]


def test_what_lacks_a_title_is_named_by_its_id() -> None:
    atlas, problems = read(
        "atlas_id: a\nrole: r\ncompetencies:\n- {id: one, evidence: {type: x}}\n"
    )
    assert atlas
    assert (atlas.title, atlas.competencies[0].title) == ("a", "one")
    assert [one.split()[1] for one in problems] == ["RB020", "RB020", "RB411", "RB408"]


def test_holes_are_warnings_at_the_id() -> None:
    atlas, problems = read("atlas_id: a\ntitle: A\ncompetencies:\n  - {id: one, title: One}\n")
    assert atlas
    assert problems == [
        "1:11-12 RB412 atlas `a` names no role",
        "4:10-13 RB411 competency `one` has no target level",
        "4:10-13 RB408 competency `one` has no practice hours",
        "4:10-13 RB403 competency `one` asks for no evidence",
    ]
    _, found = read_atlas(Source("a.yml", "atlas_id: a\ntitle: A"))
    assert [(one.level, one.subjects) for one in found] == [("warning", ("a",)), ("info", ("a",))]


def test_a_refused_alias_is_told_once() -> None:
    text = WHOLE.replace("evidence: {", "evidence: &e {") + (
        "  - {id: two, title: Two, target_level: low, practice_hours: 1, evidence: *e}\n"
    )
    assert read(text)[1] == ["13:75-77 RB022 `*e` is an alias"]


def test_twins_are_both_read() -> None:
    twin = WHOLE[WHOLE.index("  - id: one") :]
    atlas, problems = read(WHOLE + twin)
    assert problems == []
    assert atlas
    assert [one.id for one in atlas.competencies] == ["one", "one"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "title", "titel", "type", "score", "criteria", "count", "evidence"]
            ),
            inner,
        )
    ),
    max_leaves=15,
)
FIELDS = st.sampled_from(
    ["atlas_id", "title", "levels", "labels", "rubric", "competencies", "context", "role", "x"]
)


@settings(deadline=None)
@given(st.dictionaries(FIELDS, VALUES), st.booleans())
def test_any_values_give_an_atlas_or_problems(values: dict[str, object], named: bool) -> None:
    whole = {"atlas_id": "a", "title": "A"} | values if named else values
    atlas, problems = read_atlas(Source("a.json", json.dumps(whole, indent=1)))
    assert atlas or problems
    assert len({(one.rule, one.span, one.message) for one in problems}) == len(problems)


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_an_atlas_or_problems(text: str) -> None:
    atlas, problems = read_atlas(Source("a.yml", text))
    assert atlas or problems
