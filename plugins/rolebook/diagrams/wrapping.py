"""A label and a width in; the lines that fit out, three at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rolebook.diagrams.text import ELLIPSIS
from rolebook.diagrams.widths import clusters, is_wide, text_width

MAX_LINES = 3

_BREAK_AFTER = frozenset("-._/#")

_READ = 300
"""No more than this many characters can stand in three lines; the rest is not worth measuring."""

_STEP = 4.0
"""How finely lines are evened out, in pixels."""

_AT_SPACE, _AT_MARK, _IN_WORD = range(3)
"""How much a line break disturbs the reader."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that a line holds whole."""

    text: str
    width: float
    space: float
    """The width of the space before it, which a line does not begin with; 0 for none."""

    before: int
    """How much a break before it would disturb."""


# The same role stands in the pictures of all its neighbours.
@lru_cache(maxsize=4096)
def wrap(
    text: str, limit: float, size: float, bold: bool = False, most: int = MAX_LINES
) -> tuple[str, ...]:
    """Return `text`, which has single spaces, in one to `most` lines, none wider than `limit`.

    Lines break at spaces and after the marks that ids have inside; a word that fits no line breaks
    anywhere. They are as even as they can be, and the last ends in an ellipsis where text is cut.
    """
    pieces = tuple(_pieces(text[:_READ], limit, size, bold))
    lines = _fill(pieces, limit)
    if len(lines) > most or len(text) > _READ:
        kept = [_text(line) for line in lines[:most]]
        return (*kept[:-1], _ellipsise(kept[-1], limit, size, bold))
    narrower = sum(_width(line) for line in lines) / max(1, len(lines))
    while len(lines) > 1 and narrower < limit:
        evened = _fill(pieces, narrower)
        fits = all(_width(line) <= narrower for line in evened) and len(evened) == len(lines)
        if fits and _disturbance(evened) <= _disturbance(lines):
            lines = evened
            break
        narrower += _STEP
    return tuple(_text(line) for line in lines) or ("",)


def _pieces(text: str, limit: float, size: float, bold: bool) -> Iterator[_Piece]:
    space = text_width(" ", size, bold)
    for number, word in enumerate(text.split(" ")):
        gap, before = (space if number else 0.0), _AT_SPACE
        for part in _parts(word):
            width = text_width(part, size, bold)
            if width <= limit:
                yield _Piece(part, width, gap, before)
            else:
                for cluster in clusters(part):
                    yield _Piece(cluster, text_width(cluster, size, bold), gap, before)
                    gap, before = 0.0, _IN_WORD
            gap, before = 0.0, _AT_MARK


def _parts(word: str) -> Iterator[str]:
    part = ""
    for cluster in clusters(word):
        after_mark = part[-1:] in _BREAK_AFTER and cluster not in _BREAK_AFTER
        if part and (after_mark or is_wide(cluster[0]) or is_wide(part[0])):
            yield part
            part = ""
        part += cluster
    if part:
        yield part


def _fill(pieces: Sequence[_Piece], limit: float) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    width = 0.0
    for piece in pieces:
        if lines and width + piece.space + piece.width <= limit:
            lines[-1].append(piece)
            width += piece.space + piece.width
        else:
            lines.append([piece])
            width = piece.width
    return lines


def _width(line: Sequence[_Piece]) -> float:
    return sum(piece.space + piece.width for piece in line) - line[0].space


def _text(line: Sequence[_Piece]) -> str:
    return "".join(" " * bool(piece.space) + piece.text for piece in line).lstrip(" ")


def _disturbance(lines: Sequence[Sequence[_Piece]]) -> int:
    return sum(line[0].before for line in lines[1:])


def _ellipsise(line: str, limit: float, size: float, bold: bool) -> str:
    kept = list(clusters(line))
    while kept and text_width("".join(kept) + ELLIPSIS, size, bold) > limit:
        kept.pop()
    return "".join(kept).rstrip(" -._/#·,;:") + ELLIPSIS
