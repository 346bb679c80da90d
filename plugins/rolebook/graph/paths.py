"""A library's graph in; orders, reductions and chains through it out."""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model import Atlas

if TYPE_CHECKING:
    import networkx as nx

N = TypeVar("N", str, int, Target)

# networkx takes a tenth of a second to import, and a library of roles without an atlas asks it for
# nothing: each function that needs it imports it


def prerequisite_graph(graph: LibraryGraph, atlas: Atlas) -> nx.DiGraph[str]:
    """The prerequisites within one atlas: competency ids, edges prerequisite → dependent."""
    import networkx as nx

    within: nx.DiGraph[str] = nx.DiGraph()
    for one in atlas.competencies:
        if one.id not in within:
            within.add_node(one.id, place=one.place)
    prefix = f"{atlas.id}#"
    for link in graph.prerequisites_of(atlas.id):
        target = link.resolution.target
        if target and target.name.startswith(prefix):
            within.add_edge(target.name[len(prefix) :], link.source.name[len(prefix) :])
    return within


def competency_order(within: nx.DiGraph[str]) -> list[str]:
    """Competency ids so that each comes after its prerequisites, else by id (design.md §2.3); of a
    package that numbers its items, else as it does. What stands in another atlas (`atlas#id`)
    comes as soon as it can, so that it holds back none that does not need it.

    A library with a cycle is still shown in a preview: there the order is by id alone.
    """
    import networkx as nx

    places = within.nodes(data="place", default=0)

    def rank(id: str) -> tuple[bool, int, str]:
        return "#" not in id, places[id], id

    try:
        return list(nx.lexicographical_topological_sort(within, key=rank))
    except nx.NetworkXUnfeasible:
        return sorted(within, key=rank)


def pictured(within: nx.DiGraph[str], most: int) -> nx.DiGraph[str]:
    """The competencies of a picture: all, or those that an arrow touches where all are too many."""
    if len(within) <= most:
        return within
    return within.edge_subgraph(within.edges)


LAYERED: Final = 80
"""As many competencies can be shown in layers; of more, their families are."""


def essential_edges(within: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """The edges that no longer path implies (transitive reduction), sorted."""
    import networkx as nx

    # networkx has one, too: it walks all that follows each node, which takes as long as its square
    if not nx.is_directed_acyclic_graph(within):
        return sorted(within.edges)
    own = {id: place for place, id in enumerate(within)}
    essential = []
    for end, reached in _swept(within, lambda id: 1 << own[id]):
        implied = _union(bits ^ 1 << own[start] for start, bits in reached.items())
        essential += [(start, end) for start in reached if not implied >> own[start] & 1]
    return sorted(essential)


MOST_RUNS: Final = 40
"""No page tells more of a path, and of thousands of competencies each could have thousands."""


@dataclass(frozen=True, slots=True)
class LearningPath:
    """What a competency stands on within its atlas, however far back."""

    count: int
    """Of all that comes before it."""

    runs: tuple[tuple[int, int], ...]
    """The places of these in the atlas's order, first and last of each run; the first of many."""

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
        """The places that the runs name, in order: all, where the runs are few."""
        return [place for first, last in self.runs for place in range(first, last + 1)]


def learning_paths(
    within: nx.DiGraph[str], order: Sequence[str], hours: Mapping[str, float]
) -> list[LearningPath]:
    """The least way to each competency of an atlas, in its order; no path is enumerated.

    In a circle, which only a preview shows, each member comes before each other one, and a chain
    follows an edge only as far as the order does.
    """
    at = {id: place for place, id in enumerate(order)}
    amounts = [hours[id] for id in order]
    sums = [0.0, *itertools.accumulate(amounts)]
    before = {id: _told(bits, amounts, sums) for id, bits in _all_before(within, at)}
    paths: list[LearningPath] = []
    for place, id in enumerate(order):
        direct = sorted(at[one] for one in within.predecessors(id) if at[one] < place)
        stage_before = max(direct, key=lambda one: paths[one].stage, default=-1)
        chain_before = max(direct, key=lambda one: paths[one].chain_hours, default=-1)
        count, runs, hours_before = before[id]
        paths.append(
            LearningPath(
                count,
                runs,
                hours_before + hours[id],
                1 + (paths[stage_before].stage if direct else 0),
                stage_before,
                hours[id] + (paths[chain_before].chain_hours if direct else 0),
                chain_before,
            )
        )
    return paths


def _all_before(within: nx.DiGraph[str], at: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Each competency with a number whose bits are the places of all that comes before it."""
    import networkx as nx

    circles = nx.condensation(within)

    def own(circle: int) -> int:
        return sum(1 << at[id] for id in circles.nodes[circle]["members"])

    for circle, reached in _swept(circles, own):
        all_of_it = _union((own(circle), *reached.values()))
        for id in circles.nodes[circle]["members"]:
            yield id, all_of_it ^ 1 << at[id]


def _swept(graph: nx.DiGraph[N], own: Callable[[N], int]) -> Iterator[tuple[N, dict[N, int]]]:
    """Each node of a graph without circles, with what those right before it reach, as bits.

    A node reaches its own bits and all that those before it reach. Each of these numbers is as
    long as the graph is large, so none is kept for longer than a node needs it.
    """
    import networkx as nx

    waiting = dict(graph.out_degree)
    reached: dict[N, int] = {}
    for node in nx.topological_sort(graph):
        before: dict[N, int] = {one: reached[one] for one in graph.pred[node]}
        for one in before:
            waiting[one] -= 1
            if not waiting[one]:
                del reached[one]
        if waiting[node]:
            reached[node] = _union((own(node), *before.values()))
        yield node, before


def _union(numbers: Iterable[int]) -> int:
    return functools.reduce(operator.or_, numbers, 0)


_BITS: Final = bytes.maketrans(b"01", b"\0\1")


def _told(
    bits: int, amounts: Sequence[float], sums: Sequence[float]
) -> tuple[int, tuple[tuple[int, int], ...], float]:
    """How many places a number has, the first runs of them, and the amounts at all of them.

    `sums` are those of all amounts before each place.
    """
    lowest_first = f"{bits:b}"[::-1]
    every_run = ((one.start(), one.end() - 1) for one in re.finditer("1+", lowest_first))
    runs = tuple(itertools.islice(every_run, MOST_RUNS))
    if next(every_run, None) is None:
        amount = sum(sums[last + 1] - sums[first] for first, last in runs)
    else:
        amount = sum(itertools.compress(amounts, lowest_first.encode().translate(_BITS)))
    return bits.bit_count(), runs, amount


def up_to(before: Callable[[N], Iterable[N]], some: Iterable[N]) -> set[N]:
    """These nodes and all that comes before any of them; `before` says what comes right before."""
    found = set(some)
    waiting = list(found)
    while waiting:
        new = set(before(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def without_way_out(ways: Mapping[N, Collection[N]]) -> set[N]:
    """The nodes from which every way stays among the nodes that are named here."""
    before: dict[N, list[N]] = defaultdict(list)
    free = []
    for node, following in ways.items():
        for one in following:
            before[one].append(node)
        if any(one not in ways for one in following):
            free.append(node)
    return set(ways) - up_to(lambda node: before[node], free)


def shortest_way(within: nx.DiGraph[str], start: str, end: str) -> list[str]:
    """The shortest way between two competencies other than the direct edge, both named."""
    import networkx as nx

    # most ways have one step between; a search for each would take long where many are redundant
    if between := set(within.succ[start]).intersection(within.pred[end]):
        return [start, min(between), end]
    without = nx.restricted_view(within, (), [(start, end)])
    return list(nx.shortest_path(without, start, end))
