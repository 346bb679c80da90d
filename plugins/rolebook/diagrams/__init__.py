"""A diagram of resolved values in; SVG markup for a page out."""

from rolebook.diagrams.diagram import MAX_NODES, Diagram, DiagramEdge, DiagramNode
from rolebook.diagrams.drawing import draw

__all__ = ["MAX_NODES", "Diagram", "DiagramEdge", "DiagramNode", "draw"]
