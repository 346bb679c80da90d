"""A diagram and the places of its parts in; SVG markup out."""

# Classes only: what a part looks like stands in diagram.css. Sizes stand in the markup, since the
# boxes were measured for them.

from __future__ import annotations

from collections.abc import Sequence

from rolebook.diagrams.boxes import LABEL_SIZE, Box
from rolebook.diagrams.captions import description
from rolebook.diagrams.curves import moved, number
from rolebook.diagrams.diagram import Diagram, DiagramEdge
from rolebook.diagrams.layout import Layout, Point
from rolebook.diagrams.links import lang_attribute
from rolebook.diagrams.svg_edges import Badge, badges_of, edge_markup
from rolebook.diagrams.svg_nodes import node_markup
from rolebook.diagrams.text import clean, escape

_MARGIN = 5.0
"""Room for half a line and for the ring around what has the keyboard's focus."""


def svg(
    diagram: Diagram,
    edges: Sequence[DiagramEdge],
    boxes: Sequence[Box],
    layout: Layout,
    prefix: str,
) -> str:
    """Return the `<svg>` element; `boxes` follow the diagram's nodes, curves follow `edges`."""
    badges = badges_of(edges, layout.curves)
    left, top, right, bottom = _extent(boxes, layout, badges)
    by = (_MARGIN - left, _MARGIN - top)
    width, height = (number(right - left + 2 * _MARGIN), number(bottom - top + 2 * _MARGIN))
    nodes = {node.key: node for node in diagram.nodes}
    lang = lang_attribute(diagram.lang)
    # role="img" would hide the links inside from assistive technology; a named group does not.
    # fill and stroke make line art of it where there is no stylesheet, as in a feed reader.
    return "\n".join(
        (
            f'<svg class="rb-diagram" role="group" aria-labelledby="{prefix}-t"'
            f' aria-describedby="{prefix}-d" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" font-size="{number(LABEL_SIZE)}" fill="none"'
            ' stroke="currentColor">',
            f'<title id="{prefix}-t">{escape(clean(diagram.title))}</title>',
            # Mostly what authors wrote, so that a screen reader says it in their language.
            f'<desc id="{prefix}-d"{lang}>{escape(description(diagram, edges))}</desc>',
            # Nodes come first, since the keyboard and a screen reader go by this order.
            *(
                node_markup(node, box, (x + by[0], y + by[1]))
                for node, box, (x, y) in zip(diagram.nodes, boxes, layout.centres, strict=True)
            ),
            *(
                edge_markup(edge, nodes, moved(curve, by), badge and badge.moved(by))
                for edge, curve, badge in zip(edges, layout.curves, badges, strict=True)
            ),
            "</svg>\n",
        )
    )


def _extent(
    boxes: Sequence[Box], layout: Layout, badges: Sequence[Badge | None]
) -> tuple[float, float, float, float]:
    corners: list[Point] = []
    for box, (x, y) in zip(boxes, layout.centres, strict=True):
        corners.append((x - box.width / 2, y - box.height / 2))
        corners.append((x + box.width / 2, y + box.height / 2))
    for curve in layout.curves:
        # A Bézier curve never leaves the hull of its points.
        corners.extend((*curve.points, curve.tip))
    for badge in badges:
        corners.extend(badge.corners() if badge else ())
    xs, ys = ([corner[axis] for corner in corners] for axis in (0, 1))
    return min(xs, default=0), min(ys, default=0), max(xs, default=0), max(ys, default=0)
