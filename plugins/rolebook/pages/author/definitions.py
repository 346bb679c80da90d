"""A whole source in; what its passages refer to and do not hold themselves out.

Pages show a source in passages, and authors gather the addresses of links and the footnotes at the
end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_REFERENCE: Final = re.compile(r"\[\^([^\s\[\]^]{1,100})\](:?)")


@dataclass(frozen=True)
class Definitions:
    """The definitions of one source."""

    references: dict[str, Any] = field(default_factory=dict)
    """As markdown-it keeps them, by normalised label."""

    footnotes: dict[str, str] = field(default_factory=dict)
    """The Markdown of each, by label."""

    def completed(self, text: str) -> str:
        """A passage with the footnotes that it refers to and that stand elsewhere in its source."""
        if not self.footnotes or "[^" not in text:
            return text
        found = _REFERENCE.findall(text)
        here = {label for label, colon in found if colon}
        missing = dict.fromkeys(label for label, _ in found if label not in here)
        notes = [self.footnotes[label] for label in missing if label in self.footnotes]
        return "\n\n".join([text, *notes])


def definitions(text: str, md: MarkdownIt) -> Definitions:
    """Read what a source defines for itself."""
    if "]:" not in text:
        return Definitions()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(text, md, env, tokens)
    lines = text.split("\n")
    notes = {
        token.meta["label"]: "\n".join(lines[slice(*token.map)])
        for token in tokens
        if token.type == "footnote_reference_open" and token.map and token.level == 0
    }
    return Definitions(env.get("references", {}), notes)


class AllDefinitions:
    """The definitions of every source, each read once, when it is first asked for."""

    def __init__(self, text_of: Callable[[str], str], md: MarkdownIt) -> None:
        self._text_of = text_of
        self._md = md
        self._known: dict[str, Definitions] = {}

    def of(self, path: str) -> Definitions:
        """The definitions of the source at a path; none where it is no Markdown."""
        if path not in self._known:
            text = self._text_of(path) if path.endswith((".md", ".markdown")) else ""
            self._known[path] = definitions(text, self._md)
        return self._known[path]
