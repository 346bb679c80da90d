"""A linked library in; work that is given away without a way to anybody who does it out.

A responsibility is followed by its key and phrase (design.md §3): what is found is certain.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.checks.cycles import shown
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.circles import knots, shortest_circle
from rolebook.graph.claims import claims_of
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import up_to, without_way_out
from rolebook.model import Role, Verdict
from rolebook.text.same_work import set_apart
from rolebook.text.source import Span


def deferrals_in_vain(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Work that is given round in a circle, or to a role that disowns it and names nobody."""
    for knot in _stuck(graph):
        yield from _cycles(graph, knot)
        yield from _refusals(graph, knot)


OWNERSHIP_CYCLE = rule("RB303")
"""Each says the other does it, so nobody does: every deferral of the work stays in the circle."""


def _cycles(graph: LibraryGraph, knot: _Stuck) -> Iterator[Diagnostic]:
    for members in sorted(sorted(one) for one in knots(knot.gives) if len(one) > 1):
        within = {m: [t for t in knot.gives[m] if t in members] for m in members}
        circle = shortest_circle(within, members[0])
        yield _ownership_cycle(graph, knot, circle)


def _ownership_cycle(graph: LibraryGraph, knot: _Stuck, circle: list[str]) -> Diagnostic:
    edges = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    first = knot.deferral(*edges[0])
    named = " to ".join((*shown(circle), f"`{circle[0]}`"))
    holder = knot.holder
    nobody = f"no deferral reaches `{holder.name}`, who owns" if holder else "nobody owns"
    return Diagnostic(
        OWNERSHIP_CYCLE,
        f"{nobody} `{first.boundary.responsibility.statement}`: it is given from {named}",
        knot.place(*edges[0]),
        f"name `{holder.name}` as the owner in each of these"
        if holder
        else _said_to_hold_it(graph, knot, edges)
        or "decide which of them owns it, and move it into that role's mandate",
        tuple(
            Related(f"`{source}` gives it to `{target}`", knot.place(source, target))
            for source, target in edges
        ),
        subjects=tuple(circle),
    )


def _said_to_hold_it(graph: LibraryGraph, knot: _Stuck, edges: list[tuple[str, str]]) -> str:
    """The help where a deferral in the circle names a mandate item of the role it leads to."""
    for source, target in edges:
        for owner in knot.deferral(source, target).owners:
            item, means = owner.reference.item, owner.resolution.target
            held = any(one.key == item for one in graph.roles[target].mandate)
            if held and means and means.name == target:
                return (
                    f"if `{target}#{item}` holds it, as `{source}` says, strike the boundary of"
                    f" `{target}`; if not, move it into a mandate"
                )
    return ""


DEFERRAL_TO_DISOWNER = rule("RB304")
"""A chain of deferrals has to end at somebody who does the work; this one ends at a refusal."""


def _refusals(graph: LibraryGraph, knot: _Stuck) -> Iterator[Diagnostic]:
    given = {target for following in knot.gives.values() for target in following}
    givers: dict[str, list[str]] = defaultdict(list)
    for giver, owners in knot.gives.items():
        if owners:
            givers[owners[0]].append(giver)  # a chain follows the first owners
    for end in sorted(role for role, owners in knot.gives.items() if not owners):
        starts = sorted(up_to(lambda role: givers[role], [end]) - given - {end})
        if starts:
            yield _refusal(graph, knot, end, starts)


def _refusal(graph: LibraryGraph, knot: _Stuck, end: str, starts: list[str]) -> Diagnostic:
    """One finding for all that is given to one refusal: it has one cause."""
    first = list(knot.chain(starts[0]))
    edges: dict[tuple[str, str], None] = {}
    for start in starts:
        for edge in itertools.pairwise(knot.chain(start)):
            if edge in edges:
                break  # from here on the way is one that was walked before
            edges[edge] = None
    statement = knot.deferral(first[0], first[1]).boundary.responsibility.statement
    others = len(starts) - 1
    also = f"; {others} more {'gives' if others == 1 else 'give'} it there" if others else ""
    return Diagnostic(
        DEFERRAL_TO_DISOWNER,
        f"`{graph.roles[first[0]].id}` gives `{statement}` to"
        f" {', and that one to '.join(shown(first[1:]))},"
        f" which disowns it as well{also}",
        knot.place(first[0], first[1]),
        f"name another owner here, or the one that `{graph.roles[end].id}` means there",
        (
            *(Related(f"`{s}` gives it to `{t}`", knot.place(s, t)) for s, t in edges),
            Related(f"`{end}` disowns it and names nobody", knot.refusals[end][0].boundary.span),
        ),
        subjects=tuple(dict.fromkeys(name for edge in edges for name in edge)),
    )


@dataclass(frozen=True, slots=True)
class _Stuck:
    """Of one responsibility: the roles that disown it and from which no way leads to an owner."""

    gives: dict[str, list[str]]
    """Each stuck role, and the stuck roles it names as owners, sorted."""

    refusals: dict[str, list[Deferral]]
    holder: Role | None
    """The first role whose mandate holds the responsibility, if any does."""

    def deferral(self, source: str, target: str) -> Deferral:
        """The boundary by which one role gives the responsibility to another."""
        return self._edge(source, target)[0]

    def place(self, source: str, target: str) -> Span:
        """Where the owner is named."""
        return self._edge(source, target)[1]

    def _edge(self, source: str, target: str) -> tuple[Deferral, Span]:
        domain = target.partition("/")[0]
        for deferral in self.refusals[source]:
            for owner in deferral.owners:
                means = owner.resolution.target
                if means and means.name in (target, f"{domain}/"):
                    return deferral, owner.reference.span
        raise LookupError((source, target))

    def chain(self, start: str) -> Iterator[str]:
        """The way from a role along the first owners, which has to end at a refusal."""
        yield start
        while owners := self.gives[start]:
            start = owners[0]
            yield start


MOST_MEMBERS: Final = 20
"""Of a domain that refuses as one, which are followed; where thousands do, a few lead as far."""


def _stuck(graph: LibraryGraph, *, whoever_claims: bool = False) -> Iterator[_Stuck]:
    """Every responsibility that some roles disown in vain, in the order of its name.

    An owner whose mandate speaks of the work holds it, in whatever words, and so does one whose
    own statement is set apart by a word that splits lanes; unless that is not to be asked.
    """
    stated = graph.responsibilities.stated
    disowned: dict[str, dict[str, list[Deferral]]] = defaultdict(dict)
    for deferral in graph.deferrals:
        name = stated(deferral.boundary.responsibility)
        disowned[name].setdefault(deferral.role.name, []).append(deferral)
    held: set[tuple[str, str]] = set()
    holders: dict[str, Role] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for role in graph.roles.values():
        members[f"{role.domain}/"].add(role.name)
        for item in role.mandate:
            held.add((stated(item), role.name))
            holders.setdefault(stated(item), role)
    for name in sorted(disowned):
        # one disowner alone can be stuck only with itself
        if len(disowned[name]) > 1:
            refusals = {r: d for r, d in disowned[name].items() if (name, r) not in held}
            refusing = _refusing(refusals, members)
            gives = {role: _owners(given, refusing) for role, given in refusals.items()}
            stuck = without_way_out(gives | refusing)
            if stuck and not whoever_claims:
                for giver, given in refusals.items():
                    if any(_holds(graph, refusals, d, owner) for d in given for owner in d.owners):
                        gives[giver].add(_SOMEBODY)
                stuck = without_way_out(gives | refusing)
            followed = {one: sorted(roles)[: MOST_MEMBERS + 1] for one, roles in refusing.items()}
            inside = {
                role: _followed(role, gives[role], followed)
                for role in sorted(stuck - refusing.keys())
            }
            if inside:
                yield _Stuck(inside, refusals, holders.get(name))


def given_in_vain(graph: LibraryGraph, *, whoever_claims: bool = False) -> set[tuple[str, str]]:
    """Each responsibility, by its name, that a role gives away without a way to an owner."""
    return {
        (graph.responsibilities.stated(one.boundary.responsibility), role)
        for knot in _stuck(graph, whoever_claims=whoever_claims)
        for role in knot.gives
        for one in knot.refusals[role]
    }


def _refusing(
    refusals: dict[str, list[Deferral]], members: dict[str, set[str]]
) -> dict[str, set[str]]:
    """The members of each domain that is named as an owner and of which every member refuses."""
    named = {
        target.name
        for deferrals in refusals.values()
        for deferral in deferrals
        for owner in deferral.owners
        if (target := owner.resolution.target) and target.kind == "domain"
    }
    return {domain: members[domain] for domain in named if members[domain] <= refusals.keys()}


def _holds(
    graph: LibraryGraph, refusals: dict[str, list[Deferral]], deferral: Deferral, owner: Owner
) -> bool:
    """Whether an owner that refuses the work in these words holds it all the same."""
    target = owner.resolution.target
    if target is None or target.name not in refusals or target.name == deferral.role.name:
        return False
    said = deferral.boundary.responsibility.statement
    refused = (one.boundary.responsibility.statement for one in refusals[target.name])
    if all(set_apart(said, one) for one in refused):
        return True
    # an item that is named is there by its key, and says nothing of the work
    claim = claims_of(graph).judge(deferral, owner)
    return claim.verdict is Verdict.CLAIMED and not owner.reference.item


_SOMEBODY: Final = ""
"""An owner that does not refuse, or that we cannot ask."""


def _owners(given: list[Deferral], refusing: dict[str, set[str]]) -> set[str]:
    """Whom deferrals name as owners: roles, domains that refuse as one, or somebody."""
    owners: set[str] = set()
    for deferral in given:
        for owner in deferral.owners:
            target = owner.resolution.target
            known = target and (target.kind == "role" or target.name in refusing)
            # outside the library, or reported as dangling, or somebody of a domain
            owners.add(target.name if target and known else _SOMEBODY)
    return owners


def _followed(role: str, owners: set[str], members: dict[str, list[str]]) -> list[str]:
    """The roles that owners stand for, without the giver itself, sorted."""
    found = {member for owner in owners for member in members.get(owner, (owner,))}
    return sorted(found - {role})
