"""The text of one paragraph in; its bold, code, links and comments, with places, out."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

from markdown_it.token import Token
from markdown_it.utils import EnvType

from rolebook.formats.markdown.marks import Marked, parsed_marks, plain_marks, with_stars
from rolebook.formats.markdown.tokens import TooTangled, reader
from rolebook.text.source import Source, Span


class Inline:
    """The text of one paragraph, heading or list item line, and where it stands in its source."""

    def __init__(
        self, source: Source, content: str, env: EnvType, first_line: int, last_line: int
    ) -> None:
        self._source = source
        self._content = content
        self._env = env
        """The link definitions of the whole text."""
        self.first_line = first_line
        """From 1."""
        self.last_line = last_line
        self._last_line = (0, -1, first_line, 1)
        """The line that was last asked for: the next question is mostly about the same."""
        self._marked: tuple[Marked, ...] | None = None
        self.text = with_stars(self._without_comments())
        """Where a comment stands there are blanks: it says nothing about a role. What is bold is so
        by stars, however it is written."""

    @cached_property
    def _tokens(self) -> list[Token]:
        md = reader()
        try:
            return md.inline.parse(self._content, md, self._env, [])
        except TooTangled:  # its page shows it as it is written, too
            return []

    @property
    def path(self) -> str:
        """Of the source, relative to the project."""
        return self._source.path

    def _position(self, at: int) -> tuple[int, int]:
        """The line and column (from 1) in the source of an offset in the text."""
        start, end, number, column = self._last_line
        if not start <= at <= end:
            index = number - self.first_line + self._content.count("\n", start, at)
            if at < start:
                index = self._content.count("\n", 0, at)
            start, end, number, column = self._last_line = self._line(at, index)
        return min(number, len(self._source.lines)), column + at - start

    def _line(self, at: int, index: int) -> tuple[int, int, int, int]:
        """The line of the text (from 0) around an offset: where it begins and ends in the text,
        its number in the source, and the column there (from 1) at which it begins.
        """
        start = self._content.rfind("\n", 0, at) + 1
        end = self._content.find("\n", at)
        end = len(self._content) if end < 0 else end
        number = self.first_line + index
        written = self._source.lines[min(number, len(self._source.lines)) - 1].rstrip()
        line = self._content[start:end]
        wanted = line.strip()
        # container marks and indentation stand before a line's text, so it ends the line;
        # a heading may be closed by `#`, and a table cell is anywhere
        column = len(written) - len(wanted)
        if not written.endswith(wanted):
            column = max(written.find(wanted), 0)
        return start, end, number, column - (len(line) - len(line.lstrip())) + 1

    def offset(self, at: int) -> int:
        """The offset in the source of an offset in the text."""
        line, column = self._position(at)
        return self._source.line_starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span in the source of a stretch of the text."""
        line, column = self._position(start)
        last = max(end - 1, start)
        if last <= self._last_line[1]:  # on the same line, as nearly always
            return Span(self._source.path, line, column, line, column + last - start + 1)
        last_line, last_column = self._position(last)
        return Span(self._source.path, line, column, last_line, last_column + 1)

    @property
    def marked(self) -> tuple[Marked, ...]:
        """The bold and code spans, in their order; one within another, the outer one only."""
        # not a cached property: every text of every role is asked, and its lock costs as much
        if self._marked is None:
            self._marked = plain_marks(self.text)
        if self._marked is None:
            self._marked = tuple(parsed_marks(self.text, self._tokens))
        return self._marked

    @cached_property
    def links(self) -> tuple[tuple[str, int, int], ...]:
        """Where each link and image leads, as written, and the offsets of that in the text."""
        if "[" not in self._content and "<" not in self._content:
            return ()
        found = []
        for token in self._tokens:
            attribute = {"link_open": "href", "image": "src"}.get(token.type)
            if attribute is None or token.markup in ("autolink", "linkify"):
                continue
            encoded = str(token.attrs.get(attribute, ""))
            target, words = unquote(encoded), token.meta.get("at", 0)
            for opening, written in itertools.product(("(", "(<"), (target, encoded)):
                at = self.text.find(opening + written, words)
                if at >= 0:
                    start = at + len(opening)
                    found.append((target, start, start + max(len(written), 1)))
                    break
            else:
                # of a reference-style link the target stands elsewhere: its words are the place
                found.append((target, words, words + 1))
        return tuple(found)

    @cached_property
    def comments(self) -> tuple[tuple[int, int], ...]:
        """Where each comment begins and ends in the text."""
        if "<!--" not in self._content:
            return ()
        found = [one for one in self._tokens if one.type == "html_inline"]
        starts = [(one.meta.get("at", 0), one.content) for one in found]
        return tuple((at, at + len(text)) for at, text in starts if text.startswith("<!--"))

    def without(self, stretches: Iterable[tuple[int, int]]) -> Inline:
        """The same with blanks in some stretches of the text: what stands there says nothing."""
        copied = copy.copy(self)
        copied.text = _blanked(self.text, stretches)
        copied._marked = None
        return copied

    def _without_comments(self) -> str:
        if "<!--" not in self._content:
            return self._content
        return _blanked(self._content, self.comments)


def _blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in stretches:
        parts += [text[end:start], re.sub(r"[^\n]", " ", text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])
