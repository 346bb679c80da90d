"""Frames, who sits in each and what links them in; the seat of everybody out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rolebook.diagrams.frames import SEAT_HEIGHT, SEAT_WIDTH, Frame

Place = tuple[int, int]

_ROUNDS = 4
_PASSES = 3


def seats_of(
    frames: Sequence[Frame],
    members: Sequence[Sequence[int]],
    links: Sequence[tuple[int, int]],
) -> dict[int, Place]:
    """The top left corner of each member's box.

    Whoever is linked with others comes to sit near them, on that side of the frame. A number below
    0 in a link is a frame: -1 the first. Costs a few steps for each member and link.
    """
    linked: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        linked[one].append(other)
        linked[other].append(one)
    rows = [list(group) for group in members]
    places = {-1 - number: frame.centre for number, frame in enumerate(frames)}
    for frame, row in zip(frames, rows, strict=True):
        places |= _seated(frame, row)
    for _ in range(_ROUNDS):
        wished = {one: _middle(one, linked, places) for group in members for one in group}
        for frame, row in zip(frames, rows, strict=True):
            _arrange(row, frame.columns, wished)
            places |= _seated(frame, row)
    for _ in range(_PASSES):
        changed = [
            _exchange(row, frame.columns, linked, places)
            for frame, row in zip(frames, rows, strict=True)
        ]
        if not any(changed):
            break
    return {one: _corner(places[one]) for group in members for one in group}


def _seated(frame: Frame, row: Sequence[int]) -> dict[int, Place]:
    """The middle of each box, when members sit down in this order."""
    seats = (frame.seat(number) for number in range(len(row)))
    return {
        one: (x + SEAT_WIDTH // 2, y + SEAT_HEIGHT // 2)
        for one, (x, y) in zip(row, seats, strict=True)
    }


def _corner(place: Place) -> Place:
    return place[0] - SEAT_WIDTH // 2, place[1] - SEAT_HEIGHT // 2


def _middle(one: int, linked: dict[int, list[int]], places: dict[int, Place]) -> Place:
    """The middle of all that a member is linked with; its own place where that is nobody."""
    others = linked.get(one) or [one]
    x = sum(places[other][0] for other in others)
    y = sum(places[other][1] for other in others)
    return x // len(others), y // len(others)


def _arrange(row: list[int], columns: int, wished: dict[int, Place]) -> None:
    """From top to bottom into rows, and each row from left to right."""
    row.sort(key=lambda one: (wished[one][1], one))
    for start in range(0, len(row), columns):
        part = row[start : start + columns]
        row[start : start + columns] = sorted(part, key=lambda one: (wished[one][0], one))


def _exchange(
    row: list[int], columns: int, linked: dict[int, list[int]], places: dict[int, Place]
) -> bool:
    """Let those beside each other change seats where that makes their links shorter."""
    changed = False
    for number in range(len(row)):
        for neighbour in (number + 1, number + columns, number + columns + 1):
            if neighbour >= len(row):
                continue
            one, other = row[number], row[neighbour]
            before = _length(one, linked, places) + _length(other, linked, places)
            places[one], places[other] = places[other], places[one]
            if _length(one, linked, places) + _length(other, linked, places) < before:
                row[number], row[neighbour] = other, one
                changed = True
            else:
                places[one], places[other] = places[other], places[one]
    return changed


def _length(one: int, linked: dict[int, list[int]], places: dict[int, Place]) -> int:
    x, y = places[one]
    return sum(
        abs(x - places[other][0]) + abs(y - places[other][1]) for other in linked.get(one, ())
    )
