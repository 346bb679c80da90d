"""A picture of one thing and its neighbours in; the same for a narrow screen, a row each, out.

Rows need no magnifier at any width, and the page's own stylesheet draws them: a second picture
would cost as many bytes as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode
from rolebook.diagrams.captions import edge_caption


@dataclass(frozen=True, slots=True)
class Spoke:
    """One neighbour, and the arrows between it and what the picture is about."""

    node: DiagramNode
    out: DiagramEdge | None
    """From the middle to the neighbour; none where no arrow leads there."""

    back: DiagramEdge | None
    out_caption: str = ""
    """What the arrow says, in words; empty where there is none. So with the other one."""

    back_caption: str = ""


def spokes(diagram: Diagram, edges: Sequence[DiagramEdge]) -> tuple[Spoke, ...]:
    """The rows: who is turned to, who it goes both ways with, who turns to it.

    None where arrows run between neighbours, or several one way between the same two: then the
    picture is more than rows can show.
    """
    middle = next((node.key for node in diagram.nodes if node.focus), None)
    ends = {(edge.source, edge.target): edge for edge in edges}
    if len(ends) < len(edges) or any((one == middle) == (other == middle) for one, other in ends):
        return ()
    nodes = {node.key: node for node in diagram.nodes}
    rows = []
    for node in diagram.nodes:
        if node.key != middle:
            out, back = ends.get((middle or "", node.key)), ends.get((node.key, middle or ""))
            captions = (edge_caption(edge, nodes) if edge else "" for edge in (out, back))
            rows.append(Spoke(node, out, back, *captions))
    return tuple(sorted(rows, key=lambda row: (row.out is None, row.back is not None)))
