"""The Markdown of an author in; the one sentence of it that a page quotes out."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from rolebook.model import Boundary

_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_KEY = re.compile(r"(?<!\s)\s*+\{(?:#[\w.-]++|(?i:reviewed):[^{}]*+)\}")
"""The markers of a boundary: its key, and that its owner's wording was reviewed."""

_BLOCKS = re.compile(r"\n[ \t]*+(?:(?:[-*+]|\d++[.)]|#{1,6})\s|[>|]|\n)|^[ \t]*+(?:```|~~~)", re.M)
_NO_PROSE = re.compile(r"(?:#{1,6}\s|```|~~~|[-*+]\s|\d+[.)]\s|\||>|<|---)")
_MARKER = re.compile(r"(?<!\s)\s*+\(\s*+`(?:class|domain|persistent_persona)\s*+:[^()]*\)")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"“(*`\[]?[A-ZÀ-Þ])")

MAX_SENTENCE = 320
"""Characters; what goes on for longer is cut at a word."""


@dataclass(frozen=True, slots=True)
class BoundaryText:
    """A boundary's bullet or paragraph, in the two parts that it is shown in."""

    opening: str
    """`Does NOT set quota`, as plain text; empty where the text is to be shown undivided."""

    rest: str
    """Markdown: what follows the dash, or the whole text."""

    blocks: bool
    """Whether the rest holds lists or paragraphs, and is no phrase."""


def boundary_text(boundary: Boundary) -> BoundaryText:
    """What an author wrote about a boundary, without its bullet, indentation and key."""
    if boundary.heading:
        rest = _KEY.sub("", boundary.rest.text)
        return BoundaryText(boundary.heading, rest, _has_blocks(rest))
    text = _KEY.sub("", _undented(boundary.prose.text))
    return BoundaryText("", text, _has_blocks(text))


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph of some Markdown; empty where it has none.

    The marker of a fleet role (`` (`class: x`, `domain: y`) ``) is left out.
    """
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph.strip() and not _NO_PROSE.match(paragraph.strip()):
            return _sentence(" ".join(_MARKER.sub("", paragraph).split()))
    return ""


def without_marker(text: str) -> str:
    """Markdown without the marker of a fleet role."""
    return _MARKER.sub("", text)


def shortened(text: str, limit: int = MAX_SENTENCE) -> str:
    """Plain text in at most about `limit` characters, cut between words."""
    return text if len(text) <= limit else textwrap.shorten(text, limit, placeholder=" …")


def label(text: str, limit: int) -> str:
    """A title in at most `limit` characters, cut wherever that is: it may have no blank."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _sentence(paragraph: str) -> str:
    for match in _SENTENCE_END.finditer(paragraph):
        sentence = paragraph[: match.end()]
        if sentence.count("`") % 2 == 0 and sentence.count("**") % 2 == 0:
            return sentence
    return paragraph


def _undented(text: str) -> str:
    first, _, others = text.partition("\n")
    bullet = _BULLET.match(first)
    bare = first[bullet.end() if bullet else 0 :].lstrip()
    return f"{bare}\n{textwrap.dedent(others)}".strip()


def _has_blocks(text: str) -> bool:
    return _BLOCKS.search(text) is not None
