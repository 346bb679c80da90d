"""An author's text in; the same text, with what a terminal would not show spelled out, out."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """Control, format and line-separating characters as `\\u202e`: nothing moves the cursor."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def _escaped(character: str) -> str:
    if character == "\t":
        return " "
    if character == "\u200d":
        return character  # joins emoji
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
