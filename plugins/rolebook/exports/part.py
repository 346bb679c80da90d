"""A linked library in; the part of its graph that was asked for, as plain texts, out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.named import title
from rolebook.graph.resolve import Target
from rolebook.model import Atlas, Competency, Role
from rolebook.text.identity import slug
from rolebook.text.visible import visible

if TYPE_CHECKING:
    import networkx as nx


def part_of(
    graph: LibraryGraph,
    kinds: Collection[str] = (),
    focus: Target | None = None,
    depth: int = 1,
) -> nx.MultiDiGraph[str]:
    """The nodes and edges of some kinds, or of all, within some steps of a thing, or everywhere.

    A node has a `kind`, a `name` and a `title`, and where it stands; an edge has its `kind`. All
    are texts and numbers without control characters, sorted, so that every format can write them.
    Without kinds and focus a node that no edge touches is there, too.
    """
    import networkx as nx

    whole = graph.graph
    edges = [
        (start, end, kind)
        for start, end, kind in whole.edges(data="kind")
        if not kinds or kind in kinds
    ]
    nodes: set[Target] = {one for start, end, _ in edges for one in (start, end)}
    if focus is not None:
        around: nx.Graph[Target] = nx.Graph((start, end) for start, end, _ in edges)
        around.add_node(focus)
        nodes = set(nx.single_source_shortest_path_length(around, focus, cutoff=depth))
    elif not kinds:
        nodes = set(whole)
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    statements = _statements(graph) if any(one.kind == "responsibility" for one in nodes) else {}
    for node in sorted(nodes):
        part.add_node(identity(node), **_attributes(graph, node, statements))
    kept = sorted(one for one in edges if one[0] in nodes and one[1] in nodes)
    for start, end, kind in kept:
        part.add_edge(identity(start), identity(end), kind=kind)
    return part


def identity(node: Target) -> str:
    """`role:sales/sales-lead`: the kind tells the role from the domain of one name."""
    return visible(f"{node.kind}:{node.name}")


def _attributes(
    graph: LibraryGraph, node: Target, statements: dict[str, str]
) -> dict[str, str | int]:
    if node.kind == "responsibility":
        said = statements.get(node.name, node.name)
        return {"kind": node.kind, "name": visible(node.name), "title": visible(said)}
    kind: str = node.kind
    place: Role | Atlas | Competency | None = None
    if kind == "role":
        place = graph.roles[node.name]
        kind = "skill" if place.is_skill else kind
    elif kind == "atlas":
        place = graph.atlases[node.name]
    elif kind == "competency":
        place = graph.competencies[node.name]
    found: dict[str, str | int] = {
        "kind": kind,
        "name": visible(node.name),
        "title": visible(title(graph, node)),
    }
    if place is not None:
        found |= {"path": visible(place.span.path), "line": place.span.line}
    return found


def _statements(graph: LibraryGraph) -> dict[str, str]:
    """The words of each responsibility: those of the mandate that holds it, else of who gives it
    away; of several the first by role."""
    shown = graph.responsibilities.shown
    found: dict[str, str] = {}
    for _, role in sorted(graph.roles.items()):
        for one in role.mandate:
            found.setdefault(shown(one), one.statement)
    for deferral in sorted(graph.deferrals, key=lambda one: one.role.name):
        found.setdefault(deferral.responsibility, deferral.boundary.responsibility.statement)
    return found


def kinds_in(written: str) -> list[str]:
    """The kinds that a comma list names, as graphs call them: `reports-to, boundary`."""
    return [slug(one).replace("-", "_") for one in written.split(",") if one.strip()]
