"""Nodes in; the boxes they are drawn as out, sized by our own width table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rolebook.diagrams.diagram import DiagramNode
from rolebook.diagrams.text import ELLIPSIS, clean
from rolebook.diagrams.widths import text_width
from rolebook.diagrams.wrapping import wrap

LABEL_SIZE = 14.0
NOTE_SIZE = 12.0
LABEL_LEADING = 18.0
NOTE_LEADING = 16.0
TEXT_LEFT = 18.0
"""From the left side of a box to its text; the bar in the colour of the domain stands between."""

PAD_RIGHT = 14.0
PAD_Y = 9.0

MAX_TEXT = 144.0
"""Three boxes and two gaps then fit the 688 pixels of Material's column, with no scrolling."""

MIN_TEXT = 56.0

CORNER = 8.0
END_GAP = 11.0
"""Between two lines that meet a box on the same side, if it is long enough."""

_LEAST_END_GAP = 8.0
"""A box is made longer for this much: heads, which are 7 wide, then never touch."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box before it has a place; sizes in pixels."""

    lines: tuple[str, ...]
    """The label."""

    note: str
    """The small line under the label; empty for none."""

    width: float
    height: float


def boxes_of(nodes: Sequence[DiagramNode], direction: str) -> tuple[Box, ...]:
    """Return one box per node.

    Boxes that stand in one column (LR) are equally wide, in one row (TB) equally high: ragged
    edges make a picture restless.
    """
    boxes = tuple(_box(node) for node in nodes)
    if direction == "LR":
        width = max((box.width for box in boxes), default=0.0)
        return tuple(replace(box, width=width) for box in boxes)
    height = max((box.height for box in boxes), default=0.0)
    return tuple(replace(box, height=height) for box in boxes)


def with_room(boxes: Sequence[Box], ends: Sequence[int], direction: str) -> tuple[Box, ...]:
    """Return `boxes`, high (LR) or wide (TB) enough for so many ends of lines on one side each."""
    roomy = []
    for box, count in zip(boxes, ends, strict=True):
        least = 2 * CORNER + max(0, count - 1) * _LEAST_END_GAP
        if direction == "LR":
            roomy.append(replace(box, height=max(box.height, least)))
        else:
            roomy.append(replace(box, width=max(box.width, least)))
    return tuple(roomy)


def _box(node: DiagramNode) -> Box:
    label = clean(node.label) or clean(node.key) or ELLIPSIS
    lines = wrap(label, MAX_TEXT, LABEL_SIZE, bold=node.focus)
    (note,) = wrap(clean(node.note), MAX_TEXT, NOTE_SIZE, most=1)
    widest = max(
        *(text_width(line, LABEL_SIZE, bold=node.focus) for line in lines),
        text_width(note, NOTE_SIZE),
        MIN_TEXT,
    )
    height = 2 * PAD_Y + len(lines) * LABEL_LEADING + (NOTE_LEADING if note else 0)
    # Whole even pixels keep the sides of a box sharp.
    return Box(lines, note, 2 * round((TEXT_LEFT + widest + PAD_RIGHT) / 2 + 0.5), height)
