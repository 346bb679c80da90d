"""An agent that a data file holds in its values in, the role that it is out.

The texts of the values are read as the body of an agent's own file would be; what is found in them
keeps the place that it has in the data file, where the words stand there as they are read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar
from rolebook.model import Role
from rolebook.parse.agents.agents import read_agent
from rolebook.text.source import Source, Span

Entries = Mapping[str, tuple[YamlScalar, Tree]]
"""The fields of an agent by the names that they have in front matter."""


def read_embedded(source: Source, home: str, fields: Entries, body: Sequence[YamlScalar]) -> Role:
    """The role whose fields and whose parts of a body are values of `source`.

    `home` is where its own file would lie: its folders say the domain, its stem the name.
    """
    lines, places, first = _laid_out(source, body)
    made = Source(source.path, "\n".join(lines), home, source.limits)
    tree = YamlMap(dict(fields), 0, len(source.text), source)
    role = read_agent(made, FrontMatter(tree, first, first_line=1))
    moved = _moved(role, places)
    assert isinstance(moved, Role)
    return moved


_Moved = tuple[int, int]
"""A line of the source, and how many columns the words stand further right there."""


def _laid_out(
    source: Source, body: Sequence[YamlScalar]
) -> tuple[list[str], dict[int, _Moved | Span], int]:
    """The lines of a made text, where each of its lines stands, and the first line of the body.

    A value whose lines stand in the source as they are read keeps their numbers; their place is a
    line and how many columns they are to be moved. Of any other, which stands below the end of the
    source, each line has the place of the whole value.
    """
    lines, places = list[str](), dict[int, _Moved | Span]()
    for value in body:
        words = value.text.rstrip().split("\n")
        first = value.span.line
        columns = _columns(source, first, words)
        there = columns is not None and len(lines) < first
        start = first if there else max(len(lines), len(source.lines)) + 2
        lines += [""] * (start - 1 - len(lines))
        for offset, text in enumerate(words):
            lines.append(text)
            whole = source.line_span(first)
            places[start + offset] = (first + offset, columns[offset]) if columns else whole
    return lines, places, min(places, default=1)


def _columns(source: Source, first: int, words: Sequence[str]) -> list[int] | None:
    """How far each line of a value is indented; none where the source writes it otherwise."""
    written = source.lines[first - 1 : first - 1 + len(words)]
    found = [line.find(text) for line, text in zip(written, words, strict=False)]
    return found if len(found) == len(words) and min(found, default=-1) >= 0 else None


def _moved(value: Any, places: Mapping[int, _Moved | Span]) -> Any:
    """The same with every span of the made text moved to where it stands in the source."""
    if isinstance(value, Span):
        return _placed(value, places)
    if isinstance(value, tuple):
        return tuple(_moved(one, places) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _moved(getattr(value, one.name), places) for one in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **changed)
    return value


def _placed(span: Span, places: Mapping[int, _Moved | Span]) -> Span:
    start, end = places.get(span.line), places.get(span.end_line)
    if isinstance(start, Span):
        return start
    if start is None or end is None or isinstance(end, Span):
        return span
    (line, columns), (end_line, end_columns) = start, end
    return Span(span.path, line, span.column + columns, end_line, span.end_column + end_columns)
