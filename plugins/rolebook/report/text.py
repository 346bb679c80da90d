"""Findings in, text with excerpts and carets out, as design.md §3 shows it."""

from __future__ import annotations

from typing import Final

import click

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report.counts import library_counts, mended, problem_counts
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.report.left_out import left_out_lines
from rolebook.text.columns import columns
from rolebook.text.source import Span
from rolebook.text.visible import visible

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
MOST_COLUMNS: Final = 160
"""A longer line is cut around the place: the caret must stay in sight."""


def render(findings: Findings) -> str:
    """Every finding with its excerpt, then the counts in one line."""
    findings = seen_from_caller(findings)
    parts = [finding(one, findings) for one in findings.diagnostics]
    return "\n\n".join([*parts, summary(findings)]) + "\n"


def finding(diagnostic: Diagnostic, findings: Findings) -> str:
    """One finding: place, code, name and message, the excerpt, then the notes and the help."""
    level = diagnostic.level
    name = _styled(f"{level.value}[{diagnostic.rule.code}]", findings, fg=_COLOURS[level])
    place, message = visible(str(diagnostic.span)), visible(diagnostic.message)
    head = f"{place}: {name} {diagnostic.rule.name}: {message}"
    gutter = " " * len(str(diagnostic.span.line))
    lines = [_styled(head, findings, bold=True), *_excerpt(diagnostic.span, gutter, findings)]
    lines += [
        f"{gutter} = note: {visible(f'{one.message} ({one.span})')}" for one in diagnostic.related
    ]
    if diagnostic.help:
        lines.append(f"{gutter} = help: {visible(diagnostic.help)}")
    return "\n".join(lines)


def _excerpt(span: Span, gutter: str, findings: Findings) -> list[str]:
    source = findings.sources.get(span.path)
    if source is None or span.line > len(source.lines):
        return []
    line = source.lines[span.line - 1]
    if not line.strip():
        return []
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start + 1)
    before, marked, after = line[:start], line[start:end], line[end:]
    if len(line) > MOST_COLUMNS:
        before = f"…{before[-60:]}" if len(before) > 60 else before
        marked = f"{marked[:80]}…" if len(marked) > 80 else marked
        after = f"{after[:20]}…" if len(after) > 20 else after
    shown_before, shown = visible(before), visible(marked)
    carets = "^" * max(columns(shown), 1)
    bar = _styled("|", findings, fg="blue")
    return [
        f"{gutter} {bar}",
        f"{span.line} {bar} {shown_before}{shown}{visible(after)}".rstrip(),
        f"{gutter} {bar} {' ' * columns(shown_before)}{_styled(carets, findings, fg='red')}",
    ]


def summary(findings: Findings) -> str:
    """The counts in one line, then what was left out and what of the baseline is mended."""
    counts = findings.summary()
    others = "".join(f"\n{line}" for line in left_out_lines(findings))
    known = f"\n{mended(findings)}" if mended(findings) else ""
    return f"{library_counts(counts)}: {problem_counts(counts, findings.known)}{others}{known}"


def _styled(text: str, findings: Findings, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if findings.colour else text
