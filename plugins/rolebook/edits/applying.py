"""Texts and a change in; the texts after it out: all of it, or none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from rolebook.edits.change import Change, Edit, Refused

_LINE_END: Final = re.compile(r"\r\n?|\n")


def edited_texts(change: Change, texts: Mapping[str, str]) -> dict[str, str]:
    """The new text of every file that a change edits, by the path before it.

    Raises `Refused` where two edits touch the same words, or where a text is not the one that the
    change was made for.
    """
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for one in change.edits:
        by_path[one.span.path].append(one)
    if missing := sorted(by_path.keys() - texts.keys()):
        raise Refused(f"`{missing[0]}` was not read")
    return {path: edited(texts[path], edits) for path, edits in sorted(by_path.items())}


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits. Its lines may end in any way, and what is put in ends its lines alike.

    Raises `Refused` where two edits touch the same words, or one lies outside of the text.
    """
    ends = [match.span() for match in _LINE_END.finditer(text)]
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]
    bounds = list(zip(starts, stops, strict=True))
    line_end = _usual(text[start:end] for start, end in ends)

    def offset(edit: Edit, line: int, column: int) -> int:
        start, end = bounds[line - 1] if 0 < line <= len(bounds) else (0, -1)
        if not 0 < column <= end - start + 1:
            raise Refused(f"{edit.span.path}:{line}:{column} is no place of this text")
        return start + column - 1

    kept: list[str] = []
    at, last = 0, None
    for one in sorted(set(edits)):
        _, line, column, end_line, end_column = one.span
        start, end = offset(one, line, column), offset(one, end_line, end_column)
        # what is put in at one place twice could stand in either order
        if start < at or end < start or (last is not None and (start, end) == (last, last)):
            raise Refused(f"{one.span} is touched by two changes at once")
        kept += text[at:start], one.text.replace("\n", line_end)
        at, last = end, end if start == end else None
    return "".join((*kept, text[at:]))


def _usual(line_ends: Iterable[str]) -> str:
    """How most lines of a text end."""
    return next((one for one, _ in Counter(line_ends).most_common(1)), "\n")
