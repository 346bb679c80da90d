"""A question about a linked library in; the answer as programs read it out.

The records of `rolebook owns`, `path` and `who-defers-to`; `card_records.py` has those of `show`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from rolebook.exports.card_records import Named, Taker
from rolebook.exports.cards import named, taker
from rolebook.exports.documented import VERSION, Documented
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.graph.steps import steps_to


@dataclass(frozen=True, slots=True)
class OwnerAnswer(Documented):
    """Somebody who answers for what was asked."""

    owner: str
    """The id alone: `legal-counsel`."""

    name: str
    """The identity: `legal/legal-counsel`, `sales/`; of an outside actor the name."""

    title: str
    why: str
    """The best that the library says of it, in its author's words."""

    certain: bool
    """Whether every telling word of the question stands in it as written."""


@dataclass(frozen=True, slots=True)
class OwnerAnswers(Documented):
    """Who answers for something."""

    version: Literal[1]
    answers: tuple[OwnerAnswer, ...]
    """Best first, each owner once; empty where nobody does."""


@dataclass(frozen=True, slots=True)
class Step(Documented):
    """A competency to learn."""

    name: str
    """`atlas_id#id`."""

    title: str
    atlas: str
    target_level: str
    practice_hours: float | None
    """None where the atlas does not say."""

    after: tuple[str, ...]
    """The names of the steps that it stands on."""


@dataclass(frozen=True, slots=True)
class Open(Documented):
    """A prerequisite that names no competency, or one of several."""

    written: str
    step: str
    """The name of the step that asks for it."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class LearningPath(Documented):
    """The least that has to be learned to reach a competency."""

    version: Literal[1]
    competency: Named
    held: tuple[Named, ...]
    """What `--from` names: with all that it stands on, it is held already."""

    steps: tuple[Step, ...]
    """Each after those it stands on, the competency itself last; empty where it is held."""

    practice_hours: float
    """Of all steps that say theirs."""

    without_hours: int
    """How many steps do not."""

    open: tuple[Open, ...]
    circle: bool
    """Whether some steps stand on each other: then no order is right."""


@dataclass(frozen=True, slots=True)
class Giver(Documented):
    """A boundary that leaves work to somebody."""

    role: Named
    """Whose boundary it is."""

    key: str
    statement: str
    """What it does not do."""

    text: str
    """The boundary as written."""

    to: Taker
    path: str
    line: int
    column: int
    """Where the owner is named."""


@dataclass(frozen=True, slots=True)
class Givers(Documented):
    """Who leaves what to somebody."""

    version: Literal[1]
    owner: Named
    boundaries: tuple[Giver, ...]
    """By role, then as written."""

    to_domain: tuple[Giver, ...]
    """Of a role: what is left to its domain as a whole, so that any of its members may hold it."""


def path_to(graph: LibraryGraph, goal: str, held: Collection[str]) -> LearningPath:
    """The steps to a competency for who holds others, all by their names."""
    found = steps_to(graph, goal, held)
    return LearningPath(
        VERSION,
        named(graph, Target("competency", goal)),
        tuple(named(graph, Target("competency", one)) for one in sorted(set(held))),
        steps=tuple(
            Step(
                one.name,
                one.title,
                one.atlas,
                one.target_level.written if one.target_level else "",
                one.practice_hours,
                found.right_before[one.name],
            )
            for one in found.order
        ),
        practice_hours=found.hours,
        without_hours=found.silent,
        open=tuple(
            Open(
                one.reference.written,
                one.source.name,
                *(one.reference.span.path, one.reference.span.line, one.reference.span.column),
            )
            for one in found.open
        ),
        circle=found.circle,
    )


def givers_to(graph: LibraryGraph, owner: Target, item: str = "") -> Givers:
    """The boundaries that leave work to a role, domain or outside actor, or to one of its items."""
    domain = Target("domain", f"{owner.name.partition('/')[0]}/")
    of_role = owner.kind == "role"
    return Givers(
        VERSION,
        named(graph, owner),
        _givers(graph, owner, item),
        _givers(graph, domain, "", but=owner.name) if of_role and not item else (),
    )


def _givers(graph: LibraryGraph, target: Target, item: str, but: str = "") -> tuple[Giver, ...]:
    found = [
        (deferral, owner)
        for deferral in graph.deferrals_to(target)
        for owner in deferral.owners
        if owner.resolution.target == target
        and deferral.role.name != but
        and (not item or owner.reference.item == item)
    ]
    found.sort(key=lambda one: (one[0].role.name, one[1].reference.span))
    return tuple(
        Giver(
            named(graph, Target("role", deferral.role.name)),
            deferral.boundary.responsibility.key,
            deferral.boundary.responsibility.statement,
            " ".join(deferral.boundary.prose.text.split()),
            taker(graph, deferral, owner),
            *(owner.reference.span.path, owner.reference.span.line, owner.reference.span.column),
        )
        for deferral, owner in found
    )
