"""An inline text in, its bold and code spans out, in the order written.

markdown-it's inline parser costs as much as all the rest of reading a role. Most texts hold
nothing but plain words and a few `**bold**` or `` `code` `` spans: `plain_marks` sees those by
itself, and gives everything else up to the parser, whose tokens `parsed_marks` reads. The two
agree (a property test).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from markdown_it.token import Token

_UNDERSCORES: Final = re.compile(r"(?<!\w)_|_(?!\w)")
"""Emphasis by underscores is the parser's, as are escapes, links, HTML and strikethrough."""

_RUN: Final = re.compile(r"([*`])\1*")
_OPENS: Final = re.compile(r"(?:(?<![^ \n])\*\*(?=[\w`])|(?<=\()\*\*(?=\w))")
_CLOSES: Final = re.compile(r"(?:(?<=\w)\*\*(?![^ \n.,;:!?)'’—])|(?<=[.`!?:)])\*\*(?![^ \n]))")
"""Where a run of stars can do the one thing only: begin bold words, or end them (CommonMark's
left- and right-flanking, narrower)."""


_BY_UNDERSCORES: Final = re.compile(
    r"(?P<code>(?<!`)(`++)(?!`)[^`]*+\2(?!`))"
    r"|(?<![\w\\_])__(?=[^\s_])(?P<words>[^_\n`]*+(?>(?:_(?!_)[^_\n`]*+)*))(?<=[^\s\\_])__(?![\w_])"
)
"""Code, which stays as it is, or bold words (CommonMark's flanking, narrower)."""


def with_stars(text: str) -> str:
    """The same, of the same length, with `**` for the underscores of what is bold by them."""
    if "__" not in text:
        return text
    return _BY_UNDERSCORES.sub(lambda one: one[0] if one["code"] else f"**{one['words']}**", text)


class Marked(NamedTuple):
    """A bold or code span: its words, and where they stand in the inline text."""

    kind: str
    """`strong` or `code`."""

    text: str
    """The words, line ends as spaces."""

    start: int
    """Offset of the words, without the marks."""

    end: int
    outer_start: int
    outer_end: int


def plain_marks(text: str) -> tuple[Marked, ...] | None:
    """The spans of a plain text, one within another left out; None where it needs the parser."""
    # one after the other: looking for a single character costs next to nothing
    if "**" not in text and "`" not in text and "__" not in text:
        return ()
    if "\\" in text or "[" in text or "<" in text or "~" in text:
        return None
    if "_" in text and _UNDERSCORES.search(text):
        return None
    found: list[Marked] = []
    bold = code = -1  # where the words of the span begin that is open
    for run in _RUN.finditer(text):
        start, end = run.span()
        if text[start] == "`":
            if end - start > 1:
                return None
            if code < 0:
                code = end
                continue
            if bold < 0:
                found.append(_code(text, code - 1, 1, _content(text[code:start])))
            code = -1
        elif code < 0:
            if end - start != 2:
                return None
            if bold < 0 and _OPENS.match(text, start):
                bold = end
            elif bold >= 0 and _CLOSES.match(text, start):
                found.append(_strong(text, bold, start))
                bold = -1
            else:
                return None
    return tuple(found) if bold < 0 and code < 0 else None


def parsed_marks(text: str, tokens: Iterable[Token]) -> Iterator[Marked]:
    """The spans that the parser's tokens tell of; each has its place in `meta["at"]`."""
    open_at = depth = 0
    for token in tokens:
        at = token.meta.get("at", 0)
        if token.type == "strong_open":
            depth += 1
            if depth == 1:
                open_at = at + 1
        elif token.type == "strong_close":
            depth -= 1
            if depth == 0:
                yield _strong(text, open_at, at)
        elif token.type == "code_inline" and depth == 0:
            yield _code(text, at, len(token.markup), token.content)


def _strong(text: str, start: int, end: int) -> Marked:
    words = text[start:end]
    inner = words.strip("`")  # `**`id`**`: the id is what stands within
    first = start + len(words) - len(words.lstrip("`"))
    return Marked("strong", " ".join(inner.split()), first, first + len(inner), start - 2, end + 2)


def _content(written: str) -> str:
    """What CommonMark (§6.1) takes for the words of a code span."""
    words = written.replace("\n", " ")
    padded = words.startswith(" ") and words.endswith(" ") and words.strip(" ")
    return words[1:-1] if padded else words


def _code(text: str, at: int, marks: int, content: str) -> Marked:
    start = at + marks
    written = text[start : start + len(content)]
    if written.replace("\n", " ") != content:
        start += 1  # one space inside the backticks is no part of the code
        written = text[start : start + len(content)]
    end = start + len(content)
    close = text.find("`" * marks, end) + marks
    words = " ".join(written.split()) if "\n" in written else content
    return Marked("code", words, start, end, at, close)


_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
# underscores within a word are part of it
_MARKS: Final = re.compile(
    r"[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
)
_MARKED_UP: Final = re.compile(r"[*`_\[]")


def plain(text: str) -> str:
    """A phrase without emphasis and links, on one line, without the punctuation at its ends."""
    if _MARKED_UP.search(text):
        text = _MARKS.sub("", _LINK.sub(r"\1", text))
    return " ".join(text.split()).strip(" ,;:.—–-")
