"""TOML text in; a tree of placed nodes, as of YAML, and the problems of its form out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.problems import INVALID_YAML
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar
from rolebook.text.source import Source

_WHERE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[YamlMap | None, list[Diagnostic]]:
    """The mapping of `source.text[start:end]`; no mapping and one problem where it is no TOML."""
    stop = len(source.text) if end is None else end
    try:
        values = tomllib.loads(source.text[start:stop])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, [_problem(source, start, stop, str(error))]
    return _mapping(source, values, start, stop), []


def _problem(source: Source, start: int, stop: int, said: str) -> Diagnostic:
    at = stop - 1
    if match := _WHERE.search(said):
        line = source.position(start)[0] + int(match[1]) - 1
        at = source.line_starts[line - 1] + int(match[2]) - 1
    at = max(start, min(at, stop - 1))
    reason = _WHERE.sub("", said).strip()
    message = f"not valid TOML: {reason[:1].lower()}{reason[1:]}"
    return Diagnostic(INVALID_YAML, message, source.span(at, at + 1))


def _mapping(source: Source, values: Mapping[str, Any], start: int, stop: int) -> YamlMap:
    """Each key where it first stands at the beginning of a line; its value right behind it."""
    named: dict[str, tuple[YamlScalar, Tree]] = {}
    for key, value in values.items():
        place = re.compile(
            rf"^[ \t]*(?:\[\[?)?[ \t]*[\"']?({re.escape(key)})[\"']?[ \t]*[=\].]", re.M
        )
        match = place.search(source.text, start, stop)
        at, after = match.span(1) if match else (start, start)
        node = YamlScalar(key, True, at, after, source)
        named[key] = (node, _node(source, value, match.end() if match else start, stop))
    return YamlMap(named, start, stop, source)


def _node(source: Source, value: Any, at: int, stop: int) -> Tree:
    if isinstance(value, Mapping):
        return _mapping(source, value, at, stop)
    if isinstance(value, list):
        items: list[Tree] = []
        for one in value:
            items.append(_node(source, one, at, stop))
            at = items[-1].end
        return YamlList(tuple(items), at, at, source)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    words = text.strip()
    first = words.partition("\n")[0]
    found = source.text.find(first, at, stop) if first else -1
    begins = found if found >= 0 else at
    ends = min(begins + len(words), stop) if found >= 0 else at
    return YamlScalar(text, not isinstance(value, str), begins, ends, source)
