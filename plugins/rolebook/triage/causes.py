"""Findings in; the same without those that only follow from another at their place out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.text.source import Span

_CONSEQUENCES: Final = {
    # an id that is none, and references that lead nowhere, or not where they seem to
    "RB041": ("RB042", "RB101", "RB102", "RB103", "RB104", "RB109"),
    # YAML that holds what no YAML may hold
    "RB016": ("RB004", "RB019"),
}
"""By the code of the cause, those of what follows from it at the very same place."""

_IN_THE_FILE: Final = {
    # both sides of a merge say it, and its markers are neither YAML nor a title
    "RB092": ("RB004", "RB005", "RB019", "RB093", "RB146"),
}
"""The same of what follows from it anywhere in its file."""

_RANKS: Final = tuple(Severity)


def without_consequences(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings but for what follows from another; a consequence that is graver stays."""
    causes: dict[tuple[Span | str, str], Severity] = {
        (place, code): one.level
        for one in diagnostics
        for place, following in ((one.span, _CONSEQUENCES), (one.span.path, _IN_THE_FILE))
        for code in following.get(one.rule.code, ())
    }
    for one in diagnostics:
        code = one.rule.code
        level = causes.get((one.span, code)) or causes.get((one.span.path, code))
        if level is None or _RANKS.index(one.level) < _RANKS.index(level):
            yield one
