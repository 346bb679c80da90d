"""Markdown text in, the tokens of markdown-it out, each inline one with its place.

markdown-it knows the lines of a block but no columns. Here its inline parser notes where each
token starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from rolebook.text.source import Source

MAX_NESTING: Final = 40
"""Blocks and spans nested deeper are kept as text; nobody writes them, and they cost time."""

_STEPS: Final = 20_000
"""How often, and twice for every character, a text may be searched ahead for the end of a link."""


class TooTangled(Exception):
    """A text is nested too deep, or takes too many steps: it is to be kept as it is written."""


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
            raise TooTangled
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
def reader(idle: tuple[str, ...] = ()) -> MarkdownIt:
    """The parser, without some rules."""
    md = MarkdownIt()
    md.inline = _PlacedInline()
    # linkify finds bare addresses, which are nobody's business here and cost as much as parsing
    md.configure("gfm-like2", {"linkify": False, "maxNesting": MAX_NESTING})
    # what stands within a block is parsed when somebody asks for it: most of a text nobody does,
    # and it is half of the cost
    md.disable(["linkify", "inline", "text_join", *idle])
    return md


def read_tokens(source: Source, first_line: int, env: EnvType | None = None) -> list[Token]:
    """The parser's own block tokens of a source from a line (from 1) on; lines count from 0.

    `env` takes the link definitions.
    """
    # front matter becomes empty lines, so that line numbers stay those of the file
    text = "\n" * (first_line - 1) + "\n".join(source.lines[first_line - 1 :])
    idle = tuple(rule for rule, needed in _NEEDED.items() if not needed.search(text))
    return reader(idle).parse(text, env)


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
