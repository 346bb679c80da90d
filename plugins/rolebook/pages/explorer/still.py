"""What there is to explore in; the picture of it for readers without a script, as values, out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from rolebook.diagrams.frames import SEAT_HEIGHT, SEAT_WIDTH, Frame
from rolebook.diagrams.text import clean
from rolebook.diagrams.widths import text_width
from rolebook.diagrams.wrapping import wrap
from rolebook.pages.edition.explored import MENTION, Explored
from rolebook.pages.explorer.data import LABEL_SIZE, LABEL_WIDTH, places
from rolebook.pages.links.names import Name

READABLE = 1100
"""A picture so wide, in pixels, stands on the page at its own size: its roles can be read."""

_SHOWN = 900
"""About as wide as a page shows a wider one."""

_NAME = 17.0
"""The size of a domain's name there."""

_DOTTED = 1000
"""Of more roles, only the domains are drawn."""

_BORDERS = 150
"""Of more arrows nobody could follow one."""

_BOW = 0.18
"""How far an arrow bows out, for its length: beside the one that leads back."""

_WIDTHS = 3


Rectangle = tuple[float, float, float, float]
"""Its middle, and half of its width and height."""


@dataclass(frozen=True, slots=True)
class StillRole:
    """The box of a role, or of an actor outside, and its name."""

    name: Name
    x: int
    y: int
    lines: tuple[tuple[float, str], ...]
    """Each with its height in the box."""


@dataclass(frozen=True, slots=True)
class StillDomain:
    """A domain's frame."""

    name: Name
    frame: Frame
    count: int
    size: float
    """Of the letters of its name, where its roles are dots."""

    dots: str
    """The boxes of its roles, as path data."""


@dataclass(frozen=True, slots=True)
class StillBorder:
    """All that leads from one domain to another, as one arrow."""

    line: str
    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Still:
    """The explorer's picture as it is before anybody chooses anything."""

    width: int
    height: int
    domains: tuple[StillDomain, ...]
    outside: tuple[Frame, ...]
    """The frame of the actors outside, where there are any."""

    roles: tuple[StillRole, ...]
    """None where the picture is too large for them to be read."""

    borders: tuple[StillBorder, ...]
    seat: tuple[int, int] = SEAT_WIDTH, SEAT_HEIGHT


def still(explored: Explored) -> Still:
    """The whole library, laid out as the explorer's script shows it at first."""
    placed = places(explored)
    near = placed.width <= READABLE
    shrunk = max(1.0, placed.width / _SHOWN)
    members: list[list[int]] = [[] for _ in placed.frames]
    for number, group in enumerate(explored.groups):
        members[group].append(number)
    dotted = not near and explored.roles <= _DOTTED
    domains = tuple(
        StillDomain(
            name,
            frame,
            len(those),
            _size(name, frame, shrunk),
            "".join(_box(placed.seats[one]) for one in those) if dotted else "",
        )
        for name, frame, those in zip(explored.domains, placed.frames, members, strict=False)
    )
    roles = tuple(
        StillRole(name, x, y, _lines(name))
        for name, (x, y) in zip(explored.nodes, placed.seats, strict=True)
        if near
    )
    return Still(
        placed.width,
        placed.height,
        domains,
        placed.frames[len(explored.domains) :],
        roles,
        _borders(explored, placed.frames, shrunk, 1 if near else 2),
    )


def _size(name: Name, frame: Frame, shrunk: float) -> float:
    wide = text_width(clean(name.text) or name.id, 1, bold=True)
    return round(min(_NAME * shrunk, 0.94 * frame.width / max(wide, 1)), 1)


def _box(at: tuple[int, int]) -> str:
    return f"M{at[0]} {at[1]}h{SEAT_WIDTH}v{SEAT_HEIGHT}h-{SEAT_WIDTH}z"


def _lines(name: Name) -> tuple[tuple[float, str], ...]:
    lines = wrap(clean(name.text) or name.id, LABEL_WIDTH, LABEL_SIZE, most=2)
    first = SEAT_HEIGHT / 2 + 5 - (len(lines) - 1) * 8.5
    return tuple((first + 17 * number, line) for number, line in enumerate(lines))


def _borders(
    explored: Explored, frames: tuple[Frame, ...], shrunk: float, inside: int
) -> tuple[StillBorder, ...]:
    counts = Counter(
        (explored.groups[edge.source], target)
        for edge in explored.edges
        if edge.kind != MENTION
        for target in [explored.groups[edge.target] if edge.target >= 0 else -1 - edge.target]
        if target != explored.groups[edge.source]
    )
    if len(counts) > _BORDERS:
        return ()
    most = max(counts.values(), default=1)
    return tuple(
        _arrow(
            _inner(frames[start], inside),
            _inner(frames[end], inside),
            9 * shrunk,
            max(1, _WIDTHS * count // most),
        )
        for (start, end), count in sorted(counts.items())
    )


def _inner(frame: Frame, share: int) -> Rectangle:
    """The middle of a frame, and half of its size or of a part of that."""
    return *frame.centre, frame.width / 2 / share, frame.height / 2 / share


def _arrow(start: Rectangle, end: Rectangle, head: float, width: int) -> StillBorder:
    """From the side of one rectangle to that of another, bowed to the right of its way."""
    (x1, y1, *_), (x2, y2, *_) = start, end
    across, down = x2 - x1, y2 - y1
    bend = (x1 + x2) / 2 - down * _BOW, (y1 + y2) / 2 + across * _BOW
    out, tip = _edge(start, bend), _edge(end, bend)
    length = math.hypot(tip[0] - bend[0], tip[1] - bend[1]) or 1
    right, ahead = (tip[0] - bend[0]) / length * head, (tip[1] - bend[1]) / length * head
    neck = tip[0] - right, tip[1] - ahead
    sides = (
        (neck[0] - ahead * 0.45, neck[1] + right * 0.45),
        (neck[0] + ahead * 0.45, neck[1] - right * 0.45),
    )
    line = f"M{_at(out)}Q{_at(bend)} {_at(neck)}"
    return StillBorder(line, f"M{_at(tip)}L{_at(sides[0])}L{_at(sides[1])}Z", width)


def _edge(one: Rectangle, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a rectangle's middle to a point leaves it."""
    x, y, half_width, half_height = one
    across, down = towards[0] - x, towards[1] - y
    share = max(abs(across) / half_width, abs(down) / half_height)
    return (x + across / share, y + down / share) if share > 1 else (x, y)


def _at(point: tuple[float, float]) -> str:
    return f"{round(point[0])} {round(point[1])}"
