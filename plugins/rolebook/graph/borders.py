"""A graph in, every step over a domain's border out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target

BOUNDARY = "boundary"
RELATION = "relation"
"""Stands for relations of several kinds."""


class Crossing(NamedTuple):
    """A boundary or relation that leads from one domain to another, or to an outside actor."""

    start: Target
    end: Target
    kind: str


def crossings_by_domain(graph: LibraryGraph) -> dict[str, tuple[Crossing, ...]]:
    """The crossings of each domain's borders, in both directions, in the order of the sources."""
    found: dict[str, list[Crossing]] = defaultdict(list)
    for one in _crossings(graph):
        for side in (one.start, one.end):
            if side.kind == "domain":
                found[side.name.rstrip("/")].append(one)
    return {domain: tuple(crossings) for domain, crossings in found.items()}


def _crossings(graph: LibraryGraph) -> Iterator[Crossing]:
    for deferral in graph.deferrals:
        start = Target("domain", f"{deferral.role.domain}/")
        ends = (_domain_of(owner.resolution.target) for owner in deferral.owners)
        for end in dict.fromkeys(ends):
            if end and end != start:
                yield Crossing(start, end, BOUNDARY)
    for link in graph.relations:
        start = Target("domain", f"{graph.roles[link.source.name].domain}/")
        end = _domain_of(link.resolution.target)
        if end and end != start:
            yield Crossing(start, end, RELATION)


def _domain_of(target: Target | None) -> Target | None:
    """The domain that an actor belongs to; an outside actor stands for itself."""
    if target is None or target.kind != "role":
        return target
    return Target("domain", f"{target.name.partition('/')[0]}/")
