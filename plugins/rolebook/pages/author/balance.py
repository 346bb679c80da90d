"""Tags of an author in, the same with every one closed where it has to be out.

What is opened is closed in the block or paragraph it stands in, so that the sanitiser behind
(`sanitise`) has little to mend: mending is where sanitisers and browsers differ, and
where a phrase left open is opened again in each of ten thousand paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rolebook.pages.author.html import FLOW, PHRASE, VOID, Tag, pieces

_INTERRUPTED: Final = PHRASE | {"p"}

MAX_DEPTH: Final = 40
"""Tags of an author's that may be open at once; browsers give up at 512, sanitisers long before."""


class Balance:
    """Writes an author's tags so that every one is closed, in the right order, and in its place."""

    def __init__(self, write: Callable[[Tag], tuple[str, str]]) -> None:
        self._write = write
        """The opening and closing tag that an author's tag becomes; empty for none."""
        self._open: list[tuple[str, str, int]] = []
        """Name, closing tag and depth of what is open; no name for what Markdown opened."""

    def text(self, text: str, allowed: frozenset[str], depth: int) -> str:
        """Some HTML, at a depth of Markdown's own blocks, as it is to be published."""
        out = []
        for piece in pieces(text):
            if isinstance(piece, str):
                out.append(piece.replace("<", "&lt;").replace(">", "&gt;"))
            elif piece.name in allowed:
                put = self._closed if piece.closes else self._opened
                out.append(put(piece, depth))
        return "".join(out)

    def end_of_block(self, before: int) -> str:
        """Close the phrases that a block opened over `before` open tags, and what they hold."""
        for index, (name, _, _) in enumerate(self._open[before:], before):
            if name in PHRASE:
                return self.close_to(index)
        return ""

    def interrupt(self, depth: int) -> str:
        """Close what no block can stand in: a parser would close it there, and open it again."""
        keep = len(self._open)
        while keep and self._open[keep - 1][0] in _INTERRUPTED and self._open[keep - 1][2] == depth:
            keep -= 1
        return self.close_to(keep)

    def end_of_depth(self, depth: int) -> str:
        """Close everything that was opened deeper than `depth`."""
        keep = len(self._open)
        while keep and self._open[keep - 1][2] > depth:
            keep -= 1
        return self.close_to(keep)

    def holds(self, name: str) -> bool:
        """Whether a tag of this name is open."""
        return any(name == one for one, _, _ in self._open)

    def enter(self) -> None:
        """Note that Markdown opened something: an author's tag cannot close it."""
        self._open.append(("", "", 0))

    def leave(self) -> str:
        """Close what was opened since Markdown opened what it closes now."""
        keep = len(self._open)
        while keep and self._open[keep - 1][0]:
            keep -= 1
        closing = self.close_to(keep)
        if self._open:
            self._open.pop()
        return closing

    def close_to(self, keep: int) -> str:
        """Close all but the outermost `keep` tags."""
        closing = "".join(close for _, close, _ in reversed(self._open[keep:]))
        del self._open[keep:]
        return closing

    def __len__(self) -> int:
        return len(self._open)

    def _opened(self, tag: Tag, depth: int) -> str:
        ended = self.interrupt(depth) if tag.name in FLOW else ""
        if tag.name not in VOID and len(self._open) >= MAX_DEPTH:
            return ended
        opening, closing = self._write(tag)
        if closing:
            self._open.append((tag.name, closing, depth))
        return ended + opening

    def _closed(self, tag: Tag, depth: int) -> str:
        for index in range(len(self._open) - 1, -1, -1):
            name, _, at = self._open[index]
            if not name or at != depth:
                return ""
            if name == tag.name:
                return self.close_to(index)
        return ""
