"""JSON text in; the same text with escapes that YAML can read, and what that moved, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|.)", re.S)

_SHORTER: Final = 2  # `\ud83d\ude00` has twelve characters, `\U0001f600` ten


def whole_characters(text: str) -> tuple[str, list[int]]:
    """The text with each pair of halves (`\\ud83d\\ude00`) as one escape, and where those end.

    JSON writes a character above U+FFFF as two escapes (RFC 8259 §7), which libyaml refuses.
    """
    ends: list[int] = []

    def whole(match: re.Match[str]) -> str:
        try:
            high, low = int(match[1], 16), int(match[2], 16)
        except (TypeError, ValueError):
            return match[0]
        ends.append(match.end() - _SHORTER * (len(ends) + 1))
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08x}"

    return _ESCAPE.sub(whole, text), ends


def original_index(index: int, ends: list[int]) -> int:
    """Where a character of the changed text stood in the text as it was."""
    return index + _SHORTER * bisect_right(ends, index)
