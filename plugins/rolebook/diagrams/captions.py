"""Nodes and edges in; the words that say what a picture shows out."""

from __future__ import annotations

from collections.abc import Sequence

from rolebook.diagrams.diagram import Diagram, DiagramEdge, DiagramNode
from rolebook.diagrams.text import clean, shorten

_NAME = 80
_EDGE = 240
"""Characters; a label of 10 kB would otherwise be said again with each of its edges."""


def node_caption(node: DiagramNode) -> str:
    """Return the whole label and note, of which the box may show less."""
    return ", ".join(filter(None, (clean(node.label) or clean(node.key), clean(node.note))))


def edge_caption(edge: DiagramEdge, nodes: dict[str, DiagramNode]) -> str:
    """Return `Source → Target, word (count): what the edge says`."""
    ends = (_name(nodes[edge.source]), _name(nodes[edge.target]))
    kind = clean(edge.word or edge.kind.replace("_", " "))
    count = f" ({edge.count})" if edge.count > 1 else ""
    title = clean(edge.title)
    return f"{' → '.join(ends)}, {kind}{count}" + (f": {title}" if title else "")


def description(diagram: Diagram, edges: Sequence[DiagramEdge]) -> str:
    """Return the text alternative: what the caller says, then every edge."""
    nodes = {node.key: node for node in diagram.nodes}
    said = [shorten(edge_caption(edge, nodes), _EDGE) + "." for edge in edges]
    return " ".join(filter(None, (clean(diagram.description), *said)))


def _name(node: DiagramNode) -> str:
    return shorten(clean(node.label) or clean(node.key), _NAME)
