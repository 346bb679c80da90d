"""A competency to reach and those already held in; what is left to learn, in order, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import competency_order, up_to
from rolebook.graph.relations import Link
from rolebook.model import Competency


@dataclass(frozen=True, slots=True)
class Steps:
    """The least that leads to a competency, across atlases where prerequisites cross."""

    order: tuple[Competency, ...]
    """Each after what it stands on, the goal last; of what may come in any order, by name. Empty
    where the goal is held already."""

    right_before: dict[str, tuple[str, ...]]
    """By the name of a step, the names of those steps that it stands on, sorted."""

    open: tuple[Link, ...]
    """Prerequisites of steps that name no competency, or one of several: nobody knows what they
    ask for."""

    circle: bool
    """Whether some of the steps stand on each other: then no order is right."""

    @property
    def hours(self) -> float:
        """The hours of all steps that say theirs."""
        return sum(one.practice_hours or 0 for one in self.order)

    @property
    def silent(self) -> int:
        """How many steps do not say their hours."""
        return sum(one.practice_hours is None for one in self.order)


def steps_to(graph: LibraryGraph, goal: str, held: Collection[str] = ()) -> Steps:
    """The steps to a competency (`atlas#id`) for who holds others, with all that these stand on."""
    import networkx as nx

    before: dict[str, set[str]] = defaultdict(set)
    unknown: dict[str, list[Link]] = defaultdict(list)
    for link in graph.prerequisites:
        if target := link.resolution.target:
            before[link.source.name].add(target.name)
        else:
            unknown[link.source.name].append(link)

    def right_before(name: str) -> Iterable[str]:
        return before.get(name, ())

    known = up_to(right_before, held)
    if goal in known:
        return Steps((), {}, (), circle=False)
    needed = up_to(lambda name: (one for one in right_before(name) if one not in known), [goal])
    within: nx.DiGraph[str] = nx.DiGraph()
    within.add_nodes_from((name, {"place": graph.competencies[name].place}) for name in needed)
    within.add_edges_from((one, name) for name in needed for one in before[name] & needed)
    order = competency_order(within)
    return Steps(
        tuple(graph.competencies[name] for name in order),
        {name: tuple(sorted(within.predecessors(name))) for name in order},
        tuple(link for name in order for link in unknown[name]),
        circle=not nx.is_directed_acyclic_graph(within),
    )
