"""Author text in; one line of text that is safe to print out."""

from __future__ import annotations

import html
import re

ELLIPSIS = "…"

# XML allows no control characters, surrogates or noncharacters, and a direction override that is
# never closed would turn the rest of the sentence around.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return `text` on one line, without what XML or a reader cannot take."""
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())


def shorten(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, with an ellipsis where any were cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Return `text` for an element or a quoted attribute of XML and HTML alike."""
    return html.escape(text, quote=True)
