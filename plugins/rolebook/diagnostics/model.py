"""Nothing in; the words that every module reports problems with out: rules, places, findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rolebook.text.source import Span


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

    home: str = ""
    """The module where its reason stands, as `checks/references`."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule and the text that stands under it."""

    rule: Rule
    reason: str


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
