"""The boundaries of a role in two states in; which of them are the same ones out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from rolebook.changes.meaning import ALIKE, alike, said, shared
from rolebook.changes.pairing import Pairs, each, likely
from rolebook.graph.deferrals import Deferral
from rolebook.text.statements import content


@dataclass(frozen=True)
class Drawn:
    """A boundary with the number that it has in its role: two may say the very same."""

    deferral: Deferral
    number: int

    @property
    def statement(self) -> str:
        """What is disowned."""
        return self.deferral.boundary.responsibility.statement

    @property
    def name(self) -> str:
        """`domain/id#key`."""
        return f"{self.deferral.role.name}#{self.deferral.boundary.responsibility.key}"


def paired_boundaries(
    old: tuple[Deferral, ...],
    new: tuple[Deferral, ...],
    said_now: Callable[[str], tuple[str, ...]],
    owners: Callable[[Deferral], frozenset[str]],
) -> Pairs[Drawn]:
    """By what is disowned, then by key, then by what the statements say; with the same owners, by
    all that they say.

    `said_now` are the words of a text, and `owners` those of a boundary, with everything by its
    name of today.
    """
    gone = {number: Drawn(one, number) for number, one in enumerate(old)}
    come = {number: Drawn(one, number) for number, one in enumerate(new)}
    both: list[tuple[Drawn, Drawn]] = []

    def take(one: Drawn, other: Drawn) -> None:
        both.append((one, other))
        del gone[one.number], come[other.number]

    names: tuple[Callable[[Drawn], object], ...] = (
        lambda one: said_now(one.statement),
        lambda one: one.deferral.boundary.responsibility.key,
    )
    for name in names:
        waiting: dict[object, list[Drawn]] = defaultdict(list)
        for one in gone.values():
            waiting[name(one)].append(one)
        for other in [*come.values()]:
            if waiting[name(other)]:
                take(waiting[name(other)].pop(0), other)

    def likeness(one: Drawn, other: Drawn) -> float:
        whole = shared(*each(lambda it: content(it.deferral.boundary.prose.text), one, other))
        same = owners(one.deferral) == owners(other.deferral) and whole >= ALIKE
        return max(alike(one.statement, other.statement), whole if same else 0.0)

    left = likely(
        [*gone.values()],
        [*come.values()],
        lambda one: said(one.deferral.boundary.prose.text),
        likeness,
        ALIKE,
    )
    for one, other in [*left]:
        take(one, other)
    return Pairs(
        tuple(sorted(both, key=lambda pair: pair[1].number)),
        tuple(gone.values()),
        tuple(come.values()),
    )
