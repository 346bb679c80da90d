"""A linked library in; work that nobody owns, or two roles own, in other words each, out.

`checks/in_vain.py` follows a responsibility by its key and phrase, and may be certain. Here
statements are one where `content.alike` finds them so, and whatever is found is a hint.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

from rolebook.checks.deferral_circles import given_in_vain
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.claims import claims_of
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import shortest_circle, without_way_out
from rolebook.model import Responsibility, Role, Verdict
from rolebook.text.statements import alike, alike_within, essence, of_one_thing


def deferrals_in_other_words(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owners seem to disown the same, and whose owners' owners do, and so on."""
    vain = _in_vain(graph)
    yield from _cycles(vain)
    yield from _refusals(vain)


CYCLE_IN_OTHER_WORDS = rule("RB307")
"""Two roles that give each other the same work seldom use the same words for it. Statements are
compared by their word stems, as `docs/writing/claims.md` tells, so this is a hint, no proof."""


def _cycles(vain: _InVain) -> Iterator[Diagnostic]:
    edges = [(at, to) for at, following in vain.ways.items() for to in following]
    directed: nx.DiGraph[int] = nx.DiGraph(edges)
    for members in sorted(map(sorted, nx.strongly_connected_components(directed))):
        if len(members) == 1:
            continue
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


CLAIMS_IN_OTHER_WORDS = rule("RB309")
"""What two roles both answer for, in other words each, is done twice, or each waits for the other.
Statements are compared by their word stems, so this is a hint, no proof."""


def claims_in_other_words(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Mandate items of two roles that are alike, and not the same (that is RB305)."""
    items = [(role, item) for _, role in sorted(graph.roles.items()) for item in role.mandate]
    essences = [essence(item.statement) for _, item in items]
    stated = [graph.responsibilities.stated(item) for _, item in items]
    places = _places_to_compare(items, essences, stated)
    for place, words in enumerate(essences):
        role, item = items[place]
        near = heapq.merge(*(places[said] for said in alike_within(words) if said in places))
        others = (
            other
            for other in near
            if items[other][0] is not role
            and stated[other] != stated[place]
            # of two in the very same words each finds the other
            and (other < place or essences[other] != words)
        )
        for other in itertools.islice(others, MOST_COMPARED):
            holder, held = items[other]
            one_thing = of_one_thing(item.statement, held.statement)
            if one_thing and not _told_apart(graph, role, holder, words):
                yield Diagnostic(
                    CLAIMS_IN_OTHER_WORDS,
                    f"`{role.name}` and `{holder.name}` seem to hold the same in other words:"
                    f" `{item.statement}` and `{held.statement}`",
                    item.span,
                    "if it is the same, disown it in one of them; if not, let the statements say"
                    " what each of them holds",
                    (Related(f"`{holder.name}` holds it here", held.span),),
                    subjects=(holder.name, role.name),
                )
                break


MOST_COMPARED: Final = 20
"""Of roles that hold the very same, and of those that are looked at for one item: thousands would
be compared with thousands, and one is reported."""


def _places_to_compare(
    items: Sequence[tuple[Role, Responsibility]],
    essences: Sequence[frozenset[str]],
    stated: Sequence[str],
) -> dict[frozenset[str], list[int]]:
    """The places of the items by what they say; of the very same, in the first roles only."""
    places: dict[frozenset[str], list[int]] = defaultdict(list)
    holders: dict[tuple[frozenset[str], str], set[str]] = defaultdict(set)
    for place, (words, (role, _)) in enumerate(zip(essences, items, strict=True)):
        same = holders[words, stated[place]]
        if role.name not in same and len(same) < MOST_COMPARED:
            same.add(role.name)
            places[words].append(place)
    return places


def _told_apart(graph: LibraryGraph, one: Role, other: Role, words: frozenset[str]) -> bool:
    """Whether a boundary between two roles speaks of what both hold."""
    for giver, taker in ((one, other), (other, one)):
        for deferral in graph.deferrals_from(giver.name):
            means = [owner.resolution.target for owner in deferral.owners]
            if any(target and target.name in (taker.name, f"{taker.domain}/") for target in means):
                disowned = essence(deferral.boundary.responsibility.statement)
                if len(disowned & words) > 1:
                    return True
    return False


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


def _in_vain(graph: LibraryGraph) -> _InVain:
    disowned = _Disowned(graph)
    found = {place: disowned.by_owners_of(place) for place in range(len(graph.deferrals))}
    ways = _stuck({place: way for place, way in found.items() if way is not None})
    if any(ways.values()):
        claims, certain = claims_of(graph), given_in_vain(graph)
        stated = graph.responsibilities.stated
        in_vain = {
            place: way
            for place, way in ways.items()
            for one in (graph.deferrals[place],)
            if (stated(one.boundary.responsibility), one.role.name) not in certain
            and not any(claims.judge(one, o).verdict is Verdict.CLAIMED for o in one.owners)
        }
        ways = _stuck(in_vain)
    return _InVain(graph.deferrals, ways)


MOST_ASKED: Final = 40
"""Members of a domain; that all of more should disown the like is hardly meant."""

_SOMEBODY: Final = ""
"""An owner that we cannot ask, or need not: it disowns nothing."""


class _Disowned:
    """What the roles of a library disown, to be compared."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph = graph
        self._essences = [essence(one.boundary.responsibility.statement) for one in graph.deferrals]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(graph.deferrals):
            self._places[one.role.name].append(place)

    def by_owners_of(self, place: int) -> dict[int, Owner] | None:
        """Where all owners of a deferral disown the like; none where one does not."""
        deferral = self._graph.deferrals[place]
        found: dict[int, Owner] = {}
        for owner in deferral.owners:
            for role in self._asked(deferral, owner):
                like = self._by(role, place)
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

    def _by(self, role: str, place: int) -> list[int]:
        words, essences = self._essences[place], self._essences
        near = [one for one in self._places.get(role, ()) if not words.isdisjoint(essences[one])]
        said = self._graph.deferrals[place].boundary.responsibility.statement
        return [
            one
            for one in near
            if alike(words, essences[one])
            and of_one_thing(said, self._graph.deferrals[one].boundary.responsibility.statement)
        ]


def _stuck(ways: dict[int, dict[int, Owner]]) -> dict[int, dict[int, Owner]]:
    """Those of which every way stays among them."""
    stuck = without_way_out(ways)
    return {place: way for place, way in ways.items() if place in stuck}
