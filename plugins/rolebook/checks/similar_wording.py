"""A linked library in; work that is given away and that nobody owns, in other words each, out.

`checks/deferral_circles.py` follows a responsibility by its key and phrase, and may be certain.
Here statements are one where `same_work` finds them so, and whatever is found is a hint.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.checks.deferral_circles import given_in_vain
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.circles import knots, shortest_circle
from rolebook.graph.claims import claims_of
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import without_way_out
from rolebook.model import Verdict
from rolebook.text.same_work import MOST_NEAR, Statements, same_work
from rolebook.text.statements import alike, essence


def deferrals_in_other_words(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owners seem to disown the same, and whose owners' owners do, and so on."""
    vain = _in_vain(graph)
    yield from _cycles(vain)
    yield from _refusals(vain)


CYCLE_IN_OTHER_WORDS = rule("RB307")
"""Two roles that give each other the same work seldom use the same words for it. Statements are
compared by their word stems, as `docs/writing/claims.md` tells, so this is a hint, no proof."""


def _cycles(vain: _InVain) -> Iterator[Diagnostic]:
    for members in sorted(sorted(one) for one in knots(vain.ways) if len(one) > 1):
        knot = set(members)
        within = {at: sorted(vain.ways[at].keys() & knot) for at in members}
        circle = shortest_circle(within, members[0])
        steps = [vain.step(*edge) for edge in zip(circle, (*circle[1:], circle[0]), strict=True)]
        yield Diagnostic(
            CYCLE_IN_OTHER_WORDS,
            "the same work, in other words, seems to be given round in a circle: "
            + ", ".join(step.message for step in steps),
            steps[0].span,
            "if it is the same, decide which of them owns it, and move it into that role's"
            " mandate; if not, let the statements say what sets them apart",
            tuple(steps),
            subjects=tuple(dict.fromkeys(vain.deferrals[at].role.name for at in circle)),
        )


REFUSAL_IN_OTHER_WORDS = rule("RB308")
"""Who hands work to a role that disowns it in other words, and names nobody, hands it to nobody."""


def _refusals(vain: _InVain) -> Iterator[Diagnostic]:
    for at in sorted(vain.ways):
        ends = [to for to in sorted(vain.ways[at]) if not vain.ways[to]]
        if not ends:
            continue
        step, refusal = vain.step(at, ends[0]), vain.deferrals[ends[0]]
        yield Diagnostic(
            REFUSAL_IN_OTHER_WORDS,
            f"{step.message}, which seems to disown it as well:"
            f" `{refusal.boundary.responsibility.statement}`",
            step.span,
            f"if it is the same, name another owner here, or the one that `{refusal.role.id}`"
            " means there; if not, let the statements say what sets them apart",
            (Related("disowned here, and nobody named", refusal.boundary.span),),
            subjects=(vain.deferrals[at].role.name, refusal.role.name),
        )


GIVEN_ON = rule("RB321")
"""Who names an owner that gives the same work to somebody else sends his readers on a detour, and
the owner does not know that he is meant. Where the words are not the same, this is a hint."""


def given_on(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owner, itself, gives the same work away, and does not claim it."""
    disowned, claims = disowned_work(graph), claims_of(graph)
    vain = _in_vain(graph).ways
    certain, stated = given_in_vain(graph), graph.responsibilities.stated
    for place, deferral in enumerate(graph.deferrals):
        name = (stated(deferral.boundary.responsibility), deferral.role.name)
        if place in vain or name in certain:
            continue  # nobody holds it in the end: reported as that
        for owner in deferral.owners:
            target = owner.resolution.target
            if target is None or target.kind != "role":
                continue
            for other in disowned.like_of(target.name, place)[:1]:
                if claims.judge(deferral, owner).verdict is not Verdict.CLAIMED:
                    yield from _given_on(deferral, owner, graph.deferrals[other])


def _given_on(deferral: Deferral, owner: Owner, following: Deferral) -> Iterator[Diagnostic]:
    giver, taker = deferral.role.name, following.role.name
    means = (one.resolution.target for one in following.owners)
    # back to the giver is a circle, or would be but for another owner
    known = {giver, f"{deferral.role.domain}/", *_named(deferral)}
    names = [f"`{one.name}`" for one in means if one and one.name not in known]
    if names:
        yield Diagnostic(
            GIVEN_ON,
            f"`{giver}` gives `{deferral.boundary.responsibility.statement}` to `{taker}`, which"
            f" itself gives it to {' and '.join(names)}",
            owner.reference.span,
            f"name {' or '.join(names)} here; or, if it is other work, let the statements say what"
            " sets the two apart",
            (Related(f"`{taker}` gives it away here", following.boundary.span),),
            subjects=(giver, taker),
        )


def _named(deferral: Deferral) -> Iterator[str]:
    return (one.resolution.target.name for one in deferral.owners if one.resolution.target)


@dataclass(frozen=True, slots=True)
class _InVain:
    """The deferrals from which no way leads to anybody who does not disown the like."""

    deferrals: tuple[Deferral, ...]
    """All of the library."""

    ways: dict[int, dict[int, Owner]]
    """By place, those that are in vain: where their owners disown the like, and which owner led
    there; nowhere where no owner is named."""

    def step(self, at: int, to: int) -> Related:
        """How one deferral leads to the next."""
        one = self.deferrals[at]
        statement, owner = one.boundary.responsibility.statement, self.deferrals[to].role.name
        message = f"`{one.role.name}` gives `{statement}` to `{owner}`"
        return Related(message, self.ways[at][to].reference.span)


@functools.lru_cache(maxsize=1)
def disowned_work(graph: LibraryGraph) -> Disowned:
    """What the roles of one library disown: two families of checks ask for it."""
    return Disowned(graph)


@functools.lru_cache(maxsize=1)
def _in_vain(graph: LibraryGraph) -> _InVain:
    disowned = disowned_work(graph)
    found = {place: disowned.by_owners_of(place) for place in range(len(graph.deferrals))}
    ways = _stuck({place: way for place, way in found.items() if way is not None})
    if any(ways.values()):
        claims, certain = claims_of(graph), given_in_vain(graph)
        # in the same words, it would be an error if no mandate spoke of the work
        claimed = given_in_vain(graph, whoever_claims=True) - certain
        stated = graph.responsibilities.stated
        in_vain = {
            place: way
            for place, way in ways.items()
            for one in (graph.deferrals[place],)
            for name in ((stated(one.boundary.responsibility), one.role.name),)
            if name not in certain
            and (
                name in claimed
                or not any(claims.judge(one, o).verdict is Verdict.CLAIMED for o in one.owners)
            )
        }
        ways = _stuck(in_vain)
    return _InVain(graph.deferrals, ways)


MOST_ASKED: Final = 40
"""Members of a domain; that all of more should disown the like is hardly meant."""

_SOMEBODY: Final = ""
"""An owner that we cannot ask, or need not: it disowns nothing."""


class Disowned:
    """What the roles of a library disown, to be compared."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph = graph
        self._essences = [essence(one.boundary.responsibility.statement) for one in graph.deferrals]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(graph.deferrals):
            self._places[one.role.name].append(place)
        self._by_meaning: dict[str, Statements] = {}
        self._like: dict[tuple[str, int], list[int]] = {}

    def by_owners_of(self, place: int) -> dict[int, Owner] | None:
        """Where all owners of a deferral disown the like; none where one does not."""
        deferral = self._graph.deferrals[place]
        found: dict[int, Owner] = {}
        for owner in deferral.owners:
            for role in self._asked(deferral, owner):
                like = self.like_of(role, place)
                if not like:
                    return None
                found |= dict.fromkeys(like, owner)
        nobody = not found and (deferral.owners or deferral.itself)
        return None if nobody else found

    def _asked(self, deferral: Deferral, owner: Owner) -> tuple[str, ...]:
        """The roles that may hold what an owner is given."""
        target = owner.resolution.target
        if target and target.kind == "domain":
            members = self._graph.members(target.name.rstrip("/"))
            if len(members) > MOST_ASKED:
                return (_SOMEBODY,)
            return tuple(one.name for one in members if one is not deferral.role)
        return (target.name,) if target and target.kind == "role" else (_SOMEBODY,)

    def like_of(self, role: str, place: int) -> list[int]:
        """The boundaries of a role that disown what the one at a place does."""
        if (role, place) not in self._like:
            self._like[role, place] = self._find_like(role, place)
        return self._like[role, place]

    def _find_like(self, role: str, place: int) -> list[int]:
        places, said = self._places.get(role, []), self._said(place)
        near = places if len(places) <= MOST_NEAR else self._near(role, place)
        return [one for one in near if same_work(said, self._said(one))]

    def _near(self, role: str, place: int) -> list[int]:
        """Of the boundaries of a role that disowns much, those worth a comparison."""
        words, places = self._essences[place], self._places[role]
        if role not in self._by_meaning:
            self._by_meaning[role] = Statements([self._said(one) for one in places])
        near = {places[one] for one in self._by_meaning[role].near(self._said(place))}
        return sorted(near | {one for one in places if alike(words, self._essences[one])})

    def _said(self, place: int) -> str:
        return self._graph.deferrals[place].boundary.responsibility.statement


def _stuck(ways: dict[int, dict[int, Owner]]) -> dict[int, dict[int, Owner]]:
    """Those of which every way stays among them."""
    stuck = without_way_out(ways)
    return {place: way for place, way in ways.items() if place in stuck}
