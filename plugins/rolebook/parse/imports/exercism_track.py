"""The tree of an Exercism track's `config.json` in; its concepts and exercises out.

The format: https://exercism.org/docs/building/tracks/config-json
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.formats.yaml.elements import elements
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar
from rolebook.parse.imports.imported import Notes, id_of, words

FINISHED: Final = ("", "active", "beta")
"""What `status` says of an exercise that learners see; `wip` ones are hidden and unlock nothing."""

_CARRIED: Final = {
    "concept": {"slug", "name"},
    "concept exercise": {"slug", "name", "concepts", "prerequisites", "status"},
    "practice exercise": {"slug", "name", "practices", "prerequisites", "difficulty", "status"},
}
"""The fields that reach the atlas; prerequisites of practice exercises do as findings only."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that the track can teach."""

    id: str
    title: str
    slug: YamlScalar
    """Where it is defined; else where it is taught first."""

    defined: bool = True


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise that is not deprecated; its lists hold slugs of concepts."""

    slug: YamlScalar
    title: str
    finished: bool
    difficulty: str
    teaches: tuple[YamlScalar, ...]
    needs: tuple[YamlScalar, ...]
    practises: tuple[YamlScalar, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """The part of a track that is about learning; everything in the file's order."""

    tree: YamlMap
    concepts: tuple[Concept, ...]
    exercises: tuple[Exercise, ...]


def track_of(tree: Tree) -> YamlMap | None:
    """The file itself where it is a track: a map of exercises beside a list of concepts."""
    if not isinstance(tree, YamlMap) or not isinstance(tree.get("exercises"), YamlMap):
        return None
    return tree if isinstance(tree.get("concepts"), YamlList) else None


def read_track(tree: YamlMap, notes: Notes) -> Track:
    """The concepts, and the exercises that are not deprecated."""
    exercises = tree.get("exercises")
    assert isinstance(exercises, YamlMap)
    kinds = {kind: f"{kind} exercise" for kind in ("concept", "practice")}
    live = tuple(
        one
        for kind, noun in kinds.items()
        for node in exercises.items_of(kind)
        if (one := _exercise(node, noun, notes))
    )
    carried = {"language", "slug", "blurb", "exercises", "concepts"}
    settings = [key.text for key, _ in tree.entries if key.text not in carried]
    notes.lose("settings of the track", *settings)
    foregone = [one.text for one in elements(exercises.get("foregone"))]
    notes.lose("exercises that the track decided against", *foregone)
    others = [key.text for key, _ in exercises.entries if key.text not in {*kinds, "foregone"}]
    notes.lose("other kinds of exercises", *others)
    defined = tuple(_concepts(tree, notes))
    return Track(tree, (*defined, *_undefined(live, defined)), live)


def _concepts(tree: YamlMap, notes: Notes) -> Iterator[Concept]:
    for node in tree.items_of("concepts"):
        slug = _slug(node, "concept", notes)
        if slug and isinstance(node, YamlMap):
            yield Concept(id_of(slug.text), words(node, "name") or slug.text, slug)


def _undefined(exercises: tuple[Exercise, ...], defined: tuple[Concept, ...]) -> Iterator[Concept]:
    """What exercises teach though nobody defined it; it is taught, so it can be needed."""
    known = {one.id for one in defined}
    for exercise in exercises:
        for slug in exercise.teaches:
            if id_of(slug.text) not in known:
                known.add(id_of(slug.text))
                yield Concept(id_of(slug.text), slug.text, slug, defined=False)


def _exercise(node: Tree, noun: str, notes: Notes) -> Exercise | None:
    """None for a deprecated one, and for one without a slug, which is reported."""
    slug = _slug(node, noun, notes)
    if slug is None or not isinstance(node, YamlMap):
        return None
    status = words(node, "status")
    if status == "deprecated":
        notes.lose("deprecated exercises", slug.text)
        return None
    return Exercise(
        slug,
        words(node, "name") or slug.text,
        status in FINISHED,
        words(node, "difficulty"),
        elements(node.get("concepts")),
        elements(node.get("prerequisites")),
        elements(node.get("practices")),
    )


def _slug(node: Tree, noun: str, notes: Notes) -> YamlScalar | None:
    slug = node.scalar("slug") if isinstance(node, YamlMap) else None
    if slug is None or not isinstance(node, YamlMap) or not slug.text.strip():
        notes.missing(noun, "slug", node)
        return None
    notes.lose_fields(f"{noun}s", node, _CARRIED[noun], slug.text)
    return slug.part(0, len(slug.text))
