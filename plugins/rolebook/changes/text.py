"""Changes in, lines for a terminal out."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import click

from rolebook.changes.change import Change
from rolebook.changes.kinds import BY_NAME, SUSPECT
from rolebook.changes.report import Report, finding_counts, summary, told
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.text.visible import visible

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(report: Report) -> str:
    """The summary, the changes by group, the findings that came and went."""
    lines = [_bold(summary(report), report)]
    lines += [
        f"note: {visible(f'{side.name}: {side.note}')}"
        for side in (report.old, report.new)
        if side.note
    ]
    for group, some in groupby(report.changes, key=lambda one: BY_NAME[one.kind].group):
        changes = [*some]
        lines += ["", f"{_bold(group, report)} ({len(changes)})"]
        for one in changes:
            lines += _change(one, report)
        if group == SUSPECT:
            lines.append(
                "  = help: read what the owner holds now; where a boundary still holds, write its"
                " marker behind its bold words"
            )
    lines += ["", f"{_bold('Findings', report)}: {finding_counts(report.findings)}"]
    lines += [_finding(one, "new", report) for one in report.findings.new]
    lines += [_finding(one, "mended", report) for one in report.findings.mended]
    return "\n".join(lines) + "\n"


def _change(one: Change, report: Report) -> list[str]:
    side = report.side(one)
    span = one.span
    place = visible(f"{side.place(span.path)}:{span.line}:{span.column}")
    kind = _styled(one.kind, report, "yellow" if one.kind == "boundary-suspect" else "cyan")
    what = visible(told(one))
    was = f" (in {report.old.name})" if one.gone else ""
    line = f"  {place}: {kind} {visible(one.subject)}{f': {what}' if what else ''}{was}"
    settle = f"    once reviewed: {one.settle}"
    return [line, settle] if one.settle else [line]


def _finding(one: Diagnostic, word: str, report: Report) -> str:
    side = report.old if word == "mended" else report.new
    span = one.span
    place = visible(f"{side.place(span.path)}:{span.line}:{span.column}")
    level = _styled(f"{one.level.value}[{one.rule.code}]", report, _COLOURS[one.level])
    agreed = " (in the baseline)" if one.order in report.findings.agreed else ""
    return f"  {word} {place}: {level} {one.rule.name}: {visible(one.message)}{agreed}"


def _styled(text: str, report: Report, colour: str) -> str:
    return click.style(text, fg=colour) if report.colour else text


def _bold(text: str, report: Report) -> str:
    return click.style(visible(text), bold=True) if report.colour else visible(text)
