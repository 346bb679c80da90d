"""A source in, the comments in it and the lines that each is about out.

A comment beside other text is about that paragraph, heading, table row or YAML entry. One with
lines of its own is about what comes next: a bullet or YAML entry with all that is in it, a
paragraph, a heading, a table. In a bullet where nothing comes next it is about the bullet. One
above everything else is about the whole file. In a fence, a code span or a quoted string there
are no comments, and JSON has none.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml
from markdown_it.token import Token

from rolebook.formats.markdown.front_matter import split
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.tokens import html_comments, only_comments, read_tokens
from rolebook.text.source import Source, Span

WHOLE_FILE: Final = range(1, 10**9)
"""What a comment above everything else is about."""

_MARKDOWN: Final = (".md", ".markdown")
_YAML: Final = (".yml", ".yaml")
_OPENS: Final = "<!--"
_CLOSES: Final = "-->"
_YAML_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#(.*)$", re.M)
_NO_ENTRY: Final = re.compile(r"\s*(?:#.*|%.*|---\s*(?:#.*)?|\.\.\.\s*)?")
_LISTS: Final = ("bullet_list_open", "ordered_list_open")
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and what it is about."""

    text: str
    """Without its marks and the white space around it; one of several lines keeps their ends."""

    span: Span
    lines: range
    """The lines (from 1) that it is about; none where nothing follows it."""


def read_comments(source: Source) -> Iterator[Comment]:
    """Every comment of a Markdown or YAML file, in the order of the file."""
    path = source.path.lower()
    if path.endswith(_YAML):
        yield from _yaml_comments(source, 1, len(source.lines))
    elif path.endswith(_MARKDOWN):
        body = split(source).body_line
        if body > 1:
            yield from _yaml_comments(source, 2, body - 2)
        yield from _markdown_comments(source, read_tokens(source, body))


def _markdown_comments(source: Source, tokens: Sequence[Token]) -> Iterator[Comment]:
    alone = {at for at, token in enumerate(tokens) if only_comments(token)}
    following: dict[int, int] = {}  # what stands behind each comment and those after it
    for at in sorted(alone, reverse=True):
        following[at] = following.get(at + 1, at + 1)
    on_top = following.get(0, 0)
    containers: list[Token] = []
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            containers.append(token)
        elif token.nesting < 0:
            containers.pop()
        elif token.type == "inline":
            yield from _in_line(source, token)
        elif at < on_top:
            yield from _in_block(source, token, WHOLE_FILE)
        elif at in alone:
            yield from _in_block(source, token, _next(tokens, following[at], containers))
        elif token.type == "html_block":
            yield from _in_block(source, token, _lines(token))


def _next(tokens: Sequence[Token], at: int, containers: Sequence[Token]) -> range:
    """The lines of what follows a comment; else those of the bullet or quote that holds it."""
    if at == len(tokens):
        return range(0)
    if tokens[at].nesting < 0:
        return _lines(containers[-1])
    return _lines(tokens[at + 1] if tokens[at].type in _LISTS else tokens[at])


def _lines(token: Token) -> range:
    first, end = token.map or (0, 0)
    return range(first + 1, end + 1)


def _in_block(source: Source, token: Token, about: range) -> Iterator[Comment]:
    lines = _lines(token)
    start = source.line_starts[lines.start - 1]
    end = source.line_starts[lines.stop - 2] + len(source.lines[lines.stop - 2])
    for place in html_comments(source.text, start, end):
        yield _comment(source, *place, about)


def _in_line(source: Source, token: Token) -> Iterator[Comment]:
    if _OPENS not in token.content or not token.map:
        return
    inline = Inline(source, token.content, {}, token.map[0] + 1, token.map[1])
    for begin, end in inline.comments:
        start = inline.offset(begin)
        stop = start + 2 * (end - begin)  # its lines may be indented
        for place in html_comments(source.text, start, stop):
            yield _comment(source, *place, _lines(token))
            break


def _comment(source: Source, start: int, end: int, about: range) -> Comment:
    text = source.text[start + len(_OPENS) : end - len(_CLOSES)]
    return Comment(text.strip(), source.span(start, end), about)


def _yaml_comments(source: Source, first: int, last: int) -> Iterator[Comment]:
    """The comments between two lines, both inclusive."""
    offsets = (*source.line_starts, len(source.text) + 1)
    start, end = offsets[first - 1], max(offsets[last] - 1, offsets[first - 1])
    lines = source.lines[:last]
    entries = [n for n in range(first, last + 1) if not _NO_ENTRY.fullmatch(lines[n - 1])]
    quoted = _strings(source.text[start:end], start)
    entry = cache(lambda line: _entry(lines, line))

    def about(line: int, column: int) -> range:
        if lines[line - 1][: column - 1].strip() not in ("", "---"):
            return entry(line)
        at = bisect(entries, line)
        if at == 0:
            return WHOLE_FILE
        return entry(entries[at]) if at < len(entries) else range(0)

    for match in _YAML_COMMENT.finditer(source.text, start, end):
        string = bisect(quoted, (match.start(), end)) - 1
        if string < 0 or quoted[string][1] <= match.start():
            span = source.span(match.start(), match.start() + len(match[0].rstrip()))
            yield Comment(match[1].strip(), span, about(span.line, span.column))


def _strings(text: str, start: int) -> list[tuple[int, int]]:
    """Where strings stand, in which `#` is a character like any other."""
    found = []
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                found.append((start + token.start_mark.index, start + token.end_mark.index))
    except (yaml.YAMLError, ValueError, RecursionError):
        pass  # nobody could tell what is a string behind this
    return found


def _entry(lines: Sequence[str], first: int) -> range:
    """A YAML entry that begins on a line, with the deeper lines that follow."""
    opening = lines[first - 1].lstrip()
    indent = len(lines[first - 1]) - len(opening)
    last = first
    for number, line in enumerate(lines[first:], first + 1):
        words = line.lstrip()
        depth = len(line) - len(words)
        if not words or (depth <= indent and words.startswith("#")):
            continue
        # a list may stand right under its key, and a bracket closes where its entry began
        same = words[0] in "]}" or (words[:2] in ("- ", "-") and not opening.startswith("-"))
        if depth < indent or (depth == indent and not same):
            break
        last = number
    return range(first, last + 1)
