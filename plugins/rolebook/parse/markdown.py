"""Markdown text in, its blocks out, every bold and code span of them with its place.

markdown-it knows the lines of a block but no columns. Here its inline parser notes where each
token starts, and an inline block knows where each of its lines stands in the source.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from rolebook.diagnostics import Source, Span
from rolebook.parse.marks import Marked, parsed_marks, plain_marks

MAX_NESTING: Final = 40
"""Blocks and spans nested deeper are kept as text; nobody writes them, and they cost time."""

_STEPS: Final = 20_000
"""How often, and twice for every character, a text may be searched ahead for the end of a link."""


class _TooTangled(Exception):
    """A text was crafted to take long."""


class _PlacedState(StateInline):
    """Notes in `meta["at"]` of each token where it starts in the inline text."""

    _last: tuple[int, int] = (-1, 0)
    steps = 0

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        start, count = self._last
        # the marks of one emphasis run are pushed one by one at the same position
        count = count + 1 if start == self.pos else 0
        # a link that opens is pushed at the position of its first words
        self._last = (self.pos, count) if ttype == "text" else (-1, 0)
        token.meta["at"] = self.pos + count
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def skipToken(self, state: StateInline) -> None:
        # 900 KB of `[` are 45 million steps
        assert isinstance(state, _PlacedState)
        state.steps += 1
        if state.steps > _STEPS + 2 * len(state.src):
            raise _TooTangled
        super().skipToken(state)


_NEEDED: Final = {
    "table": re.compile(r"\|"),
    "fence": re.compile(r"```|~~~"),
    "blockquote": re.compile(r">"),
    "hr": re.compile(r"([-*_])[ \t]*\1[ \t]*\1"),
    "reference": re.compile(r"\]:"),
    "html_block": re.compile(r"<"),
    "lheading": re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.M),
}
"""What a text must hold for a rule to find anything. markdown-it asks every rule at every line, so
a rule that cannot find anything is left out; that halves the cost."""


@cache
def _reader(idle: tuple[str, ...] = ()) -> MarkdownIt:
    """The parser, without some rules."""
    md = MarkdownIt()
    md.inline = _PlacedInline()
    # linkify finds bare addresses, which are nobody's business here and cost as much as parsing
    md.configure("gfm-like2", {"linkify": False, "maxNesting": MAX_NESTING})
    # what stands within a block is parsed when somebody asks for it: most of a text nobody does,
    # and it is half of the cost
    md.disable(["linkify", "inline", "text_join", *idle])
    return md


class Inline:
    """The text of one paragraph, heading or list item line, and where it stands in its source."""

    def __init__(
        self, source: Source, token: Token, env: EnvType, first_line: int, last_line: int
    ) -> None:
        self._source = source
        self._content = token.content
        self._env = env
        """The link definitions of the whole text."""
        self.first_line = first_line
        """From 1."""
        self.last_line = last_line
        self._last_line = (0, -1, first_line, 1)
        """The line that was last asked for: the next question is mostly about the same."""
        self.text = self._without_comments()
        """Where a comment stands there are blanks: it says nothing about a role."""

    @cached_property
    def _tokens(self) -> list[Token]:
        md = _reader()
        try:
            return md.inline.parse(self._content, md, self._env, [])
        except _TooTangled:  # its page shows it as it is written, too
            return []

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
        line, column = self._position(max(end - 1, start))
        return Span(self._source.path, *self._position(start), line, column + 1)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """The bold and code spans, in their order; one within another, the outer one only."""
        if (plain := plain_marks(self.text)) is not None:
            return plain
        return tuple(parsed_marks(self.text, self._tokens))

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

    def _without_comments(self) -> str:
        if "<!--" not in self._content:
            return self._content
        parts, end = [], 0
        for start, stop in self.comments:
            blank = re.sub(r"[^\n]", " ", self._content[start:stop])
            parts += [self._content[end:start], blank]
            end = stop
        return "".join([*parts, self._content[end:]])


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block of a document, and the inline texts in it."""

    kind: str
    """`heading`, `paragraph`, `bullet_list`, `ordered_list`, `blockquote`, `fence`, …"""

    level: int
    """Of a heading; else 0."""

    first_line: int
    """From 1."""

    last_line: int
    inlines: tuple[Inline, ...]
    items: tuple[Block, ...] = ()
    """The direct items of a list."""


def read_blocks(source: Source, first_line: int) -> tuple[Block, ...]:
    """The top-level blocks of a source from a line (from 1) on, but for comments."""
    env: EnvType = {}
    tokens = read_tokens(source, first_line, env)
    return _blocks([one for one in tokens if not only_comments(one)], source, env)


def read_tokens(source: Source, first_line: int, env: EnvType | None = None) -> list[Token]:
    """The parser's own block tokens of a source from a line (from 1) on; lines count from 0.

    `env` takes the link definitions.
    """
    # front matter becomes empty lines, so that line numbers stay those of the file
    text = "\n" * (first_line - 1) + "\n".join(source.lines[first_line - 1 :])
    idle = tuple(rule for rule, needed in _NEEDED.items() if not needed.search(text))
    return _reader(idle).parse(text, env)


def only_comments(token: Token) -> bool:
    """Whether a block is HTML comments and nothing else."""
    if token.type != "html_block":
        return False
    at = 0
    for start, end in html_comments(token.content, 0, len(token.content)):
        if token.content[at:start].strip():
            return False
        at = end
    return at > 0 and not token.content[at:].strip()


def html_comments(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the comments between two offsets begin and end."""
    while (opening := text.find("<!--", start, stop)) >= 0:
        closing = text.find("-->", opening + 4, stop)
        if closing < 0:
            return
        start = closing + 3
        yield opening, start


def _blocks(tokens: list[Token], source: Source, env: EnvType) -> tuple[Block, ...]:
    blocks = []
    index = 0
    while index < len(tokens):
        end = _end(tokens, index)
        blocks.append(_block(tokens[index : end + 1], source, env))
        index = end + 1
    return tuple(blocks)


def _end(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the one at `start`; itself where it opens nothing."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _block(tokens: list[Token], source: Source, env: EnvType) -> Block:
    first = tokens[0]
    start, end = first.map or [0, 0]
    inlines = tuple(
        Inline(source, token, env, token.map[0] + 1, token.map[1])
        for token in tokens
        if token.type == "inline" and token.map
    )
    kind = first.type.removesuffix("_open")
    items = _blocks(tokens[1:-1], source, env) if kind in ("bullet_list", "ordered_list") else ()
    return Block(
        kind,
        int(first.tag[1]) if kind == "heading" else 0,
        start + 1,
        _last_line(source, start, end),
        inlines,
        items,
    )


def _last_line(source: Source, start: int, end: int) -> int:
    """The last line (from 1) of a block that has text; list items claim the empty ones below."""
    while end > start + 1 and not source.lines[end - 1].strip():
        end -= 1
    return max(end, start + 1)
