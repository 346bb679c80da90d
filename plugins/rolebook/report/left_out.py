"""The files that a library was read without in; what a report says of them out."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from rolebook.model import LeftOut
from rolebook.report.counts import counted
from rolebook.report.findings import Findings
from rolebook.text.visible import visible

MOST: Final = 10
"""So many are named one by one."""

_FIRST: Final = 3
"""So many of each reason, where there are more."""


def left_out_lines(findings: Findings) -> list[str]:
    """All of up to ten, else by reason with the first few; with `verbose` all."""
    told = {one.span.path for one in findings.diagnostics if one.rule.name == "unread-file"}
    files = [one for one in findings.library.left_out if one.path not in told]
    if not files:
        return []
    head = f"{counted(len(files), 'files')} left out"
    if findings.verbose or len(files) <= MOST:
        return [f"{head}:", *(f"  {_line(one)}" for one in files)]
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in files:
        by_reason[one.reason].append(one.path)
    groups = sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[0]))
    return [
        f"{head} (--verbose names each):",
        *(f"  {len(paths)}: {reason}: {_first(paths)}" for reason, paths in groups),
    ]


def _line(one: LeftOut) -> str:
    return visible(f"{one.path}: {one.reason}{f'; {one.help}' if one.help else ''}")


def _first(paths: list[str]) -> str:
    more = ", …" if len(paths) > _FIRST else ""
    return visible(", ".join(paths[:_FIRST])) + more
