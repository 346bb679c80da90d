"""A checked library in; the findings to show of it out."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from rolebook.build import Checked
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.baseline import Compared
from rolebook.graph.handoffs import handoffs
from rolebook.model import HandOff
from rolebook.report import Findings


def findings_of(checked: Checked, only: tuple[str, ...] | None, *, colour: bool) -> Findings:
    """All findings, or those that concern some paths, relative to the project."""
    kept = tuple(one for one in checked.diagnostics if only is None or concerns(one, only))
    found = Findings(
        kept,
        checked.library,
        checked.library.sources,
        colour,
        root=checked.settings.root,
        caller=Path.cwd(),
    )
    if (compared := checked.baseline) is None:
        return found
    known = tuple(one for one in compared.known if only is None or concerns(one, only))
    gone = frozenset(one for one in compared.gone if only is None or _lies_in(one.path, only))
    return replace(found, baseline=Compared(kept, known, gone))


WORKSPACES: Final = {
    "github": "GITHUB_WORKSPACE",
    "sarif": "GITHUB_WORKSPACE",
    "gitlab": "CI_PROJECT_DIR",
}
"""Who reads a report looks for its paths from the top of the repository, wherever it was made."""


def workspace(form: str, project: Path) -> Path:
    """Where the reader of a report stands: the top of the repository in CI, or the caller."""
    top = os.environ.get(WORKSPACES.get(form, ""), "")
    if top and Path(os.path.realpath(project)).is_relative_to(os.path.realpath(top)):
        return Path(top)
    return Path.cwd()


def handoffs_of(checked: Checked, only: tuple[str, ...] | None) -> tuple[HandOff, ...]:
    """Every hand-off, or those of some paths, in the order of their places."""
    kept = (one for one in handoffs(checked.graph) if only is None or _lies_in(one.span.path, only))
    return tuple(sorted(kept, key=lambda one: (one.span, one.owner)))


def concerns(diagnostic: Diagnostic, only: tuple[str, ...]) -> bool:
    """Whether a finding is about one of the paths; each edge of a circle is a place to mend it."""
    places = (diagnostic.span, *(related.span for related in diagnostic.related))
    return any(_lies_in(span.path, only) for span in places)


def _lies_in(path: str, only: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(f"{one}/") or one == "." for one in only)


def colour() -> bool:
    """Whether the standard output is a terminal whose reader wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not os.environ.get("CI")
