"""Findings in, those of the protocol out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lsprotocol import types

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report.rule_page import rule_page
from rolebook.servers.editor.places import Places
from rolebook.text.source import Span
from rolebook.text.visible import visible

SOURCE: Final = "rolebook"

LEVELS: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}

UNNECESSARY: Final = frozenset({"RB027", "RB035", "RB114", "RB147", "RB402"})
"""What may go without a loss: editors show it faded."""

MOST_RELATED: Final = 20

_PLACE: Final = re.compile(r"^`[^`]*` \(line (\d+), column (\d+)\): |\(line (\d+), column (\d+)\)")


def diagnostics(
    found: Iterable[Diagnostic], places: Places
) -> dict[str, tuple[types.Diagnostic, ...]]:
    """The findings of each file, by its path."""
    by_path: dict[str, list[types.Diagnostic]] = defaultdict(list)
    for one in found:
        by_path[one.span.path].append(diagnostic(one, places))
    return {path: tuple(listed) for path, listed in by_path.items()}


def diagnostic(one: Diagnostic, places: Places) -> types.Diagnostic:
    """One finding: what is wrong on its first line, how to mend it below."""
    help = f"\nhelp: {visible(one.help)}" if one.help else ""
    page = rule_page(one.rule.code)
    return types.Diagnostic(
        range=places.range(_word_of(one.span, places)),
        message=f"{visible(one.message)}{help}",
        severity=LEVELS.get(one.level),
        code=one.rule.code,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if one.rule.code in UNNECESSARY else None,
        related_information=[
            types.DiagnosticRelatedInformation(places.location(also.span), visible(also.message))
            for also in one.related[:MOST_RELATED]
        ]
        or None,
    )


def trouble(said: str, path: str, places: Places) -> tuple[types.Diagnostic, ...]:
    """What is wrong with the configuration, each line of it at its place."""
    found = []
    for line in said.splitlines():
        match = _PLACE.search(line)
        row, column = (int(n) for n in match.groups() if n) if match else (1, 1)
        words = line[match.end() :] if match and match.start() == 0 else line
        span = _word_of(Span(path, row, column, row, column), places)
        level = types.DiagnosticSeverity.Error
        found.append(types.Diagnostic(places.range(span), visible(words), level, source=SOURCE))
    return tuple(found)


def _word_of(span: Span, places: Places) -> Span:
    """A place without extent is hard to see: the word that begins there, or all of its line."""
    if (span.end_line, span.end_column) > (span.line, span.column):
        return span
    lines = places.lines(span.path)
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    word = re.compile(r"[^\s:,\]})]+").match(line, span.column - 1)
    end = word.end() if word else len(line.rstrip())
    return span._replace(end_line=span.line, end_column=max(span.column, end + 1))
