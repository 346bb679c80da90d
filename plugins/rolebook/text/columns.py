"""Text in; how many columns of a terminal it takes out."""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"


def columns(text: str) -> int:
    """East Asian wide characters and emoji take two (UAX #11), what is put onto them none."""
    if text.isascii():
        return len(text)
    total = last = 0
    joined = False
    for character in text:
        if character == _AS_EMOJI:
            total += last == 1  # a heart of one column becomes one of two
        elif unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            drawn = unicodedata.category(character) == "So"
            skin = "\U0001f3fb" <= character <= "\U0001f3ff" and last > 0
            last = 0 if skin or (joined and drawn) else _alone(character)
            total += last
        joined = character == _JOINER or (joined and character == _AS_EMOJI)
    return total


def _alone(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
