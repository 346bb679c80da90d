"""Findings in, how many there are of what out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rolebook.report.findings import Findings

_LIBRARY: Final = ("roles", "boundaries", "atlases", "competencies")
_WHERE_THERE_ARE_ANY: Final = ("skills", "profiles")
_FOUND: Final = ("errors", "warnings", "infos")
_SINGULAR: Final = {
    "boundaries": "boundary",
    "atlases": "atlas",
    "competencies": "competency",
    "entries": "entry",
}


def library_counts(counts: Mapping[str, int]) -> str:
    """`20 roles, 61 boundaries, 1 atlas, 10 competencies`, of a summary."""
    kinds = [*_LIBRARY, *(kind for kind in _WHERE_THERE_ARE_ANY if counts.get(kind))]
    return ", ".join(counted(counts[kind], kind) for kind in kinds)


def problem_counts(found: Mapping[str, int], known: int) -> str:
    """`2 errors, 1 warning` of a summary; next to a baseline, that they are new, and how many it
    holds besides.
    """
    new = "new " if known else ""
    counts = [(found[kind], kind) for kind in _FOUND if found[kind]]
    told = ", ".join(f"{number} {new}{_form(number, kind)}" for number, kind in counts)
    beside = f"; {counted(known, 'known findings')} in the baseline" if known else ""
    return f"{told or f'no {new}problems'}{beside}"


def mended(findings: Findings) -> str:
    """That the baseline is out of date; empty while it is not."""
    number = findings.baseline.mended if findings.baseline else 0
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'findings')} of the baseline {verb} mended; write it again"


def counted(number: int, plural: str) -> str:
    """`1 boundary`, `2 boundaries`."""
    return f"{number} {_form(number, plural)}"


def _form(number: int, plural: str) -> str:
    return plural if number != 1 else _SINGULAR.get(plural, plural[:-1])
