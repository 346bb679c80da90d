"""An atlas in; all that its competencies stand on, in whatever atlas, and the order to learn it in
out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import competency_order, prerequisite_graph
from rolebook.model import Atlas, Competency

if TYPE_CHECKING:
    import networkx as nx

MOST_ELSEWHERE: Final = 200
"""Competencies of other atlases that a plan counts: of a thousand atlases that each build on the
one before, each page would hold all."""


@dataclass(frozen=True, slots=True)
class Course:
    """What an atlas asks for. Its own competencies bear their ids, others `atlas#id`."""

    graph: nx.DiGraph[str]
    """Edges prerequisite → dependent."""

    own: list[str]
    """The atlas's own, so that each comes after all that it stands on; else by id."""

    order: list[str]
    """These and the others, each right before the first of its own that needs it."""

    whole: bool
    """Whether all of the others are among them, and not too many."""

    def competency(self, graph: LibraryGraph, atlas: Atlas, id: str) -> Competency:
        """The competency that an id of the course means."""
        return graph.competencies[id if is_elsewhere(id) else f"{atlas.id}#{id}"]


def is_elsewhere(id: str) -> bool:
    """Whether an id of a course is that of another atlas's competency: no id holds `#`."""
    return "#" in id


def course(graph: LibraryGraph, atlas: Atlas) -> Course:
    """What an atlas's competencies stand on, within it and through others."""
    within = prerequisite_graph(graph, atlas)
    whole = within.copy()
    found = len(within)
    prefix = f"{atlas.id}#"

    def local(name: str) -> str:
        return name.removeprefix(prefix)

    waiting = [f"{prefix}{id}" for id in within]
    seen = set(waiting)
    while waiting:
        name = waiting.pop()
        for before in graph.prerequisites_before(name):
            if name.startswith(prefix) and before.startswith(prefix):
                continue  # it stands in the graph
            whole.add_edge(local(before), local(name))
            if before not in seen:
                seen.add(before)
                waiting.append(before)
        if len(whole) > found + MOST_ELSEWHERE:
            own = competency_order(within)
            return Course(within, own, own, whole=False)
    if len(whole) == found:
        own = competency_order(within)
        return Course(within, own, own, whole=True)
    order = competency_order(whole)
    own = [id for id in order if not is_elsewhere(id)]
    return Course(whole, own, list(_in_time(whole, order, own)), whole=True)


def _in_time(whole: nx.DiGraph[str], order: list[str], own: list[str]) -> Iterator[str]:
    """Each of the others right before the first that needs it."""
    place = {id: number for number, id in enumerate(order)}
    placed: set[str] = set()
    for id in own:
        needed: set[str] = set()
        waiting = [id]
        while waiting:
            for before in whole.predecessors(waiting.pop()):
                if is_elsewhere(before) and before not in placed and before not in needed:
                    needed.add(before)
                    waiting.append(before)
        placed |= needed
        yield from sorted(needed, key=lambda one: place[one])
        yield id
