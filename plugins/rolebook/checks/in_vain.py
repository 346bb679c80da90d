"""A linked library in; work that is given away without a way to anybody who does it out.

A responsibility is followed by its key and phrase (design.md §3): what is found is certain.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import networkx as nx

from rolebook.deferrals import Deferral
from rolebook.diagnostics import Diagnostic, Related, Rule, Span
from rolebook.graph import LibraryGraph
from rolebook.model import Role
from rolebook.paths import shortest_circle


def deferrals_in_vain(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Work that is given round in a circle, or to a role that disowns it and names nobody."""
    for knot in _stuck(graph):
        yield from _cycles(graph, knot)
        yield from _refusals(graph, knot)


MOST_NAMES: Final = 8
"""A longer circle is named by its beginning; all its edges are listed in any case."""

OWNERSHIP_CYCLE = Rule("RB303", "ownership-cycle")
"""Each says the other does it, so nobody does: every deferral of the work stays in the circle."""


def _cycles(graph: LibraryGraph, knot: _Stuck) -> Iterator[Diagnostic]:
    directed: nx.DiGraph[str] = nx.DiGraph(
        [(s, t) for s, following in knot.gives.items() for t in following]
    )
    for members in sorted(sorted(k) for k in nx.strongly_connected_components(directed)):
        if len(members) > 1:
            within = {m: [t for t in knot.gives[m] if t in members] for m in members}
            circle = shortest_circle(within, members[0])
            yield _ownership_cycle(graph, knot, circle)


def _ownership_cycle(graph: LibraryGraph, knot: _Stuck, circle: list[str]) -> Diagnostic:
    edges = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    first = knot.deferral(*edges[0])
    shown = [f"`{name}`" for name in circle]
    if len(shown) > MOST_NAMES:
        shown[MOST_NAMES:] = [f"… {len(circle) - MOST_NAMES} more …"]
    named = " to ".join([*shown, f"`{circle[0]}`"])
    holder = _holder(graph, graph.responsibilities.stated(first.boundary.responsibility))
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


def _holder(graph: LibraryGraph, responsibility: str) -> Role | None:
    """The first role whose mandate holds a responsibility."""
    holders = (
        role
        for role in graph.roles.values()
        if any(graph.responsibilities.stated(item) == responsibility for item in role.mandate)
    )
    return next(holders, None)


DEFERRAL_TO_DISOWNER = Rule("RB304", "deferral-to-disowner")
"""A chain of deferrals has to end at somebody who does the work; this one ends at a refusal."""


def _refusals(graph: LibraryGraph, knot: _Stuck) -> Iterator[Diagnostic]:
    given = {target for following in knot.gives.values() for target in following}
    ends: dict[str, list[list[str]]] = defaultdict(list)
    for start in sorted(knot.gives):
        chain = knot.chain(start)
        if start not in given and len(chain) > 1 and not knot.gives[chain[-1]]:
            ends[chain[-1]].append(chain)
    for end in sorted(ends):
        yield _refusal(graph, knot, end, ends[end])


def _refusal(graph: LibraryGraph, knot: _Stuck, end: str, chains: list[list[str]]) -> Diagnostic:
    """One finding for all that is given to one refusal: it has one cause."""
    first = chains[0]
    edges = dict.fromkeys(edge for chain in chains for edge in itertools.pairwise(chain))
    statement = knot.deferral(first[0], first[1]).boundary.responsibility.statement
    others = len(chains) - 1
    also = f"; {others} more {'gives' if others == 1 else 'give'} it there" if others else ""
    return Diagnostic(
        DEFERRAL_TO_DISOWNER,
        f"`{graph.roles[first[0]].id}` gives `{statement}` to"
        f" {', and that one to '.join(f'`{name}`' for name in first[1:])},"
        f" which disowns it as well{also}",
        knot.place(first[0], first[1]),
        f"name another owner here, or the one that `{graph.roles[end].id}` means there",
        (
            *(Related(f"`{s}` gives it to `{t}`", knot.place(s, t)) for s, t in edges),
            Related(f"`{end}` disowns it and names nobody", knot.refusals[end][0].boundary.span),
        ),
        subjects=tuple(dict.fromkeys(name for chain in chains for name in chain)),
    )


@dataclass(frozen=True, slots=True)
class _Stuck:
    """Of one responsibility: the roles that disown it and from which no way leads to an owner."""

    gives: dict[str, list[str]]
    """Each stuck role, and the stuck roles it names as owners, sorted."""

    refusals: dict[str, list[Deferral]]

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

    def chain(self, start: str) -> list[str]:
        """The way from a role along the first owners, until it ends or comes back."""
        chain = [start]
        while self.gives[chain[-1]] and self.gives[chain[-1]][0] not in chain:
            chain.append(self.gives[chain[-1]][0])
        return chain


def _stuck(graph: LibraryGraph) -> Iterator[_Stuck]:
    """Every responsibility that some roles disown in vain, in the order of its name."""
    stated = graph.responsibilities.stated
    disowned: dict[str, dict[str, list[Deferral]]] = defaultdict(dict)
    for deferral in graph.deferrals:
        name = stated(deferral.boundary.responsibility)
        disowned[name].setdefault(deferral.role.name, []).append(deferral)
    held = {(stated(item), role.name) for role in graph.roles.values() for item in role.mandate}
    for name in sorted(disowned):
        # one disowner alone can be stuck only with itself
        if len(disowned[name]) > 1:
            refusals = {r: d for r, d in disowned[name].items() if (name, r) not in held}
            gives = {role: _owners(graph, role, refusals) for role in refusals}
            stuck = _without_way_out(gives)
            if stuck:
                inside = {r: sorted(t for t in gives[r] if t and t in stuck) for r in sorted(stuck)}
                yield _Stuck(inside, refusals)


def given_in_vain(graph: LibraryGraph) -> set[tuple[str, str]]:
    """Each responsibility, by its name, that a role gives away without a way to an owner."""
    return {
        (graph.responsibilities.stated(one.boundary.responsibility), role)
        for knot in _stuck(graph)
        for role in knot.gives
        for one in knot.refusals[role]
    }


def _owners(graph: LibraryGraph, role: str, refusals: dict[str, list[Deferral]]) -> set[str | None]:
    """The roles that may hold what a role disowns; None for one that may and does not refuse."""
    owners: set[str | None] = set()
    for deferral in refusals[role]:
        for owner in deferral.owners:
            target = owner.resolution.target
            if target and target.kind == "role":
                owners.add(target.name)
            elif target and target.kind == "domain":
                members = graph.members(target.name.rstrip("/"))
                if any(m.name not in refusals for m in members):
                    owners.add(None)  # who of a large domain it is does not matter
                else:
                    owners.update(m.name for m in members if m.name != role)
            else:
                owners.add(None)  # outside the library, or reported as dangling
    return owners


def _without_way_out(gives: dict[str, set[str | None]]) -> set[str]:
    """The roles from which every way stays among disowners."""
    givers: dict[str, list[str]] = defaultdict(list)
    free = [role for role, owners in gives.items() if owners - gives.keys()]
    for role, owners in gives.items():
        for owner in owners:
            if owner in gives:
                givers[owner].append(role)
    out = set(free)
    while free:
        for giver in givers[free.pop()]:
            if giver not in out:
                out.add(giver)
                free.append(giver)
    return gives.keys() - out
