"""Nothing in; the nodes that YAML and JSON are read into out: frozen, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rolebook.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A piece of text. What it means (a number, a truth) only the field that holds it knows."""

    text: str
    """Unquoted and unfolded; `NO`, `1e3` and `2024-13-45` stay as they are."""

    plain: bool
    """Written without quotes, and no block (`|`, `>`)."""

    start: int
    """Offset of the first word in the source, after a quote or a block's header line."""

    end: int
    """Offset after the last word, before a quote or the empty lines below."""

    source: Source = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The words without their quotes."""
        return self.source.span(self.start, self.end)

    @property
    def is_null(self) -> bool:
        """The author left it empty or wrote `~` or `null`, unquoted."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")

    def part(self, start: int, end: int) -> YamlScalar:
        """The stretch of the text from `start` to `end`, with its own place."""
        words = self.text[start:end]
        # escapes and line ends make what was written longer than the text, never shorter
        at = self.source.text.find(words, self.start + start, self.end)
        if at < 0 or not words:
            return YamlScalar(words, self.plain, self.start, self.end, self.source)
        return YamlScalar(words, self.plain, at, at + len(words), self.source)


@dataclass(frozen=True, slots=True)
class YamlList:
    """A list, in either notation."""

    items: tuple[Tree, ...]
    start: int
    """Offset of the bracket or of the first `-`."""

    end: int
    source: Source = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """From the first mark to the end of the last item or bracket."""
        return self.source.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class YamlMap:
    """A mapping, in either notation; no key stands in it twice."""

    named: Mapping[str, tuple[YamlScalar, Tree]]
    """Each key as it stands in the source and its value, by the key's text, in the file's order."""

    start: int
    """Offset of the brace or of the first key."""

    end: int
    source: Source = field(repr=False, compare=False)
    refused: frozenset[str] = frozenset()
    """Keys whose value was reported and left out: nobody need be told that they are missing."""

    @property
    def span(self) -> Span:
        """From the brace or first key to the end of the last value or brace."""
        return self.source.span(self.start, self.end)

    @property
    def entries(self) -> tuple[tuple[YamlScalar, Tree], ...]:
        """The keys and their values."""
        return tuple(self.named.values())

    def get(self, key: str) -> Tree | None:
        """The value of a key; none where it is not there."""
        entry = self.named.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> YamlScalar | None:
        """The key as it stands in the source."""
        entry = self.named.get(key)
        return entry[0] if entry else None

    def scalar(self, key: str) -> YamlScalar | None:
        """The value of a key where it is text; none where it is empty, a list or a mapping."""
        value = self.get(key)
        return value if isinstance(value, YamlScalar) and not value.is_null else None

    def items_of(self, key: str) -> tuple[Tree, ...]:
        """The items of a key's list; none where there is no list."""
        value = self.get(key)
        return value.items if isinstance(value, YamlList) else ()

    def lacks(self, key: str) -> bool:
        """The author wrote nothing for it, and nothing that was refused could have been it."""
        value = self.get(key)
        absent = value is None or (isinstance(value, YamlScalar) and value.is_null)
        return absent and key not in self.refused and "<<" not in self.refused


Tree: TypeAlias = YamlScalar | YamlList | YamlMap

Location: TypeAlias = tuple[int | str, ...]
"""The keys and positions (from 0) that lead from a tree's root to a node."""


def node_at(tree: Tree, location: Sequence[int | str]) -> Tree | None:
    """The node at a location; none where the tree has no such node."""
    node: Tree | None = tree
    for part in location:
        if isinstance(node, YamlMap) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, YamlList) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node
