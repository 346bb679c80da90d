"""Changes in, Markdown fit for a comment on a pull request out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from rolebook.changes.change import Change
from rolebook.changes.kinds import BY_NAME, SUSPECT
from rolebook.changes.report import Report, Side, became, finding_counts, summary, told
from rolebook.diagnostics import Diagnostic
from rolebook.report.markdown import MOST_CHARACTERS, code, prose
from rolebook.text.source import Span

_NOTE: Final = 300
"""Characters kept free for the line that says what is left out."""

HEAD: Final = "### Rolebook: "
"""What a report begins with; a bot finds its older comment by it."""


def render(report: Report) -> str:
    """A sentence, a table of what to look at again, then a table a group. What does not fit is
    left out, the last first, and counted."""
    parts = [f"{HEAD}{prose(summary(report))}\n"]
    parts += [
        f"\n{prose(f'`{side.name}` was {side.note}')}.\n"
        for side in (report.old, report.new)
        if side.note
    ]
    findings = _findings(report)
    room = MOST_CHARACTERS - _NOTE - sum(map(len, parts)) - sum(map(len, findings))
    left_out = 0
    for group, changes in groupby(report.changes, key=lambda one: BY_NAME[one.kind].group):
        rows = [_row(one, report) for one in changes]
        head = _SUSPECTS if group == SUSPECT else _CHANGES
        top = f"\n#### {group} ({len(rows)})\n\n{head}"
        kept = [*_fitting(rows, room - len(top))]
        left_out += len(rows) - len(kept)
        if kept:
            parts += [top, *kept]
            room -= len(top) + sum(map(len, kept))
    if left_out:
        parts.append(f"\n{left_out} more for lack of room; `rolebook diff` shows them all.\n")
    return "".join([*parts, *findings])


_SUSPECTS: Final = (
    "Their owner's mandate changed; read what it holds now. Where a boundary still holds, write"
    " its marker behind its bold words.\n\n"
    "| Boundary | Owner | What changed | Marker |\n| --- | --- | --- | --- |\n"
)
_CHANGES: Final = "| What | Whose | Change |\n| --- | --- | --- |\n"


def _row(one: Change, report: Report) -> str:
    subject = _linked(one.subject, one.span, report.side(one))
    if one.kind == "boundary-suspect":
        settle = code(one.settle) if one.settle else ""
        cells = [subject, code(one.owner), prose(became(one)), settle]
    else:
        cells = [one.kind.replace("-", " "), subject, prose(told(one))]
    return f"| {' | '.join(cell.replace('|', _BAR) for cell in cells)} |\n"


_BAR: Final = "\\|"


def _linked(text: str, span: Span, side: Side) -> str:
    """A thing in code, with a link to where it stands."""
    link = side.link(span)
    return f"[{code(text)}]({link})" if link else code(text)


def _findings(report: Report) -> list[str]:
    findings = report.findings
    parts = [f"\n#### Findings\n\n{finding_counts(findings)}\n"]
    if findings.new:
        rows = (_item(one, report, report.new) for one in findings.new)
        parts += ["\n", *_fitting(rows, MOST_CHARACTERS // 3)]
        missing = len(findings.new) - (len(parts) - 2)
        parts += [f"- {missing} more\n"] if missing else []
    if findings.mended:
        kept = [*_fitting((_item(o, report, report.old) for o in findings.mended), 10_000)]
        parts += ["\n<details><summary>Mended</summary>\n\n", *kept, "\n</details>\n"]
    return parts


def _item(one: Diagnostic, report: Report, side: Side) -> str:
    place = _linked(f"{side.place(one.span.path)}:{one.span.line}", one.span, side)
    agreed = " (in the baseline)" if one.order in report.findings.agreed else ""
    name = f"**{one.level.value}** {one.rule.code} {one.rule.name}"
    return f"- {place} {name}: {prose(one.message)}{agreed}\n"


def _fitting(rows: Iterable[str], room: int) -> Iterable[str]:
    for row in rows:
        room -= len(row)
        if room < 0:
            return
        yield row
