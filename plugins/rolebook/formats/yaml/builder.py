"""The YAML library's events in; a tree of placed nodes, and what in it is refused, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import yaml

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.nodes import Tree, YamlList, YamlMap, YamlScalar
from rolebook.formats.yaml.problems import INVALID_YAML
from rolebook.formats.yaml.refusals import (
    alias_problem,
    duplicate_key,
    list_too_long,
    most_values,
    too_deep,
)
from rolebook.parse.hidden import HiddenPlace, hides
from rolebook.text.source import Source

_TEXT_TAGS: Final = ("!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq")))
"""Tags that say what is true anyway; any other would have us make something of the text."""

_WORD: Final = re.compile(r"\S{1,80}")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: int
    end: int
    is_map: bool
    items: list[Tree] = field(default_factory=list)
    named: dict[str, tuple[YamlScalar, Tree]] = field(default_factory=dict)
    keys: dict[str, YamlScalar] = field(default_factory=dict)
    """Those that have come, also where their value was refused."""

    refused: set[str] = field(default_factory=set)
    cut: bool = False
    """Whether it has more items than are read."""

    awaits_value: bool = False
    key: YamlScalar | None = None
    """The key of the value to come; none where that key was refused."""


class TreeBuilder:
    """Takes one event after the other; holds what is open, so that depth costs no recursion."""

    def __init__(self, source: Source, place: Callable[[int], int]) -> None:
        self.root: Tree | None = None
        self.diagnostics: list[Diagnostic] = []
        self.hidden: list[HiddenPlace] = []
        """Values that write as an escape what nobody sees."""
        self._source = source
        self._place = place
        self._stack: list[_Open] = []
        self._anchors: dict[str, YamlScalar] = {}
        self._nodes = 0
        self._most = most_values(source)
        limits = source.limits
        self._longest = limits.json_items if source.is_json else limits.list_items
        self._documents = 0

    def take(self, event: Any) -> bool:
        """False where nothing that follows is to be read."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                help = "put what follows into a file of its own"
                self._refuse(event, "starts a second document", help)
                return False
        if self._nodes <= self._most and len(self._stack) <= self._source.limits.nesting:
            return True
        start = self._place(event.start_mark.index)
        span = self._source.span(start, start + 1)
        self.diagnostics.append(too_deep(self._source, len(self._stack), span))
        self.root = None
        return False

    def _scalar(self, event: Any) -> None:
        self._nodes += 1
        start, end = self._place(event.start_mark.index), self._place(event.end_mark.index)
        style, text = event.style, self._source.text
        marked = event.tag or event.anchor
        while marked and start < end and text[start] in "!&":
            _, _, value = text[start:end].partition(text[start:end].split(None, 1)[0])
            start = end - len(value.lstrip())
        after = end
        if style in ("'", '"'):
            start, end = start + 1, end - 1
        elif style:
            header, _, words = text[start:end].partition("\n")
            if words.strip():
                start = end - len(words.lstrip())
            after = end = start + len((words.strip() or header).rstrip())
        scalar = YamlScalar(event.value, not style, start, end, self._source)
        if style == '"' and "\\" in text[start:end] and (hidden := hides(event.value)):
            self.hidden.append(HiddenPlace(hidden, scalar.span, "an escape"))
        if marked:
            self._mark(event, scalar)
        self._add(scalar, after)

    def _mark(self, event: Any, node: YamlScalar | None) -> None:
        """Remembers an anchor, refuses a tag."""
        if event.anchor and node:
            self._anchors[event.anchor] = node
        if event.tag and event.tag not in _TEXT_TAGS:
            self._refuse(event, "is a tag", "delete it: every value is text here")

    def _add(self, node: Tree | None, end: int) -> None:
        """Puts a node where it belongs; none stands for one that was refused."""
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        top.end = end
        if not top.is_map:
            if node and len(top.items) < self._longest:
                top.items.append(node)
            elif node and not top.cut:
                top.cut = True
                place = self._source.span(node.start, node.end)
                self.diagnostics.append(list_too_long("this list", self._longest, place))
        elif not top.awaits_value:
            top.awaits_value, top.key = True, self._key(top, node)
        else:
            if top.key and node:
                top.named[top.key.text] = (top.key, node)
            elif top.key:
                top.refused.add(top.key.text)
            top.awaits_value = False

    def _key(self, top: _Open, node: Tree | None) -> YamlScalar | None:
        """The key that a node is; none where it can be no key, which is reported."""
        if not isinstance(node, YamlScalar):
            if node:
                message = "a key is a list or a mapping"
                self.diagnostics.append(
                    Diagnostic(INVALID_YAML, message, node.span, "write a word for it")
                )
        elif node.plain and node.text == "<<":
            top.refused.add("<<")
            self.diagnostics.append(alias_problem("a merge key", node))
        elif not node.text:
            help = "write a word before the `:`"
            span = self._source.span(node.start - (not node.plain), node.end + 1)
            self.diagnostics.append(Diagnostic(INVALID_YAML, "a key is empty", span, help))
        elif first := top.keys.get(node.text):
            self.diagnostics.append(duplicate_key(node, first))
        else:
            top.keys[node.text] = node
            return node
        return None

    def _open(self, event: Any) -> None:
        self._nodes += 1
        self._mark(event, None)
        first = event.start_mark.index
        if event.flow_style and event.end_mark.index > first:
            first = event.end_mark.index - 1  # the bracket: an anchor or tag may stand before it
        start = self._place(first)
        self._stack.append(_Open(start, start, type(event) is yaml.MappingStartEvent))

    def _close(self, event: Any) -> None:
        top = self._stack.pop()
        # a block ends at the next token, which may be lines below; its last node ends before
        bracket = event.end_mark.index > event.start_mark.index
        end = self._place(event.end_mark.index) if bracket else max(top.start, top.end)
        node: Tree
        if top.is_map:
            refused = frozenset(top.refused)
            node = YamlMap(top.named, top.start, end, self._source, refused)
        else:
            node = YamlList(tuple(top.items), top.start, end, self._source)
        self._add(node, end)

    def _alias(self, event: Any) -> None:
        self._nodes += 1
        start, end = self._place(event.start_mark.index), self._place(event.end_mark.index)
        here = YamlScalar(f"*{event.anchor}", True, start, end, self._source)
        top = self._stack[-1] if self._stack else None
        if not (top and top.awaits_value and top.key is None):  # else its key was reported
            self.diagnostics.append(alias_problem("an alias", here))
        # text may stand in for its alias; a list or mapping would let a small file grow huge
        meant = self._anchors.get(event.anchor)
        self._add(replace(here, text=meant.text) if meant else None, end)

    def _refuse(self, event: Any, message: str, help: str) -> None:
        """Reports the first word of what an event stands for."""
        start = self._place(event.start_mark.index)
        word = _WORD.match(self._source.text, start)
        end = word.end() if word else start
        message = f"`{self._source.text[start:end]}` {message}"
        self.diagnostics.append(
            Diagnostic(INVALID_YAML, message, self._source.span(start, end), help)
        )
