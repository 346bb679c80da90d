"""An atlas with too many competencies for a drawing in; its layers, or its families, out.

A layer holds what does not wait for each other: each box stands below all that it builds on, so
that all lines run downwards. The page's own stylesheet places the boxes, at any width.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rolebook.diagrams import Diagram, DiagramNode
from rolebook.diagrams.diagram import ACCENTS
from rolebook.graph.paths import LAYERED
from rolebook.model import Atlas
from rolebook.pages.edition.folds import Fold, fold

if TYPE_CHECKING:
    import networkx as nx

_SWEEPS: Final = 4
"""Times that boxes are moved below what they build on, and above what builds on them."""


@dataclass(frozen=True, slots=True)
class Box:
    """A competency in its layer."""

    node: DiagramNode
    number: str
    """`04`, as on its card."""

    needs: tuple[DiagramNode, ...]
    """What it builds on right away, less what a longer way implies."""

    needed_numbers: tuple[str, ...]
    accent: int
    """The colour of its family."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The competencies of an atlas, those that come first in the first layer."""

    title: str
    rows: tuple[tuple[Box, ...], ...]
    families: tuple[tuple[str, int], ...]
    """Name and colour of each; none where there are too many to be told apart, or one alone."""


@dataclass(frozen=True, slots=True)
class Family:
    """The competencies of one category."""

    name: str
    """Empty of those that have none."""

    members: Fold[DiagramNode]
    count: int
    builds_on: tuple[tuple[str, int], ...]
    """The families that its own build on, and by how many arrows, the most first."""


def layers(diagram: Diagram, atlas: Atlas, order: Sequence[str]) -> Layers | None:
    """The layers of an atlas's prerequisites; none where they are too many, or go round."""
    import networkx as nx

    if len(diagram.nodes) > LAYERED:
        return None
    within: nx.DiGraph[str] = nx.DiGraph((edge.source, edge.target) for edge in diagram.edges)
    within.add_nodes_from(node.key for node in diagram.nodes)
    if not nx.is_directed_acyclic_graph(within):
        return None
    nodes = {node.key: node for node in diagram.nodes}
    numbers = {id: f"{place:02}" for place, id in enumerate(order, start=1)}
    category = {one.id: one.category for one in atlas.competencies}
    accents = _accents([category[id] for id in order if id in nodes])

    def box(id: str) -> Box:
        needed = sorted(within.predecessors(id), key=lambda one: numbers[one])
        return Box(
            nodes[id],
            numbers[id],
            tuple(nodes[one] for one in needed),
            tuple(numbers[one] for one in needed),
            accents.get(category[id], nodes[id].accent),
        )

    rows = tuple(tuple(map(box, row)) for row in _placed(within, order))
    families = tuple((name, accent) for name, accent in accents.items() if name)
    return Layers(diagram.title, rows, families)


def families(diagram: Diagram, atlas: Atlas) -> tuple[Family, ...]:
    """The families of an atlas, in the order of its page; none where it has less than two."""
    category = {one.id: one.category for one in atlas.competencies}
    members: dict[str, list[DiagramNode]] = defaultdict(list)
    for node in diagram.nodes:
        members[category[node.key]].append(node)
    if len(members) < 2 or 2 * len(members) > len(diagram.nodes):
        return ()
    needs: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in diagram.edges:
        needs[category[edge.target]][category[edge.source]] += 1
    return tuple(
        Family(
            name,
            fold(several),
            len(several),
            tuple((other, n) for other, n in needs[name].most_common() if other != name and other),
        )
        for name, several in members.items()
    )


def _accents(categories: Sequence[str]) -> dict[str, int]:
    names = list(dict.fromkeys(categories))
    if not 1 < len(names) <= ACCENTS:
        return {}
    return {name: number for number, name in enumerate(names)}


def _placed(within: nx.DiGraph[str], order: Sequence[str]) -> list[list[str]]:
    """Rows by the longest way to each; within a row, each near those that it is joined to."""
    stage: dict[str, int] = {}
    for id in (one for one in order if one in within):
        stage[id] = 1 + max((stage.get(one, 0) for one in within.predecessors(id)), default=0)
    rows: dict[int, list[str]] = defaultdict(list)
    for id, number in stage.items():
        rows[number].append(id)
    placed = [rows[number] for number in sorted(rows)]
    at = {id: _share(place, row) for row in placed for place, id in enumerate(row)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        beside = within.pred if down else within.succ
        for row in placed if down else reversed(placed):
            wish = {id: (_middle([at[one] for one in beside[id]], at[id]), at[id]) for id in row}
            row.sort(key=wish.__getitem__)
            at |= {id: _share(place, row) for place, id in enumerate(row)}
    return placed


def _middle(joined: Sequence[float], own: float) -> float:
    return sum(joined) / len(joined) if joined else own


def _share(place: int, row: Sequence[str]) -> float:
    return (place + 0.5) / len(row)
