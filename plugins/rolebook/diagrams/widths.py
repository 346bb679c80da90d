"""Text in; its width in a sans-serif face out, the same on every machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Helvetica's advance widths in hundredths of the font size, by class and about 8 % wider: so much
# wider are Inter, Noto Sans and Segoe UI. DejaVu Sans, wider still, takes some of the padding.
_CLASSES = (
    (25, "'|ijl"),
    (32, " !,./:;[\\]Ift"),
    (38, "()-`r{}"),
    (42, '"*'),
    (54, "Jcksvxyz"),
    (60, "#$0123456789?L_abdeghnopqu"),
    (66, "+<=>FTZ^~"),
    (72, "&ABEKPSVXY"),
    (78, "CDHNRUw"),
    (84, "GOQ"),
    (92, "Mm"),
    (102, "%W"),
    (110, "@"),
)
_ASCII = {character: width for width, characters in _CLASSES for character in characters}

_BOLD = 1.1
"""How much wider the bold cut of a face is."""

_ZERO_WIDTH_JOINER = "\u200d"

_LONGEST_CLUSTER = 12
"""The longest emoji has ten characters; more is somebody's attempt at a line that never breaks."""


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of `text` in pixels, set at `size` pixels."""
    hundredths = sum(_character_width(character) for character in text)
    return hundredths / 100 * size * (_BOLD if bold else 1.0)


def clusters(text: str) -> Iterator[str]:
    """Yield the parts of `text` that no line may break, such as a letter and its accents."""
    if text.isascii():
        yield from text
        return
    cluster = ""
    for character in text:
        joined = _is_attached(character) or cluster[-1:] == _ZERO_WIDTH_JOINER
        if cluster and (not joined or len(cluster) == _LONGEST_CLUSTER):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def is_wide(character: str) -> bool:
    """Return whether a character fills an East Asian square; lines may break beside one."""
    return unicodedata.east_asian_width(character) in "WF"


def _character_width(character: str) -> int:
    known = _ASCII.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if _is_attached(character):
        return 0
    if is_wide(character):
        # An emoji is wider than the square of an ideograph.
        return 125 if category == "So" else 100
    # An accented letter is as wide as its letter.
    base = _ASCII.get(unicodedata.normalize("NFD", character)[0])
    if base is not None:
        return base
    if category[0] == "S" or unicodedata.east_asian_width(character) == "A":
        return 84 if category[0] == "L" else 105
    return 84 if category == "Lu" else 70


def _is_attached(character: str) -> bool:
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return is_skin_tone or unicodedata.category(character) in ("Mn", "Me", "Cf")
