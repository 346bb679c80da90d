"""Markdown as GitHub reads it in, markdown-it's tokens out, in a time that grows with the text.

markdown-it is quick on what people write. Where crafted text makes it slow, a rule is replaced or
its steps are counted; `tests/rolebook/pages/test_markup_time.py` holds the measurements.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from rolebook.formats.markdown.tokens import TooTangled
from rolebook.pages.author.html import tag_end
from rolebook.pages.author.rendering import Html

MAX_NESTING: Final = 40
"""Blocks and spans within each other. markdown-it drops what is nested deeper."""

_STEPS: Final = 20_000
"""How often, and twice for every character, a parse may look ahead for the end of a link."""

_TOKENS: Final = 5_000
"""How many blocks, and two for every character, a text with tables may have."""

_FOOTNOTE: Final = re.compile(r"\[\^([^\s\[\]^]{1,100})\]")


class Dialect(MarkdownIt):
    """GitHub-flavoured Markdown: tables, task lists, alerts, footnotes, strikethrough."""

    def __init__(self) -> None:
        super().__init__(renderer_cls=Html)
        self.inline = _CountingInline()
        # bare addresses are linked with the ids (`linking`): both linkify-it and
        # mdit-py-plugins' rule take quadratic time, and the first takes `LIBRARY.md` for a host
        options = {"maxNesting": MAX_NESTING, "linkify": False, "xhtmlOut": False}
        self.configure("gfm-like2", options)
        self.disable("linkify")
        self.use(footnote_plugin, inline=False)
        self.renderer = Html(self)  # anew: the plugin has put its own rules into the first one
        self.inline.ruler.at("footnote_ref", _footnote_reference)
        self.inline.ruler.at("html_inline", _html_inline)
        self.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})

    def validateLink(self, url: str) -> bool:
        """Let every link be one: `rolebook.pages.author.destinations` decides."""
        return True

    def normalizeLink(self, url: str) -> str:
        """Keep what the author wrote: it is to be found in the source."""
        return url

    def blocks(self, text: str, env: MutableMapping[str, Any]) -> list[Token]:
        """The tokens of a passage. Raises `TooTangled`."""
        env["steps"] = _STEPS + 2 * len(text)
        tokens = self.parse(text, env)
        if any(token.nesting == 1 and token.level + 1 >= MAX_NESTING for token in tokens):
            raise TooTangled
        return tokens

    def phrase(self, text: str, env: MutableMapping[str, Any]) -> list[Token]:
        """The tokens of a text without blocks. Raises `TooTangled`."""
        env["steps"] = _STEPS + 2 * len(text)
        return self.parseInline(text, env)


class _CountingInline(ParserInline):
    def skipToken(self, state: StateInline) -> None:
        # 100 KB of `[` are 4 million steps
        state.env["steps"] -= 1
        if state.env["steps"] < 0:
            raise TooTangled
        super().skipToken(state)


def _table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table completes its short rows: 3 KB of `a` below 500 columns are 65,536 cells."""
    found = table(state, startLine, endLine, silent)
    if found and len(state.tokens) > _TOKENS + 2 * len(state.src):
        raise TooTangled
    return found


def _html_inline(state: StateInline, silent: bool) -> bool:
    """The tags of `rolebook.pages.author.html`, which bounds their length."""
    if state.src[state.pos] != "<":
        return False
    end = tag_end(state.src, state.pos, state.posMax)
    if end < 0:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """The plugin's own rule scans to the end of the text at every `[^`."""
    notes = state.env.get("footnotes", {})
    if state.src[state.pos] != "[" or not notes.get("refs"):
        return False
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not match or f":{match[1]}" not in notes["refs"]:
        return False
    if not silent:
        number = notes["refs"][f":{match[1]}"]
        if number < 0:
            number = notes["refs"][f":{match[1]}"] = len(notes["list"])
            notes["list"][number] = {"label": match[1], "count": 0}
        token = state.push("footnote_ref", "", 0)
        token.meta = {"id": number, "subId": notes["list"][number]["count"], "label": match[1]}
        notes["list"][number]["count"] += 1
    state.pos = match.end()
    return True
