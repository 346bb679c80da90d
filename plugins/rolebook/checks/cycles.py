"""A linked library in; circles in relations that must not have any out.

One finding a knot (strongly connected component), by its shortest circle from its smallest name:
a knot of ten has a million simple cycles, and one cause (design.md §3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Related, Rule
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.circles import knots, shortest_circle
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.model import Reference

PREREQUISITE_CYCLE = rule("RB201")
"""No learner can enter a circle of prerequisites, so no learning path passes through it."""


def prerequisite_cycles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Circles of competencies that each need the next."""
    yield from _cycles(
        PREREQUISITE_CYCLE, "needs", "prerequisites go round in a circle", graph.prerequisites
    )


REPORTING_CYCLE = rule("RB202")
"""In a circle of reporting lines everybody is everybody's manager, and nobody decides."""


def reporting_cycles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Circles of `reports_to`."""
    links = _of_kind(graph, "reports_to")
    yield from _cycles(REPORTING_CYCLE, "reports to", "reporting lines go round in a circle", links)


ESCALATION_CYCLE = rule("RB203")
"""What is escalated round a circle comes back to the one who could not decide it."""


def escalation_cycles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Circles of `escalates_to`."""
    links = _of_kind(graph, "escalates_to")
    yield from _cycles(ESCALATION_CYCLE, "escalates to", "escalations go round in a circle", links)


DELEGATION_CYCLE = rule("RB204")
"""Work may be delegated both ways about different things; the same work in a circle is not done."""


def delegation_cycles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Circles of `delegates_to`."""
    links = _of_kind(graph, "delegates_to")
    yield from _cycles(DELEGATION_CYCLE, "delegates to", "delegations go round in a circle", links)


MOST_NAMES: Final = 8
"""A longer circle is named by its beginning; all its edges are listed in any case."""

MOST_TESTS: Final = 2_000_000
"""Edges looked at to find the one that opens a knot; a larger knot is reported without it."""


def _of_kind(graph: LibraryGraph, kind: str) -> list[Link]:
    # a domain stands for its members, any of whom may hold what it is given: no certain circle
    return [
        link
        for link in graph.relations
        if link.kind == kind
        and link.resolution.target
        and link.resolution.target.kind == "role"
        # whom a host lets an agent start is whom it may start: two may well start each other
        and not (link.reference.typed and link.reference.expects)
    ]


def _cycles(rule: Rule, verb: str, fact: str, links: Iterable[Link]) -> Iterator[Diagnostic]:
    stated: dict[tuple[Target, Target], Reference] = {}
    for link in links:
        target = link.resolution.target
        if target and target != link.source:
            stated.setdefault((link.source, target), link.reference)
    following: dict[Target, list[Target]] = defaultdict(list)
    for source, target in stated:
        following[source].append(target)
    for knot in sorted(knots(following), key=min):
        yield _knot(rule, verb, fact, knot, following, stated)


def _knot(
    rule: Rule,
    verb: str,
    fact: str,
    members: set[Target],
    following: Mapping[Target, list[Target]],
    stated: Mapping[tuple[Target, Target], Reference],
) -> Diagnostic:
    within = {node: [n for n in following[node] if n in members] for node in members}
    circle = shortest_circle(within, min(members))
    edges = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    others = len(members) - len(circle)
    more = f"; {others} more {'is' if others == 1 else 'are'} in the same knot" if others else ""
    names = _names(circle)
    said = {(s, t): f"`{names[s]}` {verb} `{names[t]}`" for s, t in edges}
    return Diagnostic(
        rule,
        f"{fact}: {_named([names[node] for node in circle], verb)}{more}",
        stated[edges[0]].span,
        _remedy(within, said),
        tuple(Related(words, stated[edge].span) for edge, words in said.items()),
        subjects=tuple(dict.fromkeys(node.name.partition("#")[0] for node in circle)),
    )


def _named(circle: list[str], verb: str) -> str:
    return f" {verb} ".join((*shown(circle), f"`{circle[0]}`"))


def shown(names: Sequence[str]) -> tuple[str, ...]:
    """The names in backticks, the last of many left out."""
    more = len(names) - MOST_NAMES
    first = tuple(f"`{name}`" for name in names[:MOST_NAMES])
    return (*first, f"… {more} more …") if more > 0 else first


def _names(circle: list[Target]) -> dict[Target, str]:
    """Competencies of one atlas by their bare ids."""
    atlases = {node.name.partition("#")[0] for node in circle}
    short = len(atlases) == 1
    return {node: node.name.partition("#")[2] if short else node.name for node in circle}


def _remedy(
    within: Mapping[Target, list[Target]], edges: Mapping[tuple[Target, Target], str]
) -> str:
    """Which single edge opens the knot. Only one of the shortest circle can: it cuts them all."""
    size = sum(len(following) for following in within.values())
    if len(edges) == size:
        return "remove any one of these, whichever is least true"
    if len(edges) * size > MOST_TESTS:
        return "remove any one of these, then check again"
    for (source, target), said in edges.items():
        if _opens(within, source, target):
            return f"remove that {said}: this alone opens the knot"
    return "remove any one of these, then check again: no single removal opens the knot"


def _opens(within: Mapping[Target, list[Target]], source: Target, target: Target) -> bool:
    """Whether nothing goes round any more without this edge (Kahn's algorithm)."""
    waiting: dict[Target, int] = defaultdict(int)
    for node, following in within.items():
        for one in following:
            if (node, one) != (source, target):
                waiting[one] += 1
    free = [node for node in within if not waiting[node]]
    passed = 0
    while free:
        node = free.pop()
        passed += 1
        for one in within[node]:
            if (node, one) != (source, target):
                waiting[one] -= 1
                if not waiting[one]:
                    free.append(one)
    return passed == len(within)
