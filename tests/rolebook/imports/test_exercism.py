"""A track becomes an atlas: its concepts in an order, and what is wrong with that order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.build import Checked, check
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity
from rolebook.graph.paths import competency_order, prerequisite_graph
from rolebook.model import Atlas, EvidenceRequirement
from rolebook.parse.imports.formats import read_foreign
from rolebook.parse.imports.imported import Imported
from rolebook.text.source import Source


def exercise(slug: str, **fields: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.title(), "uuid": slug, **fields}


def concept(slug: str) -> dict[str, str]:
    return {"uuid": slug, "slug": slug, "name": slug.capitalize()}


TRACK: dict[str, Any] = {
    "language": "Tiny C#",
    "slug": "tiny",
    "blurb": "A small language.",
    "version": 3,
    "exercises": {
        "concept": [
            exercise("hello", concepts=["basics"], prerequisites=[]),
            exercise("sums", concepts=["numbers", "bools"], prerequisites=["basics"]),
            exercise("loopy", concepts=["loops"], prerequisites=["numbers", "magic"], status="wip"),
            exercise("old", concepts=["loops"], prerequisites=["bools"], status="deprecated"),
        ],
        "practice": [
            exercise("leap", practices=["bools"], prerequisites=["numbers"], difficulty=4),
            exercise("year", practices=["bools", "loops"], prerequisites=[], difficulty=10),
            exercise("bob", practices=["bools"], prerequisites=["basics"], difficulty=4),
            exercise("world", practices=[], prerequisites=[], difficulty=1),
        ],
        "foregone": ["parallel"],
    },
    "concepts": [concept(one) for one in ("basics", "numbers", "bools", "loops", "text")],
}


def read(track: dict[str, Any], **changes: Any) -> Imported:
    source = Source("atlases/config.json", json.dumps(track | changes, indent=2))
    imported = read_foreign(source)
    assert imported is not None
    return imported


def atlas_of(imported: Imported) -> Atlas:
    assert imported.atlas is not None
    return imported.atlas


def needs(atlas: Atlas) -> dict[str, list[str]]:
    return {one.id: [r.written for r in one.prerequisites] for one in atlas.competencies}


def test_the_head_of_the_atlas_is_the_track() -> None:
    atlas = atlas_of(read(TRACK))
    assert (atlas.id, atlas.title, atlas.summary) == (
        "exercism.tiny",
        "Tiny C#",
        "A small language.",
    )
    assert atlas.imported_from == atlas.eyebrow == "Exercism track"
    assert [one.spec for one in atlas.specifications] == ["https://exercism.org/tracks/tiny"]
    assert str(atlas.span) == "atlases/config.json:3:12"


def test_a_track_without_a_slug_is_named_by_its_language() -> None:
    assert (
        atlas_of(read({k: v for k, v in TRACK.items() if k != "slug"})).id
        == "exercism.tiny-c-sharp"
    )


def test_a_concept_needs_what_the_exercises_that_teach_it_need() -> None:
    assert needs(atlas_of(read(TRACK))) == {
        "basics": [],
        "numbers": ["basics"],
        "bools": ["basics"],
        "loops": ["numbers"],
        "text": [],
    }


def test_every_reference_has_its_place() -> None:
    imported = read(TRACK)
    text = json.dumps(TRACK, indent=2).split("\n")
    for one in atlas_of(imported).competencies:
        for place, word in [(one.span, one.id), *((r.span, r.written) for r in one.prerequisites)]:
            assert text[place.line - 1][place.column - 1 : place.end_column - 1] == word


def test_several_exercises_give_all_their_prerequisites_once() -> None:
    exercises = [
        exercise("a", concepts=["x"], prerequisites=["p", "x"]),
        exercise("b", concepts=["x"], prerequisites=["p", "q"]),
        exercise("c", concepts=["x"], prerequisites=["r"], status="wip"),
        exercise("d", concepts=["p", "q", "r"], prerequisites=[]),
    ]
    track = read(TRACK, exercises={"concept": exercises}, concepts=[concept(one) for one in "xpqr"])
    assert needs(atlas_of(track))["x"] == ["p", "q"]
    assert atlas_of(track).competencies[0].evidence == EvidenceRequirement(
        "exercise",
        atlas_of(track).competencies[0].evidence.span,  # type: ignore[union-attr]
        count=2,
        description="Solve the concept exercises A and B.",
    )


def test_exercises_are_evidence_and_practice() -> None:
    by_id = {one.id: one for one in atlas_of(read(TRACK)).competencies}
    assert by_id["bools"].evidence is not None
    assert by_id["bools"].evidence.description == "Solve the concept exercise Sums."
    assert by_id["bools"].description == (
        "Practised in Leap and Bob (difficulty 4); Year (difficulty 10)."
    )
    assert by_id["loops"].evidence is None
    assert by_id["loops"].description == (
        "In preparation: Loopy teaches this. Practised in Year (difficulty 10)."
    )
    assert [one.category for one in by_id.values()] == [
        "",
        "",
        "",
        "in preparation",
        "not taught yet",
    ]


def test_what_has_no_place_in_an_atlas_is_told() -> None:
    losses = {loss.what: loss.names for loss in read(TRACK).losses}
    assert losses == {
        "deprecated exercises": ("old",),
        "settings of the track": ("version",),
        "exercises that the track decided against": ("parallel",),
        "prerequisites that are no concepts": ("magic",),
        "prerequisites of practice exercises": ("leap needs numbers", "bob needs basics"),
        "exercises that neither teach nor practise a concept": ("world",),
        "`uuid` of concept exercises": ("hello", "sums", "loopy", "old"),
        "`uuid` of practice exercises": ("leap", "year", "bob", "world"),
        "`uuid` of concepts": ("basics", "numbers", "bools", "loops", "text"),
    }


def test_a_concept_that_is_taught_and_not_defined_can_be_needed() -> None:
    track = read(TRACK, concepts=[concept("loops")])
    assert needs(atlas_of(track)) == {
        "loops": ["numbers"],
        "basics": [],
        "numbers": ["basics"],
        "bools": ["basics"],
    }


def test_slugs_that_are_no_ids_become_ones() -> None:
    exercises = [
        exercise("a", concepts=["C# Basics"], prerequisites=[]),
        exercise("b", concepts=["数"], prerequisites=["C# Basics"]),
    ]
    concepts = [concept("C# Basics"), concept("数")]
    track = atlas_of(read(TRACK, exercises={"concept": exercises}, concepts=concepts))
    first, second = track.competencies
    assert first.id == "c-sharp-basics"
    assert second.id.isascii()
    assert [one.written for one in second.prerequisites] == ["c-sharp-basics"]


def test_other_files_are_no_tracks() -> None:
    for text in ('{"exercises": [], "concepts": []}', '{"a": {"exercises": {}, "concepts": []}}'):
        assert read_foreign(Source("config.json", text)) is None
    assert read_foreign(Source("track.yml", json.dumps(TRACK))) is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "a", "b", " ", "wip"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["slug", "name", "concepts", "prerequisites", "practices", "status"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["concept", "practice", "foregone"]), values), values)
def test_no_shape_of_a_track_raises(exercises: Any, concepts: Any) -> None:
    listed = concepts if isinstance(concepts, list) else [concepts]
    assert read(TRACK, exercises=exercises, concepts=listed).atlas


# The Python track


@pytest.fixture(scope="module")
def python() -> Checked:
    folder = Path(__file__).parents[4] / "shared" / "corpora" / "exercism-python"
    if not folder.is_dir():
        pytest.skip(f"no Exercism track at {folder}")
    return check(Settings(folder, files=(folder / "config.json",), configured=False))


def test_the_python_track_is_an_atlas_without_a_circle(python: Checked) -> None:
    (atlas,) = python.library.atlases
    assert (atlas.id, len(atlas.competencies)) == ("exercism.python", 67)
    assert nx.is_directed_acyclic_graph(prerequisite_graph(python.graph, atlas))
    assert not python.broken
    taught = [one.id for one in atlas.competencies if one.evidence]
    assert len(taught) == 17
    order = competency_order(prerequisite_graph(python.graph, atlas))
    assert [id for id in order if id in taught][:8] == [
        *("basics", "bools", "conditionals", "comparisons", "numbers", "strings", "lists"),
        "list-methods",
    ]


def test_the_python_track_names_what_only_unfinished_exercises_need(python: Checked) -> None:
    found = [one for one in python.diagnostics if one.rule.code == "RB415"]
    assert [(str(one.span), one.message) for one in found] == [
        (
            "config.json:206:12",
            "prerequisite `comprehensions` of `log-levels` is not defined, and no exercise"
            " teaches it; only unfinished exercises need it",
        ),
        (
            "config.json:208:12",
            "prerequisite `sequences` of `log-levels` is defined, but no exercise teaches it;"
            " only unfinished exercises need it",
        ),
        (
            "config.json:222:12",
            "prerequisite `functions` of `restaurant-rozalynn` is defined, but no exercise"
            " teaches it; only unfinished exercises need it",
        ),
    ]


def test_the_python_track_says_nothing_else_but_what_is_not_taught(python: Checked) -> None:
    others = [one for one in python.diagnostics if one.rule.code != "RB415"]
    assert {(one.rule.code, one.level) for one in others} == {
        ("RB414", Severity.WARNING),
    }
    planned = [one.message for one in others if "unfinished" in one.message]
    assert (len(others), planned) == (
        48,
        [
            "concept `enums` is taught by unfinished exercises only: `log-levels`",
            "concept `none` is taught by unfinished exercises only: `restaurant-rozalynn`",
            "concept `string-formatting` is taught by unfinished exercises only: `pretty-leaflet`",
        ],
    )


def test_a_track_is_found_in_a_folder_that_nobody_configured(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(TRACK))
    (tmp_path / "package.json").write_text('{"name": "x", "concepts": [], "exercises": []}')
    checked = check(Settings(tmp_path, (tmp_path,), (tmp_path,), configured=False))
    assert [one.id for one in checked.library.atlases] == ["exercism.tiny"]
    assert [one.path for one in checked.library.left_out] == ["package.json"]
