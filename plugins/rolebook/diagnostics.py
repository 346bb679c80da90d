"""Nothing in; the words that every module reports problems with out: rules, places, findings."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rolebook.limits import DEFAULTS, Limits


class Severity(StrEnum):
    """How much a finding matters; only `ERROR` keeps a library from being published."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of defect. The text under a rule constant is its reason and its documentation."""

    code: str
    """`RB` and three digits (design.md §3); never used again for anything else."""

    name: str
    """States the problem in kebab case, so that "allow dangling-owner" reads well."""

    severity: Severity = Severity.ERROR
    """The default; the configuration may set another."""


INTERNAL_ERROR = Rule("RB901", "internal-error")
"""A defect of Rolebook itself, not of the sources: please report it. A preview shows it and lives
on with the last good pages; a check or build ends."""

UNSAFE_DIAGRAM = Rule("RB902", "unsafe-diagram", Severity.WARNING)
"""A defect of Rolebook itself: a diagram held what no diagram may; a list stands in its place."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule and the text that stands under it."""

    rule: Rule
    reason: str


class Span(NamedTuple):
    """A stretch of a source. Lines and columns count from 1 in code points, the end exclusive."""

    path: str
    """Relative to the project, with `/`."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """One decoded text file: no BOM, line ends as `\\n`, otherwise just what the author wrote."""

    path: str
    """Relative to the project, with `/`; a file outside it keeps its path from there (`../…`)."""

    text: str

    home: str = ""
    """The path within the configured folder, with `/`: `sales/account-executive.md`."""

    limits: Limits = DEFAULTS
    """How much of it is read."""

    @property
    def is_json(self) -> bool:
        """Whether other programs write such files: longer ones are read."""
        return self.path.lower().endswith(".json")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends. Only `\\n` ends a line, as in Markdown and YAML."""
        return tuple(self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset in `text` at which each line starts."""
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line) + 1
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column (from 1) of an offset in `text`."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets in `text`, the second exclusive."""
        return Span(self.path, *self.position(start), *self.position(max(start, end)))

    def line_span(self, number: int) -> Span:
        """What stands on one line (from 1), without the white space around it."""
        number = max(1, min(number, len(self.lines)))
        line = self.lines[number - 1]
        start = len(line) - len(line.lstrip()) + 1
        return Span(self.path, number, start, number, max(start, len(line.rstrip()) + 1))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding: an edge of a cycle, the first of two twins."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, ready to be told to its author."""

    rule: Rule
    message: str
    """Lower case; things of the author's in backticks; states the fact."""

    span: Span
    help: str = ""
    """How to mend it."""

    related: tuple[Related, ...] = field(default=())
    severity: Severity | None = None
    """What it is here, where it is not the rule's: as configured, else as the check found it."""

    subjects: tuple[str, ...] = ()
    """The names of the roles and atlases it is about (`sales/sales-lead`), for their pages."""

    @property
    def level(self) -> Severity:
        """The severity in force."""
        return self.severity or self.rule.severity

    @property
    def order(self) -> tuple[Span, str, str]:
        """Sorts findings by place, then code, so that every output has one order."""
        return self.span, self.rule.code, self.message
