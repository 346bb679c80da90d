"""A bullet of a boundaries section in, the boundaries that it draws out (design.md §2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Source
from rolebook.identity import key as key_of
from rolebook.model import Boundary, Passage, Reference, Responsibility
from rolebook.parse.markdown import Block, Inline
from rolebook.parse.owners import clause_end, owners_in, owners_in_parentheses

DISOWNS: Final = re.compile(r"\b(?:does\s+not|doesn['’]t)\b[\s:]*", re.I)
_DASH: Final = re.compile(r"\s*(?:[—–]|(?<=\s)--?(?=\s))\s*")
_KEY: Final = re.compile(r"\s*\{#([A-Za-z0-9][\w.-]*)\}")
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_BETWEEN: Final = re.compile(r"[\s,;.*_]*(?:(?:or|and|nor)\b)?[\s*_]*", re.I)
_MARKS: Final = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


def read_boundaries(block: Block, source: Source) -> tuple[Boundary, ...]:
    """The boundaries in one bullet or paragraph: none where it disowns nothing.

    A bullet may disown several things, each with its owner in parentheses.
    """
    if not block.inlines:
        return ()
    inline = block.inlines[0]
    disowns = _opening(inline)
    if disowns is None:
        return ()
    prose = passage(block, source)
    return tuple(_boundaries(inline, disowns, prose))


def passage(block: Block, source: Source) -> Passage:
    """The lines of a block, as written."""
    lines = source.lines[block.first_line - 1 : block.last_line]
    return Passage(source.path, block.first_line, "\n".join(lines))


def plain(text: str) -> str:
    """A phrase without emphasis marks, on one line, without the punctuation at its ends."""
    return " ".join(_MARKS.sub("", text).split()).strip(" ,;:.—–-")


def _opening(inline: Inline) -> re.Match[str] | None:
    """Where "Does NOT" stands: at the start of the text, or of its first bold words."""
    first = next((one for one in inline.marked if one.kind == "strong"), None)
    if first and (match := DISOWNS.match(inline.text, first.start)):
        return match
    return DISOWNS.match(inline.text)


def _boundaries(inline: Inline, disowns: re.Match[str], prose: Passage) -> Iterator[Boundary]:
    text, start = inline.text, disowns.end()
    bold = next((one for one in inline.marked if one.start <= disowns.start() < one.end), None)
    dash = _first_dash(inline, start)
    stated = dash.start() if dash else len(text)
    if bold and bold.end > start:
        # the bold words are the statement, whatever follows them
        head_end, rest = bold.end, bold.outer_end
    else:
        head_end = rest = dash.start() if dash else clause_end(text, start, inline.marked)
    groups = _owner_groups(inline, start, stated)
    if groups:
        yield from _in_parentheses(inline, start, groups, prose)
        # what is left before the dash has its owner behind it
        start = groups[-1][1]
        left = _BETWEEN.match(text, start)
        start = left.end() if left else start
        if not dash or not plain(text[start:stated]):
            return
        head_end, rest = stated, stated
    key = _KEY.match(text, rest)
    clause = dash.end() if dash else (key.end() if key else rest)
    owners = owners_in(inline, clause, clause_end(text, clause, inline.marked))
    if boundary := _boundary(inline, start, head_end, key, owners, prose):
        yield boundary


def _first_dash(inline: Inline, start: int) -> re.Match[str] | None:
    """The first dash that is not within bold words or code."""
    return next(
        (
            match
            for match in _DASH.finditer(inline.text, start)
            if not any(one.start <= match.start() < one.end for one in inline.marked)
        ),
        None,
    )


def _owner_groups(
    inline: Inline, start: int, end: int
) -> list[tuple[int, int, tuple[Reference, ...]]]:
    """The parentheses before the dash that name owners: start, end, references."""
    groups = []
    for match in _PARENTHESES.finditer(inline.text, start, end):
        owners = owners_in_parentheses(inline, match.start(1), match.end(1))
        if owners:
            groups.append((match.start(), match.end(), owners))
    certain = any(one.marked or one.typed for _, _, owners in groups for one in owners)
    # "(alone)" is a remark; several single words, each in its place, are owners
    return groups if certain or len(groups) > 1 else []


def _in_parentheses(
    inline: Inline,
    start: int,
    groups: list[tuple[int, int, tuple[Reference, ...]]],
    prose: Passage,
) -> Iterator[Boundary]:
    for opening, end, owners in groups:
        between = _BETWEEN.match(inline.text, start)
        begin = between.end() if between else start
        again = DISOWNS.match(inline.text, begin)
        begin = again.end() if again else begin
        head_end = len(inline.text[:opening].rstrip(" \n*_"))
        key = _KEY.search(inline.text, begin, opening)
        if boundary := _boundary(
            inline, begin, key.start() if key else head_end, key, owners, prose
        ):
            yield boundary
        start = end


def _boundary(
    inline: Inline,
    start: int,
    end: int,
    key: re.Match[str] | None,
    owners: tuple[Reference, ...],
    prose: Passage,
) -> Boundary | None:
    statement = plain(inline.text[start:end])
    if not statement:
        return None
    last = start + len(inline.text[start:end].rstrip(" \n*_.,;:"))
    span = inline.span(start, max(last, start + 1))
    responsibility = Responsibility(
        statement,
        key[1].lower() if key else key_of(statement) or "unnamed",
        span,
        detail="",
        explicit_key=key is not None,
    )
    return Boundary(responsibility, owners, prose, span)
