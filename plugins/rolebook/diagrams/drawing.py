"""A diagram in; SVG markup for a page out: the whole pipeline."""

from __future__ import annotations

import re

from rolebook.diagrams.attachments import side_ends, spread
from rolebook.diagrams.boxes import boxes_of, with_room
from rolebook.diagrams.diagram import MAX_NODES, Diagram
from rolebook.diagrams.directions import forward_edges
from rolebook.diagrams.layout import lay_out
from rolebook.diagrams.svg import svg

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def draw(diagram: Diagram, prefix: str) -> str:
    """Return `diagram` as one `<svg>` element, to stand in HTML.

    `prefix` begins every id in it and is used once on a page. What authors wrote may be anything;
    a ValueError is a bug of the caller: a prefix that is no id, an unknown direction, more than
    MAX_NODES nodes, two of one key, an edge to none of them.
    """
    if not _ID.fullmatch(prefix):
        raise ValueError(f"`{prefix}` is no id")
    if diagram.direction not in ("LR", "TB"):
        raise ValueError(f"`{diagram.direction}` is no direction")
    if len(diagram.nodes) > MAX_NODES:
        # Graphviz did not end on 300.
        raise ValueError(f"{len(diagram.nodes)} nodes are too many to draw")
    index_of = {node.key: index for index, node in enumerate(diagram.nodes)}
    if len(index_of) < len(diagram.nodes):
        raise ValueError("two nodes have the same key")
    edges = tuple(dict.fromkeys(diagram.edges))
    ends = [(index_of.get(edge.source), index_of.get(edge.target)) for edge in edges]
    known = [(a, b) for a, b in ends if a is not None and b is not None]
    if len(known) < len(edges):
        raise ValueError("an edge leads to a node that is not in the diagram")

    forward = forward_edges(len(diagram.nodes), known)
    boxes = boxes_of(diagram.nodes, diagram.direction)
    boxes = with_room(boxes, side_ends(len(boxes), known, forward), diagram.direction)
    layout = lay_out(boxes, known, forward, diagram.direction)
    layout = spread(layout, boxes, known, forward, diagram.direction)
    return svg(diagram, edges, boxes, layout, prefix)
