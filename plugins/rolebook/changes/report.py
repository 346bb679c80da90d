"""What every report of changes is made from, and the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rolebook.changes.change import Change
from rolebook.changes.findings import Findings
from rolebook.diagnostics import Severity
from rolebook.report.counts import counted
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states."""

    name: str
    """The revision as it was asked for; `working tree`."""

    commit: str
    now: bool
    """Whether it is the working tree."""

    note: str = ""
    """Why it was not read with its own configuration."""

    place: Callable[[str], str] = lambda path: path
    """A path of its project, as the reader of the report writes it."""

    link: Callable[[Span], str] = lambda span: ""
    """The address of a place; empty where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Two states and what changed in meaning between them."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    findings: Findings
    colour: bool = False

    def side(self, change: Change) -> Side:
        """The state that a change has its place in."""
        return self.old if change.gone else self.new

    @property
    def suspects(self) -> int:
        """How many boundaries are to be looked at again."""
        return len({one.subject for one in self.changes if one.kind == "boundary-suspect"})


SEVERITIES: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def summary(report: Report) -> str:
    """`3 changes in meaning from main to the working tree, 1 boundary to look at again`."""
    number = sum(one.kind != "boundary-suspect" for one in report.changes)
    what = counted(number, "changes in meaning") if number != 1 else "1 change in meaning"
    new = "the working tree" if report.new.now else report.new.name
    told = f"{what if number else 'no change in meaning'} from {report.old.name} to {new}"
    again = report.suspects
    return f"{told}, {counted(again, 'boundaries')} to look at again" if again else told


def finding_counts(findings: Findings) -> str:
    """`1 new error, 2 warnings mended; 3 errors and 20 infos remain`."""
    new, mended, remain = (
        [counted(number, f"{word}{kind.value}s") for kind in SEVERITIES if (number := some[kind])]
        for some, word in (
            (Counter(one.level for one in findings.new), "new "),
            (Counter(one.level for one in findings.mended), ""),
            (Counter(one.level for one in findings.remaining), ""),
        )
    )
    parts = [", ".join(new)] if new else []
    parts += [f"{', '.join(mended)} mended"] if mended else []
    told = "; ".join(parts) or "none new, none mended"
    one = sum(kind.value != "off" for kind in SEVERITIES) and len(findings.remaining) == 1
    return f"{told}; {', '.join(remain)} {'remains' if one else 'remain'}" if remain else told


def told(change: Change) -> str:
    """What a change says besides its kind and subject, in words; things in backticks."""
    field = f"{change.field}: " if change.field else ""
    old, new = _text(change.old), _text(change.new)
    if change.kind == "boundary-suspect":
        return f"left to `{change.owner}`; {became(change)}"
    if change.old is not None and change.new is not None:
        old, new = clipped(change.old, change.new)
        return f"{field}{_text(old)} → {_text(new)}"
    if change.kind.endswith("-changed") and (old or new):
        return f"{field}{old or 'nothing'} → {new or 'nothing'}"
    return f"{field}{new or old}" if new or old else change.field


def became(change: Change) -> str:
    """What became of the work that a suspect boundary leaves to its owner."""
    old, new = clipped(change.old or "it", change.new or "")
    what, now = _text(old) if change.old else "it", _text(new)
    return {
        "reworded": f"{what} reads {now} now",
        "moved": f"{what} is in the mandate of {now} now",
        "split": f"{what} is {change.new} now",
        "merged": f"{what} is one with other work now: {now}",
        "removed": f"{what} is gone from its mandate",
        "disowned": f"it disowns {now} now",
        "unclaimed": "its description no longer speaks of that",
    }[change.reason]


def _text(text: str | None) -> str:
    return "" if text is None else f"`{_shortened(text).replace('`', chr(39))}`"


MOST: Final = 120
"""Characters of a text in a report for people; JSON has all of them."""

_AROUND: Final = 30
"""Characters that are kept of what two texts begin with."""


def clipped(old: str, new: str) -> tuple[str, str]:
    """Two long texts from shortly before they differ."""
    if max(len(old), len(new)) <= MOST:
        return old, new
    same = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = same - _AROUND
    if start <= 0:
        return old, new
    start = old.find(" ", start, same) + 1 or start
    return f"…{old[start:]}", f"…{new[start:]}"


def _shortened(text: str) -> str:
    if len(text) <= MOST:
        return text
    return f"{text[:MOST].rsplit(' ', 1)[0]} …"
