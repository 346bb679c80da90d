"""Curves that meet in the middle of a side in; curves that stand next to each other there out."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from rolebook.diagrams.boxes import CORNER, END_GAP, Box
from rolebook.diagrams.directions import Edges
from rolebook.diagrams.layout import HEAD, RANK_GAP, Curve, Layout, Point

_TURN = 0.5
"""How much earlier a line turns for each pixel that it stands further out."""


def side_ends(count: int, edges: Edges, forward: Sequence[bool]) -> tuple[int, ...]:
    """Return for each of `count` boxes how many ends meet at its busier side."""
    ends: Counter[tuple[int, bool]] = Counter()
    for (source, target), ahead in zip(edges, forward, strict=True):
        if source != target:
            ends.update(((source, ahead), (target, not ahead)))
    return tuple(max(ends[box, True], ends[box, False]) for box in range(count))


def spread(
    layout: Layout, boxes: Sequence[Box], edges: Edges, forward: Sequence[bool], direction: str
) -> Layout:
    """Return `layout` with the ends of curves spread along the sides of boxes.

    Ends stand in the order in which their curves come in, so that none cross on the way.
    """
    along = 0 if direction == "LR" else 1
    across = 1 - along
    sides: defaultdict[tuple[int, bool], list[tuple[float, int, bool]]] = defaultdict(list)
    for index, ((source, target), curve) in enumerate(zip(edges, layout.curves, strict=True)):
        if source != target:
            ahead = forward[index]
            sides[source, ahead].append((curve.points[3][across], index, True))
            sides[target, not ahead].append((curve.points[-4][across], index, False))

    starts, ends = [0.0] * len(edges), [0.0] * len(edges)
    for (box, _), met in sides.items():
        length = boxes[box].height if direction == "LR" else boxes[box].width
        gap = min(END_GAP, (length - 2 * CORNER) / max(1, len(met) - 1))
        for place, (_, index, is_start) in enumerate(sorted(met)):
            shifts = starts if is_start else ends
            shifts[index] = (place - (len(met) - 1) / 2) * gap

    curves: list[Curve] = []
    for index, (source, target) in enumerate(edges):
        curve = _shifted(layout.curves[index], starts[index], ends[index], across)
        distance = abs(curve.tip[along] - curve.points[0][along])
        if source != target and distance < 1.5 * RANK_GAP:
            curve = _swung(curve, along, (starts[index] + ends[index]) / 2)
        curves.append(curve)
    return Layout(layout.centres, tuple(curves))


def _shifted(curve: Curve, start: float, end: float, across: int) -> Curve:
    # An end moves with its control point: the line leaves its box at the same angle as before.
    first, second, *between, last_but_one, last = curve.points
    points = (
        _shift(first, start, across),
        _shift(second, start, across),
        *between,
        _shift(last_but_one, end, across),
        _shift(last, end, across),
    )
    return Curve(points, _shift(curve.tip, end, across))


def _swung(curve: Curve, along: int, offset: float) -> Curve:
    # Nothing stands between neighbouring columns, so a line may take the plain S that Graphviz,
    # which keeps clear of boxes beyond, makes steep and crowded.
    start, tip = curve.points[0], curve.tip
    near, far = sorted((start, tip), key=lambda point: point[along])
    distance = far[along] - near[along]
    # What goes outermost turns first on its way out of a fan, and last on its way into one.
    turn = _TURN * (offset if far[1 - along] < near[1 - along] else -offset)
    most = distance / 4
    middle = near[along] + distance / 2 + max(-most, min(most, turn))
    end = _shift(tip, -math.copysign(HEAD, tip[along] - start[along]), along)
    controls = (_shift(point, middle - point[along], along) for point in (start, end))
    return Curve((start, *controls, end), tip)


def _shift(point: Point, by: float, axis: int) -> Point:
    return (point[0] + by, point[1]) if axis == 0 else (point[0], point[1] + by)
