"""What is gone and what is new in; which of the new ones were which of the old ones out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

MOST_BEARERS: Final = 40
"""Things with one trait: what more of them share tells none of them from the others."""


@dataclass(frozen=True, slots=True)
class Pairs(Generic[T]):
    """The things of two states, put side by side."""

    both: tuple[tuple[T, T], ...]
    """What it was and what it is."""

    removed: tuple[T, ...]
    added: tuple[T, ...]


def each(of: Callable[[T], U], old: T, new: T) -> tuple[U, U]:
    """What something is of the old and of the new."""
    return of(old), of(new)


def best(found: Iterable[tuple[float, str, str]]) -> Iterator[tuple[str, str]]:
    """Of possible pairs of names with how likely each is, the likeliest; each name once.

    It does not matter which of the two states is the old one.
    """
    old: set[str] = set()
    new: set[str] = set()
    for _, one, other in sorted(found, key=lambda it: (-it[0], sorted(it[1:]), it[1:])):
        if one not in old and other not in new:
            old.add(one)
            new.add(other)
            yield one, other


def likely(
    old: Sequence[T],
    new: Sequence[T],
    traits: Callable[[T], Iterable[str]],
    likeness: Callable[[T, T], float],
    least: float,
) -> Iterator[tuple[T, T]]:
    """The pairs that are most alike, at least so much. Only what shares a trait is compared, so
    that the effort grows with the number of things and not with its square."""
    where: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, things in zip(where, (old, new), strict=True):
        for place, thing in enumerate(things):
            for trait in traits(thing):
                side[trait].append(place)
    candidates = {
        (one, other)
        for trait in where[0].keys() & where[1].keys()
        if len(where[0][trait]) <= MOST_BEARERS and len(where[1][trait]) <= MOST_BEARERS
        for one in where[0][trait]
        for other in where[1][trait]
    }
    scored = (
        (score, f"{one:09}", f"{other:09}")
        for one, other in candidates
        if (score := likeness(old[one], new[other])) >= least
    )
    for one, other in sorted(best(scored)):
        yield old[int(one)], new[int(other)]
