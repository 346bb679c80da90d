"""Front matter that is no YAML in; its entries as far as they can be told apart out."""

from __future__ import annotations

import re
from typing import Final

from rolebook.diagnostics import Diagnostic, Source
from rolebook.parse.yaml_refusals import duplicate_key
from rolebook.parse.yaml_tree import Tree, YamlList, YamlMap, YamlScalar, read_tree

MAX_ENTRIES: Final = 1000
"""Reading each by itself takes many times as long as reading them together."""

_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?=\S)")
_BLOCK: Final = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]*")


def looks_like_entry(line: str) -> bool:
    """`key:` or `key: value` at the start of a line."""
    key, colon, rest = line.partition(":")
    return bool(colon and _KEY.fullmatch(key.rstrip()) and rest[:1] in ("", " ", "\t"))


def recover(source: Source, start: int, end: int) -> tuple[YamlMap | None, list[Diagnostic]]:
    """The entries of `source.text[start:end]`, each read by itself: as YAML where it is, as text.

    An entry is a line `key: value` and all lines below it up to the next. Returns no mapping where
    no line looks like an entry, or too many do. The problems are those of the single entries.
    """
    entries: dict[str, tuple[YamlScalar, Tree]] = {}
    problems: list[Diagnostic] = []
    stretches = _stretches(source, start, end)
    if len(stretches) > MAX_ENTRIES:
        return None, []
    for first, last in stretches:
        tree, found = read_tree(source, first, last)
        problems += found
        if isinstance(tree, YamlMap):
            new = list(tree.entries)
        else:
            new = [_entry(source, first, last)]
        for key, value in new:
            if key.text in entries:
                problems.append(duplicate_key(key, entries[key.text][0]))
            else:
                entries[key.text] = (key, value)
    if not entries:
        return None, problems
    return YamlMap(entries, start, end, source), problems


def _stretches(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """From the start of each entry's first line to that of the next entry's."""
    first = source.position(start)[0]
    last = source.position(end)[0]
    starts = [
        source.line_starts[number - 1]
        for number in range(first, last)
        if looks_like_entry(source.lines[number - 1])
    ]
    return list(zip(starts, [*starts, end][1:], strict=True))


def _entry(source: Source, start: int, end: int) -> tuple[YamlScalar, Tree]:
    """A key and what follows it, as it is written."""
    text = source.text[start:end]
    name, _, rest = text.partition(":")
    key = YamlScalar(name.rstrip(), True, start, start + len(name.rstrip()), source)
    at = start + len(name) + 1
    first, _, below = rest.partition("\n")
    items = [line for line in below.split("\n") if line.strip()]
    if not first.strip() and items and all(_ITEM.match(line) for line in items):
        return key, _list(source, at + len(first) + 1, end)
    if _BLOCK.fullmatch(first.strip()):
        at += len(first)
    return key, _scalar(source, at, end)


def _list(source: Source, start: int, end: int) -> YamlList:
    items, at = [], start
    for line in source.text[start:end].split("\n"):
        mark = _ITEM.match(line)
        if mark:
            tree, _ = read_tree(source, at + mark.end(), at + len(line))
            as_text = _scalar(source, at + mark.end(), at + len(line))
            items.append(tree if isinstance(tree, YamlScalar) else as_text)
        at += len(line) + 1
    return YamlList(tuple(items), start, end, source)


def _scalar(source: Source, start: int, end: int) -> YamlScalar:
    """The words between two offsets, on one line and without quotes around them."""
    written = source.text[start:end]
    words = written.strip()
    start += len(written) - len(written.lstrip())
    quote = words[:1] if words[:1] in ("'", '"') else ""
    if quote:
        start, words = start + 1, words[1:].removesuffix(quote)
    text = " ".join(line.strip() for line in words.split("\n"))
    return YamlScalar(text, not quote, start, start + len(words), source)
