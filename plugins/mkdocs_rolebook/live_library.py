"""Sources that are being written in; what a live preview shows of them out, errors and all.

Nothing is raised: what cannot be read, linked or planned is a problem, and the last plan stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rolebook.config import RolebookConfig, settings_of
from mkdocs_rolebook.preview import Preview, internal_error
from mkdocs_rolebook.publishing import BuildResult
from rolebook.build import Checked, planned
from rolebook.config.settings import ConfigurationError
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report import Findings
from rolebook.report.text import finding

FOLDERS = ("roles", "atlases", "profiles")
"""Read from as soon as they are there."""

MOST_SHOWN = 40
"""Problems that a banner lists; the health page tells them all."""


@dataclass(frozen=True, slots=True)
class State:
    """What is told beside the pages."""

    problems: tuple[dict[str, Any], ...] = ()
    """What keeps the library from being published, the first ones, each ready for a browser."""

    errors: int = 0
    warnings: int = 0


class LiveLibrary(Preview):
    """Links and checks a library again and again, from what files said the time before."""

    def __init__(self) -> None:
        super().__init__()
        self._last = BuildResult()
        self._again = False
        self.state = State()
        self.root = Path()
        """Where the paths of sources begin."""

        self.watched: tuple[str, ...] = ()
        """Files and folders that the library was read from."""

    def say_again(self) -> None:
        """The next answer is the last one: nothing was saved in between."""
        self._again = True

    def next(self, block: RolebookConfig, host: MkDocsConfig) -> BuildResult:
        """What is shown from now on; after a failure what was shown before."""
        if self._again:
            self._again = False
            return self._last
        try:
            settings = settings_of(block, host)
            self.root = settings.root
            baseline = (settings.baseline,) if settings.baseline else ()
            beside = (settings.root / name for name in FOLDERS)
            watched = (*settings.roles, *settings.atlases, *baseline, *beside)
            # a folder that was moved away may come back
            self.watched = tuple(dict.fromkeys((*self.watched, *(str(one) for one in watched))))
            checked = self._checked(settings)
            if checked.nothing:
                raise ConfigurationError(checked.nothing)
            plan = planned(checked, {})
        except ConfigurationError as error:
            self.state = State((_problem(str(error)),), 1)
        except Exception as error:
            self.state = State((_problem(internal_error(error)),), 1)
        else:
            at = settings.layout.at
            addresses = {one.source: f"{at}{one.address}index.html" for one in plan.pages[::-1]}
            self.state = _state(checked, addresses)
            self._last = BuildResult(checked.graph, plan=plan)
        return self._last


def _state(checked: Checked, addresses: dict[str | None, str]) -> State:
    findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
    errors = [one for one in checked.diagnostics if one.level is Severity.ERROR]
    return State(
        tuple(
            _problem(finding(one, findings)) | _place(one, checked, addresses)
            for one in errors[:MOST_SHOWN]
        ),
        len(errors),
        checked.count(Severity.WARNING),
    )


def _problem(told: str) -> dict[str, Any]:
    head, _, excerpt = told.partition("\n")  # the message may be long: it wraps
    return {"head": head, "excerpt": excerpt}


def _place(one: Diagnostic, checked: Checked, addresses: dict[str | None, str]) -> dict[str, Any]:
    source = checked.library.sources.get(one.span.path)
    line = source.lines[one.span.line - 1] if source and one.span.line else ""
    same = one.span.line == one.span.end_line
    return {
        "file": str(checked.settings.root / one.span.path),
        "line": one.span.line,
        "column": one.span.column,
        "message": one.message,
        "rule": f"{checked.settings.layout.at}health/#rb-{one.level}-{one.rule.code.lower()}",
        "page": addresses.get(one.span.path),
        # what it is about, for the page to mark it
        "text": line[one.span.column - 1 : one.span.end_column - 1].strip("*`_ ") if same else "",
    }
