"""A library's graph in; orders, reductions and chains through it out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TypeVar

import networkx as nx

from rolebook.graph import LibraryGraph
from rolebook.model import Atlas
from rolebook.resolve import Target

N = TypeVar("N", str, int, Target)


def prerequisite_graph(graph: LibraryGraph, atlas: Atlas) -> nx.DiGraph[str]:
    """The prerequisites within one atlas: competency ids, edges prerequisite → dependent."""
    within: nx.DiGraph[str] = nx.DiGraph()
    within.add_nodes_from(dict.fromkeys(one.id for one in atlas.competencies))
    prefix = f"{atlas.id}#"
    for link in graph.prerequisites_of(atlas.id):
        target = link.resolution.target
        if target and target.name.startswith(prefix):
            within.add_edge(target.name[len(prefix) :], link.source.name[len(prefix) :])
    return within


def competency_order(within: nx.DiGraph[str]) -> list[str]:
    """Competency ids so that each comes after its prerequisites, else by id (design.md §2.3).

    A library with a cycle is still shown in a preview: there the order is by id alone.
    """
    try:
        return list(nx.lexicographical_topological_sort(within))
    except nx.NetworkXUnfeasible:
        return sorted(within)


def essential_edges(within: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """The edges that no longer path implies (transitive reduction), sorted."""
    if not nx.is_directed_acyclic_graph(within):
        return sorted(within.edges)
    return sorted(nx.transitive_reduction(within).edges)


def shortest_way(within: nx.DiGraph[str], start: str, end: str) -> list[str]:
    """The shortest way between two competencies other than the direct edge, both named."""
    without = nx.restricted_view(within, (), [(start, end)])
    return list(nx.shortest_path(without, start, end))


def shortest_circle(successors: Mapping[N, Iterable[N]], start: N) -> list[N]:
    """The shortest way from a node back to itself, the node first; empty where there is none.

    Breadth first, neighbours in sorted order: linear in edges, and always the same circle.
    """
    came_from: dict[N, N] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for following in sorted(successors.get(node, ())):
            if following == start:
                circle = [node]
                while circle[-1] != start:
                    circle.append(came_from[circle[-1]])
                return circle[::-1]
            if following not in came_from:
                came_from[following] = node
                queue.append(following)
    return []
