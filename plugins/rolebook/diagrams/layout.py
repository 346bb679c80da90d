"""Boxes and the edges between them in; where Graphviz puts them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rolebook.diagrams.boxes import Box
from rolebook.diagrams.directions import Edges

Point = tuple[float, float]

_POINTS_PER_INCH = 72
_NODE_GAP = 18.0
RANK_GAP = 72.0
"""Between two columns (LR) or rows (TB) that follow each other."""

HEAD = 7.0
"""The length of an arrow's head; Graphviz calls 10 points 1."""

_SIDES = {"LR": ("w", "e"), "TB": ("n", "s")}
"""By direction: the side of a box that one comes to first, and the other."""


@dataclass(frozen=True, slots=True)
class Curve:
    """An arrow: cubic Bézier segments, then a straight head."""

    points: tuple[Point, ...]
    """The start, then two control points and an end for every segment."""

    tip: Point
    """Where the head ends, on the side of the target's box."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in pixels; y grows downwards, and nothing is said of the origin."""

    centres: tuple[Point, ...]
    """One for each box."""

    curves: tuple[Curve, ...]
    """One for each edge."""


def lay_out(boxes: Sequence[Box], edges: Edges, forward: Sequence[bool], direction: str) -> Layout:
    """Return the places of `boxes` and of `edges`.

    An edge runs from the side of its box that faces ahead to the side of the other that faces
    back, both in the middle; one that does not run `forward`, the other way round.

    Runs inside this process, in 1 to 2 ms. Graphviz keeps state of its own: call this from one
    thread at a time.
    """
    if not boxes:
        return Layout((), ())
    # Imported where it is used: a run that only checks draws nothing.
    import pygraphviz

    graph = pygraphviz.AGraph(string=_dot(boxes, edges, forward, direction))
    try:
        placed: Any = json.loads(graph.draw(format="json0", prog="dot"))
    finally:
        graph.close()
    centres = {node["name"]: node["pos"] for node in placed["objects"]}
    curves = {edge["id"]: edge["pos"] for edge in placed.get("edges", ())}
    return Layout(
        tuple(_point(centres[f"n{index}"]) for index in range(len(boxes))),
        tuple(_curve(curves[f"e{index}"]) for index in range(len(edges))),
    )


def _dot(boxes: Sequence[Box], edges: Edges, forward: Sequence[bool], direction: str) -> str:
    import pydot

    graph = pydot.Dot(
        "diagram",
        graph_type="digraph",
        rankdir=direction,
        nodesep=_inches(_NODE_GAP),
        ranksep=_inches(RANK_GAP),
    )
    # Nothing of an author's is in the DOT, and with no label no font of this machine is either.
    graph.set_node_defaults(label='""', shape="box", fixedsize="true")
    graph.set_edge_defaults(arrowsize=f"{HEAD / 10}")
    for index, box in enumerate(boxes):
        width, height = _inches(box.width), _inches(box.height)
        graph.add_node(pydot.Node(f"n{index}", width=width, height=height))
    near, far = _SIDES[direction]
    for index, (source, target) in enumerate(edges):
        edge = pydot.Edge(f"n{source}", f"n{target}", id=f"e{index}")
        if source != target:
            if not forward[index]:
                edge = pydot.Edge(f"n{target}", f"n{source}", id=f"e{index}", dir="back")
            # Left alone, Graphviz aims at the middle of a box, and lines end at its corners too.
            edge.set("tailport", far)
            edge.set("headport", near)
        graph.add_edge(edge)
    return graph.to_string()


def _inches(pixels: float) -> str:
    return f"{pixels / _POINTS_PER_INCH:.4f}"


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), -float(y)


def _curve(text: str) -> Curve:
    tip, *rest = text.split()
    end, _, place = tip.partition(",")
    if end not in ("s", "e"):
        raise AssertionError(f"an edge without a head: {text}")
    points = tuple(_point(point) for point in rest)
    # Graphviz was given the edge the other way round where its head is at the start.
    return Curve(points if end == "e" else points[::-1], _point(place))
