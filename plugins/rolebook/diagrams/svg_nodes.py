"""A node, its box and its place in; markup out."""

from __future__ import annotations

import re

from rolebook.diagrams.boxes import (
    CORNER,
    LABEL_LEADING,
    LABEL_SIZE,
    NOTE_LEADING,
    NOTE_SIZE,
    PAD_Y,
    TEXT_LEFT,
    Box,
)
from rolebook.diagrams.captions import node_caption
from rolebook.diagrams.curves import number
from rolebook.diagrams.diagram import ACCENTS, DiagramNode
from rolebook.diagrams.layout import Point
from rolebook.diagrams.links import lang_attribute, link_or_group
from rolebook.diagrams.text import escape

_STACK_INSET = 7.0
_STACK_DEPTH = 4.0
_BAR_LEFT = 8.0
_BAR_WIDTH = 3.0

# From the top of a line to its baseline: half the leading, and about a third of the letters.
_LABEL_BASELINE = LABEL_LEADING / 2 + LABEL_SIZE * 0.35
_NOTE_BASELINE = NOTE_LEADING / 2 + NOTE_SIZE * 0.35 + 1

_UNBARRED = frozenset(("external", "missing"))
"""What belongs to no domain has no colour of one."""


def node_markup(node: DiagramNode, box: Box, centre: Point) -> str:
    """Return one box with its text, as a link where the node has one."""
    left, top = centre[0] - box.width / 2, centre[1] - box.height / 2
    kind = css_name(node.kind)
    classes = f"rb-node rb-node--{kind} rb-accent-{node.accent % ACCENTS}"
    parts = [f"<title>{escape(node_caption(node))}</title>"]
    if kind == "domain":
        # A domain is several roles: a second card shows below the first.
        under = (left + _STACK_INSET, top + _STACK_DEPTH, box.width - 2 * _STACK_INSET, box.height)
        parts.append(_rectangle("rb-node__box", *under, CORNER))
    parts.append(_rectangle("rb-node__box", left, top, box.width, box.height, CORNER))
    if kind not in _UNBARRED:
        bar = (left + _BAR_LEFT, top + PAD_Y + 1, _BAR_WIDTH, box.height - 2 * PAD_Y - 2)
        parts.append(_rectangle("rb-node__bar", *bar, _BAR_WIDTH / 2))
    parts.extend(_text(box, left + TEXT_LEFT, top, box.height))
    attributes = lang_attribute(node.lang)
    if node.focus:
        classes += " rb-node--focus"
        attributes += ' aria-current="true"'
    return link_or_group(node.href, classes, attributes, "".join(parts))


def css_name(kind: str) -> str:
    """Return a kind as the end of a class name: `reports_to` is `reports-to`."""
    return re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-") or "other"


def _text(box: Box, left: float, top: float, height: float) -> list[str]:
    block = len(box.lines) * LABEL_LEADING + (NOTE_LEADING if box.note else 0)
    y = top + (height - block) / 2
    x = number(left)
    # Direction is fixed, or the text of a right-to-left page would start at the wrong side.
    texts = []
    for line in box.lines:
        texts.append(
            f'<text class="rb-node__label" x="{x}" y="{number(y + _LABEL_BASELINE)}"'
            f' direction="ltr">{escape(line)}</text>'
        )
        y += LABEL_LEADING
    if box.note:
        texts.append(
            f'<text class="rb-node__note" x="{x}" y="{number(y + _NOTE_BASELINE)}"'
            f' font-size="{number(NOTE_SIZE)}" direction="ltr">{escape(box.note)}</text>'
        )
    return texts


def _rectangle(
    name: str, left: float, top: float, width: float, height: float, corner: float
) -> str:
    return (
        f'<rect class="{name}" x="{number(left)}" y="{number(top)}" width="{number(width)}"'
        f' height="{number(height)}" rx="{number(corner)}"/>'
    )
