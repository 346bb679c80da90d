"""Curves in; path data, arrow heads and places along them out."""

from __future__ import annotations

import math
from itertools import pairwise

from rolebook.diagrams.layout import Curve, Point

_HEAD_HALF_WIDTH = 3.5
_SAMPLES = 12


def number(value: float) -> str:
    """Return a coordinate to one decimal, the same in every locale."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def moved(curve: Curve, by: Point) -> Curve:
    """Return `curve`, moved."""
    points = tuple((x + by[0], y + by[1]) for x, y in curve.points)
    return Curve(points, (curve.tip[0] + by[0], curve.tip[1] + by[1]))


def path_data(curve: Curve) -> str:
    """Return the line of `curve` as the `d` of an SVG path."""
    first, *rest = (f"{number(x)},{number(y)}" for x, y in curve.points)
    return f"M{first}C{' '.join(rest)}"


def head_points(curve: Curve) -> str:
    """Return the head of `curve` as the `points` of an SVG polygon."""
    (x, y), (tip_x, tip_y) = curve.points[-1], curve.tip
    length = math.hypot(tip_x - x, tip_y - y) or 1.0
    across_x = -(tip_y - y) / length * _HEAD_HALF_WIDTH
    across_y = (tip_x - x) / length * _HEAD_HALF_WIDTH
    corners = (curve.tip, (x + across_x, y + across_y), (x - across_x, y - across_y))
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def point_along(curve: Curve, share: float) -> Point:
    """Return the point at a share (0 to 1) of the length of `curve`."""
    samples = [curve.points[0]]
    for start in range(0, len(curve.points) - 1, 3):
        segment = curve.points[start : start + 4]
        samples.extend(_bezier(segment, step / _SAMPLES) for step in range(1, _SAMPLES + 1))
    samples.append(curve.tip)
    wanted = share * sum(math.dist(a, b) for a, b in pairwise(samples))
    for a, b in pairwise(samples):
        length = math.dist(a, b)
        if wanted <= length and length:
            part = wanted / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        wanted -= length
    return curve.tip


def _bezier(segment: tuple[Point, ...], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, segment, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, segment, strict=True))
    return x, y
