"""The sizes of clusters and what links them in; where the frame of each stands, out.

Graphviz does not end on a whole library, so clusters are placed by us: on shelves, small ones on
top of each other, in an order that keeps together what is linked. Only whole numbers are added
and compared, so that the picture is the same on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SEAT_WIDTH: Final = 160
SEAT_HEIGHT: Final = 48
SEAT_GAP_X: Final = 48
SEAT_GAP_Y: Final = 36
"""Between two boxes: enough for arrows to be told apart."""

FRAME_PAD: Final = 24
FRAME_TITLE: Final = 48
"""Above the first row of boxes."""

FRAME_GAP: Final = 64

_ASPECT: Final = 4, 3
"""What a frame and the whole picture come near to, width to height."""

_PAIRWISE: Final = 40
"""So many frames are all tried in each other's places."""

_NEIGHBOURLY: Final = 80
"""Of so many, those that follow each other; more stay where affinity put them."""

_PASSES: Final = 3

Weights = Mapping[tuple[int, int], int]
"""How much links two clusters, by their numbers, the smaller first."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A cluster's place, in pixels; y grows downwards."""

    x: int
    y: int
    width: int
    height: int
    columns: int
    """How many boxes stand in a row."""

    @property
    def centre(self) -> tuple[int, int]:
        """Its middle, rounded down."""
        return self.x + self.width // 2, self.y + self.height // 2

    def seat(self, number: int) -> tuple[int, int]:
        """The top left corner of its box with this number, row by row from 0."""
        row, column = divmod(number, self.columns)
        return (
            self.x + FRAME_PAD + column * (SEAT_WIDTH + SEAT_GAP_X),
            self.y + FRAME_TITLE + row * (SEAT_HEIGHT + SEAT_GAP_Y),
        )


def frames_of(sizes: Sequence[int], weights: Weights) -> tuple[Frame, ...]:
    """One frame for each cluster of so many boxes, no two nearer than FRAME_GAP."""
    blank = [_blank(size) for size in sizes]
    order = _by_affinity(len(sizes), weights)
    width = min(_widths(blank), key=lambda one: (_badness(_packed(order, blank, one)), one))
    frames = _packed(order, blank, width)
    length = _length(frames, weights)
    for _ in range(_PASSES):
        before = length
        for one, other in _swaps(len(order)):
            tried = [*order]
            tried[one], tried[other] = tried[other], tried[one]
            packed = _packed(tried, blank, width)
            shorter = _length(packed, weights)
            if shorter < length and _badness(packed) <= _badness(frames):
                order, frames, length = tried, packed, shorter
        if length == before:
            break
    return frames


def _blank(size: int) -> Frame:
    """A frame for so many boxes, as near to the aspect as it gets, without a place."""
    wide, high = _ASPECT
    best = None
    for columns in range(1, max(size, 1) + 1):
        rows = -(-size // columns) or 1
        width = 2 * FRAME_PAD + columns * (SEAT_WIDTH + SEAT_GAP_X) - SEAT_GAP_X
        height = FRAME_TITLE + FRAME_PAD + rows * (SEAT_HEIGHT + SEAT_GAP_Y) - SEAT_GAP_Y
        frame = Frame(0, 0, width, height, columns)
        # the side of the picture that the frame needs
        side = max(width * high, height * wide)
        if best is None or side < best[0]:
            best = side, frame
        if width * high > height * wide:
            break
    assert best
    return best[1]


def _by_affinity(number: int, weights: Weights) -> list[int]:
    """All clusters, each as near as can be to those that it is linked with.

    What was put down last counts most: it is where the next one comes to stand.
    """
    linked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), weight in sorted(weights.items()):
        linked[one].append((other, weight))
        linked[other].append((one, weight))
    pull = dict.fromkeys(range(number), 0)
    order: list[int] = []
    while pull:
        chosen = max(pull, key=lambda one: (pull[one], -one))
        del pull[chosen]
        order.append(chosen)
        for one in pull:
            pull[one] //= 2
        for other, weight in linked[chosen]:
            if other in pull:
                pull[other] += weight * 1024
    return order


def _widths(frames: Sequence[Frame]) -> Iterable[int]:
    """How wide the picture may be, from its widest frame to all in a row."""
    least = max((frame.width for frame in frames), default=0)
    area = sum((one.width + FRAME_GAP) * (one.height + FRAME_GAP) for one in frames)
    side = least
    while side * side < 3 * area:
        yield side
        side += max(32, side // 16)
    yield side


def _packed(order: Sequence[int], blank: Sequence[Frame], most: int) -> tuple[Frame, ...]:
    """The frames on shelves at most so wide, every other shelf from right to left."""
    placed = list(blank)
    shelf: list[int] = []
    left = top = 0
    column_left = column_top = column_width = depth = 0
    is_reversed = False

    def finish() -> None:
        right = max(placed[one].x + placed[one].width for one in shelf)
        for one in shelf if is_reversed else ():
            mirrored = right - placed[one].x - placed[one].width
            placed[one] = _at(placed[one], mirrored, placed[one].y)

    for one in order:
        frame = blank[one]
        if shelf and frame.width <= column_width and column_top + frame.height <= depth:
            placed[one] = _at(frame, column_left, top + column_top)
            column_top += frame.height + FRAME_GAP
            shelf.append(one)
            continue
        if shelf and left + frame.width > most:
            finish()
            top += depth + FRAME_GAP
            shelf, left, depth, is_reversed = [], 0, 0, not is_reversed
        placed[one] = _at(frame, left, top)
        column_left, column_width, column_top = left, frame.width, frame.height + FRAME_GAP
        left += frame.width + FRAME_GAP
        depth = max(depth, frame.height)
        shelf.append(one)
    if shelf:
        finish()
    return tuple(placed)


def _at(frame: Frame, x: int, y: int) -> Frame:
    return Frame(x, y, frame.width, frame.height, frame.columns)


def size_of(frames: Iterable[Frame]) -> tuple[int, int]:
    """The width and height of all of them."""
    known = tuple(frames)
    return (
        max((one.x + one.width for one in known), default=0),
        max((one.y + one.height for one in known), default=0),
    )


def _badness(frames: Sequence[Frame]) -> int:
    """How small the picture has to be drawn to be seen whole."""
    width, height = size_of(frames)
    wide, high = _ASPECT
    return max(width * high, height * wide)


def _length(frames: Sequence[Frame], weights: Weights) -> int:
    """How far apart are what is linked."""
    total = 0
    for (one, other), weight in weights.items():
        (x, y), (to_x, to_y) = frames[one].centre, frames[other].centre
        total += weight * (abs(x - to_x) + abs(y - to_y))
    return total


def _swaps(number: int) -> Iterable[tuple[int, int]]:
    reach = number if number <= _PAIRWISE else 2 if number <= _NEIGHBOURLY else 0
    for one in range(number):
        for other in range(one + 1, min(number, one + reach)):
            yield one, other
