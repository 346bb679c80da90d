"""A library's graph in; orders, reductions and chains through it out."""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    # networkx has one, too: it walks all that follows each node, which takes as long as its square
    if not nx.is_directed_acyclic_graph(within):
        return sorted(within.edges)
    at = {id: place for place, id in enumerate(within)}
    before = _all_before(within, at)
    essential = []
    for end, starts in within.pred.items():
        implied = functools.reduce(operator.or_, (before[start] for start in starts), 0)
        essential += [(start, end) for start in starts if not implied >> at[start] & 1]
    return sorted(essential)


@dataclass(frozen=True, slots=True)
class LearningPath:
    """What a competency stands on within its atlas, however far back."""

    runs: tuple[tuple[int, int], ...]
    """The places in the atlas's order of all that comes before it: first and last of each run."""

    hours: float
    """Of all these and of itself."""

    stage: int
    """How many competencies the longest chain up to it has, itself included."""

    stage_before: int
    """The place of the one before it on that chain; -1 where it stands on nothing."""

    chain_hours: float
    """Of the chain up to it that takes longest, itself included."""

    chain_before: int
    """The place of the one before it on that chain; -1 where it stands on nothing."""

    @property
    def places(self) -> list[int]:
        """The places of all that comes before it, in order."""
        return [place for first, last in self.runs for place in range(first, last + 1)]


def learning_paths(
    within: nx.DiGraph[str], order: Sequence[str], hours: Mapping[str, float]
) -> list[LearningPath]:
    """The least way to each competency of an atlas, in its order; no path is enumerated.

    In a circle, which only a preview shows, each member comes before each other one, and a chain
    follows an edge only as far as the order does.
    """
    at = {id: place for place, id in enumerate(order)}
    sums = [0.0, *itertools.accumulate(hours[id] for id in order)]
    before = _all_before(within, at)
    paths: list[LearningPath] = []
    for place, id in enumerate(order):
        direct = sorted(at[one] for one in within.predecessors(id) if at[one] < place)
        stage_before = max(direct, key=lambda one: paths[one].stage, default=-1)
        chain_before = max(direct, key=lambda one: paths[one].chain_hours, default=-1)
        runs = _runs(before[id])
        paths.append(
            LearningPath(
                runs,
                sum(sums[last + 1] - sums[first] for first, last in runs) + hours[id],
                1 + (paths[stage_before].stage if direct else 0),
                stage_before,
                hours[id] + (paths[chain_before].chain_hours if direct else 0),
                chain_before,
            )
        )
    return paths


def _all_before(within: nx.DiGraph[str], at: Mapping[str, int]) -> dict[str, int]:
    """For each competency a number whose bits are the places of all that comes before it."""
    circles = nx.condensation(within)
    reached: dict[int, int] = {}
    before: dict[str, int] = {}
    for circle in nx.topological_sort(circles):
        earlier = 0
        for one in circles.predecessors(circle):
            earlier |= reached[one]
        members = circles.nodes[circle]["members"]
        reached[circle] = earlier | sum(1 << at[id] for id in members)
        before |= {id: reached[circle] & ~(1 << at[id]) for id in members}
    return before


def _runs(bits: int) -> tuple[tuple[int, int], ...]:
    """The bits that are set, lowest first, as the first and last of each run."""
    lowest_first = f"{bits:b}"[::-1]
    return tuple((one.start(), one.end() - 1) for one in re.finditer("1+", lowest_first))


def together(paths: Iterable[LearningPath]) -> Iterator[int]:
    """The places of all that comes before any of these, each once, in order."""
    done = 0
    for first, last in sorted(run for path in paths for run in path.runs):
        yield from range(max(first, done), last + 1)
        done = max(done, last + 1)


def shortest_way(within: nx.DiGraph[str], start: str, end: str) -> list[str]:
    """The shortest way between two competencies other than the direct edge, both named."""
    # most ways have one step between; a search for each would take long where many are redundant
    if between := set(within.succ[start]).intersection(within.pred[end]):
        return [start, min(between), end]
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
