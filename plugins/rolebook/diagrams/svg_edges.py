"""An edge and its curve in; markup out, with the number on it where it stands for several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rolebook.diagrams.captions import edge_caption
from rolebook.diagrams.curves import head_points, number, path_data, point_along
from rolebook.diagrams.diagram import DiagramEdge, DiagramNode
from rolebook.diagrams.layout import Curve, Point
from rolebook.diagrams.links import lang_attribute, link_or_group
from rolebook.diagrams.svg_nodes import css_name
from rolebook.diagrams.text import escape
from rolebook.diagrams.widths import text_width

_SIZE = 11.0
_HEIGHT = 16.0
_PAD = 5.0

_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where along its edge a number may stand, best first."""

_ASIDE = (0.24, 0.76, 0.5)
"""Where the numbers of edges between the same two boxes stand, which run close to each other."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The number on an edge."""

    text: str
    centre: Point

    @property
    def width(self) -> float:
        """Pixels; a number of one digit stands in a circle."""
        return max(_HEIGHT, text_width(self.text, _SIZE, bold=True) + 2 * _PAD)

    def corners(self) -> tuple[Point, Point]:
        """Return its top left and its bottom right."""
        (x, y), width = self.centre, self.width
        return (x - width / 2, y - _HEIGHT / 2), (x + width / 2, y + _HEIGHT / 2)

    def moved(self, by: Point) -> Badge:
        """Return the badge, moved."""
        return Badge(self.text, (self.centre[0] + by[0], self.centre[1] + by[1]))


def badges_of(edges: Sequence[DiagramEdge], curves: Sequence[Curve]) -> tuple[Badge | None, ...]:
    """Return a badge for each edge that stands for several, clear of the others if it can be."""
    pairs = [frozenset((edge.source, edge.target)) for edge in edges]
    numbered = Counter(pair for pair, edge in zip(pairs, edges, strict=True) if edge.count > 1)
    placed: Counter[frozenset[str]] = Counter()
    badges: list[Badge | None] = []
    for edge, curve, pair in zip(edges, curves, pairs, strict=True):
        if edge.count <= 1:
            badges.append(None)
            continue
        shares: tuple[float, ...] = _SHARES
        if numbered[pair] > 1:
            share = _ASIDE[placed[pair] % len(_ASIDE)]
            # Counted from the same end of the pair, whichever way the edge runs.
            shares = (share if edge.source == min(pair) else 1 - share, *_SHARES)
            placed[pair] += 1
        places = [Badge(str(edge.count), point_along(curve, share)) for share in shares]
        taken = [badge for badge in badges if badge]
        clear = (place for place in places if not any(_touch(place, other) for other in taken))
        badges.append(next(clear, places[0]))
    return tuple(badges)


def edge_markup(
    edge: DiagramEdge,
    nodes: dict[str, DiagramNode],
    curve: Curve,
    badge: Badge | None,
) -> str:
    """Return one arrow, as a link where the edge has one."""
    line = path_data(curve)
    parts = [
        f"<title>{escape(edge_caption(edge, nodes))}</title>",
        # A line is too thin to point at: this wide one is not seen.
        f'<path class="rb-edge__hit" d="{line}"/>',
        f'<path class="rb-edge__line" d="{line}"/>',
        # A polygon, since a marker takes no colour from its line in every browser.
        f'<polygon class="rb-edge__head" points="{head_points(curve)}"/>',
    ]
    if badge:
        parts.append(_badge_markup(badge))
    classes = f"rb-edge rb-edge--{css_name(edge.kind)}"
    return link_or_group(edge.href, classes, lang_attribute(edge.lang), "".join(parts))


def _badge_markup(badge: Badge) -> str:
    ((left, top), _), (x, y) = badge.corners(), badge.centre
    # The caption has the number too: a screen reader need not say it twice.
    return (
        '<g class="rb-edge__count" aria-hidden="true">'
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(badge.width)}"'
        f' height="{number(_HEIGHT)}" rx="{number(_HEIGHT / 2)}"/>'
        f'<text x="{number(x)}" y="{number(y + _SIZE * 0.36)}" font-size="{number(_SIZE)}"'
        f' text-anchor="middle">{badge.text}</text></g>'
    )


def _touch(one: Badge, other: Badge) -> bool:
    (x, y), (other_x, other_y) = one.centre, other.centre
    return abs(x - other_x) < (one.width + other.width) / 2 and abs(y - other_y) < _HEIGHT
