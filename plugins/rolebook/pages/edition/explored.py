"""A linked library in; everything that the explorer shows of it, named and linked, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.graph.borders import BOUNDARY
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model.roles import RELATION_KINDS, USES
from rolebook.pages.links.anchors import boundary_anchors
from rolebook.pages.links.names import Name, Names
from rolebook.pages.links.sentences import shortened

MENTION: Final = "mention"

EDGE_KINDS: Final = (BOUNDARY, *RELATION_KINDS, USES, MENTION)
"""Every kind of edge that the explorer draws, in the order in which it lists them."""

_LONGEST = 160
"""Characters of what one boundary or relation says."""


@dataclass(frozen=True, slots=True)
class EdgeWords:
    """What one boundary or relation says."""

    text: str
    """The disowned responsibility, or the note of a relation; empty for most relations."""

    fragment: str
    """The place on the giver's page where it says so."""


@dataclass(frozen=True, slots=True)
class Edge:
    """All boundaries, or relations of one kind, or mentions, that lead from one to another."""

    source: int
    """The number of a role in `Explored.nodes`."""

    target: int
    """The same, or an actor's; below 0 a domain: -1 is the first of `Explored.domains`."""

    kind: str
    said: tuple[EdgeWords, ...]
    seam: str
    """The placeholder link to what the two say of each other; empty where they do not touch."""


@dataclass(frozen=True, slots=True)
class Explored:
    """The library as one picture and as one list."""

    domains: tuple[Name, ...]
    """By title. Empty domains have no place in a picture of roles."""

    nodes: tuple[Name, ...]
    """The roles by domain and title, then the actors outside that they name."""

    groups: tuple[int, ...]
    """The number of each node's domain; for an actor one more than the last."""

    aliases: tuple[tuple[str, ...], ...]
    """What else each node is called."""

    edges: tuple[Edge, ...]
    """By source, kind and target."""

    @property
    def roles(self) -> int:
        """How many of the nodes are roles: the first of them."""
        return len(self.aliases) - sum(one == len(self.domains) for one in self.groups)

    def name(self, end: int) -> Name:
        """The end of an edge."""
        return self.nodes[end] if end >= 0 else self.domains[-1 - end]


def explored(graph: LibraryGraph, names: Names, seam: Callable[[str, Target], str]) -> Explored:
    """What there is to explore; `seam` links to where a role meets another or a domain."""
    domains = sorted(
        (names.domain(id) for id in {role.domain for role in graph.roles.values()}),
        key=lambda one: (one.text.casefold(), one.id),
    )
    roles = sorted(
        graph.roles.values(),
        key=lambda one: (
            names.domain(one.domain).text.casefold(),
            one.domain,
            one.title.casefold(),
            one.id,
        ),
    )
    numbers = {Target("role", role.name): number for number, role in enumerate(roles)}
    actors = sorted(
        {target for _, target, _, _ in _steps(graph) if target.kind == "external"},
        key=lambda one: (one.name.casefold(), one.name),
    )
    numbers |= {actor: number for number, actor in enumerate(actors, len(roles))}
    group = {one.domain: number for number, one in enumerate(domains)}
    numbers |= {Target("domain", one.id): -1 - group[one.domain] for one in domains}
    found: dict[tuple[int, int, int], tuple[str, dict[EdgeWords, None]]] = {}
    for source, target, kind, said in _steps(graph):
        if target in numbers and target != source:
            ends = numbers[source], EDGE_KINDS.index(kind), numbers[target]
            if ends not in found:
                found[ends] = seam(source.name, target), {}
            found[ends][1].setdefault(said)
    return Explored(
        tuple(domains),
        (*(names.role(role) for role in roles), *(names.target(actor) for actor in actors)),
        (*(group[role.domain] for role in roles), *(len(domains) for _ in actors)),
        (*(role.aliases for role in roles), *(() for _ in actors)),
        tuple(
            Edge(source, target, EDGE_KINDS[kind], tuple(said), link)
            for (source, kind, target), (link, said) in sorted(found.items())
        ),
    )


def _steps(graph: LibraryGraph) -> Iterator[tuple[Target, Target, str, EdgeWords]]:
    """Every boundary, relation and mention, with where it leads."""
    for role in graph.roles.values():
        source = Target("role", role.name)
        deferrals = graph.deferrals_from(role.name)
        for deferral, anchor in zip(deferrals, boundary_anchors(deferrals), strict=True):
            said = EdgeWords(
                shortened(deferral.boundary.responsibility.statement, _LONGEST), anchor
            )
            for owner in deferral.owners:
                if owner.resolution.target:
                    yield source, owner.resolution.target, BOUNDARY, said
        for link in graph.relations_from(role.name):
            if link.resolution.target:
                said = EdgeWords(shortened(link.reference.note, _LONGEST), "rb-relations")
                yield source, link.resolution.target, link.kind, said
    for source, target, _ in graph.edges(MENTION):
        yield source, target, MENTION, EdgeWords("", "rb-mentions")
