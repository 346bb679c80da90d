"""Findings of an older text in; those of them whose lines stand yet, where they stand now, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rolebook.diagnostics import Diagnostic
from rolebook.text.source import Source, Span


def carried(
    findings: Iterable[Diagnostic], before: Mapping[str, Source], now: Mapping[str, Source]
) -> Iterator[Diagnostic]:
    """The findings in lines that nobody touched, with the places that belong to them."""
    moves: dict[str, _Moved] = {}

    def moved(span: Span) -> Span | None:
        path = span.path
        if path not in before:
            return span  # no source, as the configuration
        if path not in now:
            return None
        if path not in moves:
            moves[path] = _Moved(before[path], now[path])
        return moves[path](span)

    for one in findings:
        if (span := moved(one.span)) is not None:
            related = ((also, moved(also.span)) for also in one.related)
            yield replace(
                one,
                span=span,
                related=tuple(replace(also, span=at) for also, at in related if at is not None),
            )


class _Moved:
    """What became of the lines of a text: those before and after what was touched stand yet."""

    def __init__(self, before: Source, now: Source) -> None:
        old, new = before.lines, now.lines
        most = min(len(old), len(new))
        self._first = _alike(old, new, most)
        self._last = _alike(old[::-1], new[::-1], most - self._first)
        self._old = len(old)
        self._shift = len(new) - len(old)

    def __call__(self, span: Span) -> Span | None:
        if span.end_line <= self._first:
            return span
        if span.line > self._old - self._last:
            line, end = span.line + self._shift, span.end_line + self._shift
            return span._replace(line=line, end_line=end)
        return None


def _alike(one: tuple[str, ...], other: tuple[str, ...], most: int) -> int:
    """How many lines two texts begin with alike."""
    pairs = enumerate(zip(one[:most], other[:most], strict=True))
    return next((number for number, (a, b) in pairs if a != b), most)
