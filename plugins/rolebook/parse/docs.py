"""A hand-written page in, its references to the library out; and the page with them linked.

`[[role-id]]`, `[[domain/role-id]]`, `[[atlas_id#competency]]`, `[[id|text]]` (design.md §2.4). In
a fence or a code span they are text. The page itself is rendered by the site's host, whose
Markdown has dialects (indented admonitions, tabs), so this reads lines, and no block structure.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from rolebook.model import DocPage, DocReference, Reference, SourceLink
from rolebook.text.source import Source

_FENCE: Final = re.compile(r"\s*(?:[-*+>]\s+|\d+[.)]\s+)*(`{3,}|~{3,})(.*)")
_TICKS: Final = re.compile(r"`+")
_REFERENCE: Final = re.compile(r"(?<!\\)\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_LINK: Final = re.compile(
    r"\]\([ \t]*<?([^()\s<>\[\]]{1,500})|^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]+<?([^\s<>]{1,500})",
    re.M,
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.I)
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*$", re.M)
_H1: Final = re.compile(r"#[ \t]++(.+)$", re.M)


def read_doc(source: Source) -> DocPage:
    """The page and every `[[…]]` in it that is not code."""
    prose = list(prose_of(source))
    hidden = list(_unseen(source.text, prose))
    references = tuple(
        _reference(source, match)
        for start, end in prose
        for match in _REFERENCE.finditer(source.text, start, end)
        if not covered(match.start(), hidden)
    )
    heading = _H1.search(source.text)
    title = heading[1].rstrip("# \t") if heading else source.home
    links = tuple(_links(source, prose, hidden))
    return DocPage(source.path, source.home, title, references, source.line_span(1), links)


def _links(
    source: Source, prose: list[tuple[int, int]], hidden: list[tuple[int, int]]
) -> Iterator[SourceLink]:
    """What links, images and definitions of links lead to, but for other hosts."""
    for start, end in prose:
        for match in _LINK.finditer(source.text, start, end):
            target = match[1] or match[2]
            if not target or covered(match.start(), hidden) or _ELSEWHERE.match(target):
                continue
            at = match.start(1 if match[1] else 2)
            path, _, fragment = target.partition("#")
            place = source.span(at + len(path), at + len(target))
            yield SourceLink(path, source.span(at, at + len(path)), fragment, place)


def _reference(source: Source, match: re.Match[str]) -> DocReference:
    written = match[1].strip()
    start = match.start(1) + len(match[1]) - len(match[1].lstrip())
    span = source.span(start, start + len(written))
    text = (match[2] or "").strip()
    return DocReference(Reference(written, span), text, match.start(), match.end())


def _unseen(text: str, prose: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Front matter and comments, which no reader sees; `<!--` in code opens nothing."""
    at = 0
    if front := _FRONT_MATTER.match(text):
        yield front.span()
        at = front.end()
    while (opening := text.find("<!--", at)) >= 0:
        if not covered(opening, prose):
            at = opening + 4
            continue
        closing = text.find("-->", opening + 4)
        if closing < 0:
            return
        at = closing + 3
        yield opening, at


def covered(offset: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether an offset lies within one of some stretches, which are in order."""
    number = bisect.bisect_right(stretches, offset, key=itemgetter(0)) - 1
    return number >= 0 and offset < stretches[number][1]


def prose_of(source: Source) -> Iterator[tuple[int, int]]:
    """The stretches of a page that are neither fences nor code spans."""
    for start, end in _paragraphs(source):
        at = start
        text = source.text
        while opening := _TICKS.search(text, at, end):
            ticks = re.compile(rf"(?<!`){opening[0]}(?!`)")
            closing = ticks.search(text, opening.end(), end)
            if closing is None:
                yield at, opening.end()
                at = opening.end()
                continue
            yield at, opening.start()
            at = closing.end()
        yield at, end


def _paragraphs(source: Source) -> Iterator[tuple[int, int]]:
    """The runs of lines that are no indented code."""
    above: list[str] = []
    for start, end in _runs(source):
        lines = source.text[start:end].rstrip("\n").split("\n")
        indent = _indent(lines[0])
        if indent < _CODE or _holds(above, indent - _CODE):
            yield start, end
        above = [*(line for line in above if _indent(line) < indent), *lines]


_CODE: Final = 4
"""Spaces before a line of code, and before what stands within a list item or an admonition."""

_CONTAINER: Final = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|:\s|!!!|\?\?\?|===|///|\[\^)")
"""What begins something that further paragraphs can belong to: lists, admonitions, tabs, notes."""


def _indent(line: str) -> int:
    spread = line.expandtabs(_CODE)
    return len(spread) - len(spread.lstrip())


def _holds(above: list[str], indent: int) -> bool:
    """Whether something above is indented by no more, and may hold what comes next."""
    return any(_indent(line) <= indent and _CONTAINER.match(line) for line in above)


def _runs(source: Source) -> Iterator[tuple[int, int]]:
    """Runs of lines outside fences, ended by an empty line: no code span reaches across one."""
    fence = ""
    start: int | None = None
    for line, at in zip(source.lines, source.line_starts, strict=True):
        match = _FENCE.match(line)
        if fence:
            closes = match and match[1].startswith(fence) and not match[2].strip()
            fence = "" if closes else fence
            continue
        opens = match and "`" not in match[2]
        if start is not None and (opens or not line.strip()):
            yield start, at
            start = None
        if match and opens:
            fence = match[1]
        elif start is None and line.strip():
            start = at
    if start is not None:
        yield start, len(source.text)
