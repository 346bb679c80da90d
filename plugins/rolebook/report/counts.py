"""Findings in, how many there are of what out, in words."""

from __future__ import annotations

from typing import Final

from rolebook.report.findings import Findings

_LIBRARY: Final = ("roles", "boundaries", "atlases", "competencies")
_FOUND: Final = ("errors", "warnings", "infos")
_SINGULAR: Final = {
    "boundaries": "boundary",
    "atlases": "atlas",
    "competencies": "competency",
    "entries": "entry",
}


def library_counts(findings: Findings) -> str:
    """`20 roles, 61 boundaries, 1 atlas, 10 competencies`."""
    counts = findings.summary()
    return ", ".join(counted(counts[kind], kind) for kind in _LIBRARY)


def problem_counts(findings: Findings) -> str:
    """`2 errors, 1 warning`, or `no problems`; with how many the baseline hides."""
    counts = findings.summary()
    found = [counted(counts[kind], kind) for kind in _FOUND if counts[kind]]
    hidden = findings.baseline.hidden if findings.baseline else 0
    known = f" ({counted(hidden, 'findings')} of the baseline hidden)" if hidden else ""
    nothing = "no new problems" if hidden else "no problems"
    return f"{', '.join(found) or nothing}{known}"


def mended(findings: Findings) -> str:
    """That the baseline is out of date; empty while it is not."""
    number = findings.baseline.mended if findings.baseline else 0
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'findings')} of the baseline {verb} mended; write it again"


def counted(number: int, plural: str) -> str:
    """`1 boundary`, `2 boundaries`."""
    return f"{number} {plural if number != 1 else _SINGULAR.get(plural, plural[:-1])}"
