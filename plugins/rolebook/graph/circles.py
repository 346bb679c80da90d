"""Who leads to whom in; what goes round in a circle, and by which way, out."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from rolebook.graph.resolve import Target

if TYPE_CHECKING:
    import networkx as nx

N = TypeVar("N", str, int, Target)


def knots(ways: Mapping[N, Collection[N]]) -> list[set[N]]:
    """The sets of nodes each of which leads to all others of its set: strongly connected, and more
    than one, or one that leads to itself. None where nothing goes round, as in most libraries."""
    if not (endless := _going_round(ways)):
        return []
    import networkx as nx

    directed: nx.DiGraph[N] = nx.DiGraph()
    directed.add_edges_from((at, to) for at in endless for to in ways[at] if to in endless)
    return [
        knot
        for knot in nx.strongly_connected_components(directed)
        if len(knot) > 1 or any(directed.has_edge(one, one) for one in knot)
    ]


def _going_round(ways: Mapping[N, Collection[N]]) -> set[N]:
    """The nodes from which some way never ends (Kahn's algorithm, from the ends)."""
    before: dict[N, list[N]] = defaultdict(list)
    waiting: dict[N, int] = {}
    for node, following in ways.items():
        waiting[node] = len(following)
        for one in following:
            before[one].append(node)
    ended = [one for one in before if not waiting.get(one)]
    left = {one for one in ways if waiting[one]}
    while ended:
        for one in before[ended.pop()]:
            waiting[one] -= 1
            if not waiting[one]:
                left.discard(one)
                ended.append(one)
    return left


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
