"""The atlases and profiles of two states in; which of them are the same ones out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, TypeVar

from rolebook.changes.meaning import alike, said, shared
from rolebook.changes.pairing import Pairs, best, likely
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Atlas, Competency, Profile

_HALF: Final = 0.5
"""0..1: with half of what it holds in common, it is the same thing under another id."""

_ALIKE: Final = 0.75
"""Of the titles and descriptions of competencies with different ids."""

Thing = TypeVar("Thing", bound=Atlas | Profile)


def paired_atlases(old: LibraryGraph, new: LibraryGraph, moved: Mapping[str, str]) -> Pairs[Atlas]:
    """By id; else those that chart the same, told by git or by their competencies."""

    def holds(atlas: Atlas) -> frozenset[str]:
        return frozenset(one.id for one in atlas.competencies)

    return _paired(old.atlases, new.atlases, moved, holds)


def paired_profiles(
    old: LibraryGraph, new: LibraryGraph, moved: Mapping[str, str]
) -> Pairs[Profile]:
    """By id; else those with the same roster, told by git or by their seats."""

    def holds(profile: Profile) -> frozenset[str]:
        return frozenset(seat.role.name for seat in profile.roster)

    return _paired(old.profiles, new.profiles, moved, holds)


def paired_competencies(
    old: LibraryGraph, new: LibraryGraph, atlases: Pairs[Atlas]
) -> Pairs[Competency]:
    """Within an atlas by id, else by title and description; then across atlases by id and title.

    Of atlases that are gone or new only what went elsewhere, or came from there, is told.
    """
    both: list[tuple[Competency, Competency]] = []
    gone: dict[str, Competency] = dict(old.competencies)
    come: dict[str, Competency] = dict(new.competencies)
    for one, other in atlases.both:
        for competency in other.competencies:
            before = gone.get(f"{one.id}#{competency.id}")
            if before and competency.name in come:
                both.append((before, competency))
                del gone[before.name], come[competency.name]
        lost = [gone[c.name] for c in one.competencies if c.name in gone]
        found = [come[c.name] for c in other.competencies if c.name in come]
        for before, after in likely(lost, found, _words, _likeness, _ALIKE):
            both.append((before, after))
            del gone[before.name], come[after.name]
    bearers = _by_id(come.values())
    elsewhere = best(
        (likeness, one, other)
        for id, names in _by_id(gone.values()).items()
        for one in names
        for other in bearers.get(id, ())
        if (likeness := _likeness(gone[one], come[other])) >= _ALIKE
    )
    for name, other_name in [*elsewhere]:
        both.append((gone.pop(name), come.pop(other_name)))
    kept = {atlas.id for atlas, _ in atlases.both}, {atlas.id for _, atlas in atlases.both}
    return Pairs(
        tuple(sorted(both, key=lambda pair: pair[1].name)),
        tuple(gone[name] for name in sorted(gone) if gone[name].atlas in kept[0]),
        tuple(come[name] for name in sorted(come) if come[name].atlas in kept[1]),
    )


def _paired(
    old: Mapping[str, Thing],
    new: Mapping[str, Thing],
    moved: Mapping[str, str],
    holds: Callable[[Thing], frozenset[str]],
) -> Pairs[Thing]:
    both: list[tuple[Thing, Thing]] = [(old[id], thing) for id, thing in new.items() if id in old]
    gone: dict[str, Thing] = {id: thing for id, thing in old.items() if id not in new}
    come: dict[str, Thing] = {id: thing for id, thing in new.items() if id not in old}

    def alike(one: Thing, other: Thing) -> float:
        likeness = shared(holds(one), holds(other))
        return likeness + (moved.get(other.path, other.path) == one.path) / 4

    def traits(thing: Thing) -> Collection[str]:
        return (*holds(thing), f"file {moved.get(thing.path, thing.path)}")

    found = [*likely([*gone.values()], [*come.values()], traits, alike, _HALF)]
    for one, other in found:
        both.append((one, other))
        del gone[one.id], come[other.id]
    return Pairs(
        tuple(sorted(both, key=lambda pair: pair[1].id)),
        tuple(gone[id] for id in sorted(gone)),
        tuple(come[id] for id in sorted(come)),
    )


def _words(one: Competency) -> tuple[str, ...]:
    return said(f"{one.title} {one.description}")


def _likeness(one: Competency, other: Competency) -> float:
    if one.id == other.id and alike(one.title, other.title) >= _HALF:
        return 1.0
    told = shared(frozenset(_words(one)), frozenset(_words(other)))
    return max(alike(one.title, other.title), told)


def _by_id(competencies: Iterable[Competency]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in competencies:
        found[one.id].append(one.name)
    return found
