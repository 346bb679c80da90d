"""What every report is made from."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rolebook.diagnostics import Diagnostic, Explained, Severity
from rolebook.diagnostics.baseline import Compared
from rolebook.model import HandOff, Library
from rolebook.text.source import Source, Span


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

    strict: bool = False
    """Whether warnings fail the run."""

    root: Path | None = None
    """The project: every path here is relative to it."""

    caller: Path | None = None
    """Where the command was called; paths that are printed lead from there to the file."""

    @property
    def base(self) -> str:
        """The project as the caller sees it, with `/`."""
        if self.root is None or self.caller is None:
            return "."
        try:
            return Path(os.path.relpath(self.root, self.caller)).as_posix()
        except ValueError:  # on another drive
            return self.root.as_posix()

    def seen(self, path: str) -> str:
        """A path of the project as the caller would write it."""
        return posixpath.normpath(posixpath.join(self.base, path))

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
            "profiles": len(self.library.profiles),
        }


def seen_from_caller(findings: Findings) -> Findings:
    """The same with every path as the caller would write it."""
    if findings.base == ".":
        return findings

    def moved(span: Span) -> Span:
        return span._replace(path=findings.seen(span.path))

    library = findings.library
    left_out = (replace(one, path=findings.seen(one.path)) for one in library.left_out)
    return replace(
        findings,
        diagnostics=tuple(
            replace(
                one,
                span=moved(one.span),
                related=tuple(replace(other, span=moved(other.span)) for other in one.related),
            )
            for one in findings.diagnostics
        ),
        library=replace(library, left_out=tuple(left_out)),
        sources={findings.seen(path): source for path, source in findings.sources.items()},
        root=findings.caller,
    )
