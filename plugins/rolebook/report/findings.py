"""What every report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rolebook.diagnostics import Diagnostic, Explained, Severity
from rolebook.diagnostics.baseline import Compared
from rolebook.model import HandOff, Library
from rolebook.text.source import Source


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a run, sorted, and the library they are about."""

    diagnostics: tuple[Diagnostic, ...]
    library: Library
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The texts for excerpts, by path."""

    colour: bool = False
    verbose: bool = False
    """Whether every file that was left out is named."""

    rules: tuple[Explained, ...] = ()
    """Every rule by code, for reports that hold their own catalogue."""

    baseline: Compared | None = None
    """How the run stands to a baseline, where one is used; what it hides is not among the rest."""

    handoffs: tuple[HandOff, ...] = ()
    """What each owner's own file says of what it is given, for reports that tell it."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(one.level is severity for one in self.diagnostics)

    @property
    def known(self) -> int:
        """How many findings the baseline hides."""
        return self.baseline.hidden if self.baseline else 0

    def summary(self) -> dict[str, int]:
        """The counts of design.md §4, in its order."""
        return {
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "infos": self.count(Severity.INFO),
            "roles": len(self.library.roles) - len(self.library.skills),
            "boundaries": self.library.boundary_count,
            "atlases": len(self.library.atlases),
            "competencies": self.library.competency_count,
            "skills": len(self.library.skills),
        }
