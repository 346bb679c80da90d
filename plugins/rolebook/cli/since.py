"""A checked library and a revision in; the findings that came since, for a review, out."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from rolebook.build import Checked, check
from rolebook.cli.exit_codes import wrong
from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.baseline import Fingerprint, compare, fingerprints
from rolebook.hosting.revisions import RevisionError, as_it_was, repository_of


def since(checked: Checked, revision: str) -> Checked:
    """What touches a file that changed since then, and what a change broke elsewhere.

    The library is checked as it was, too, with the configuration of today: a finding that was there
    already, in a file that nobody touched, is left out. Ends the command where git cannot tell.
    """
    settings = checked.settings
    try:
        repository = repository_of(settings.root)
        commit = repository.commit(revision)
        paths = repository.changed(commit)
        with tempfile.TemporaryDirectory(prefix="rolebook-") as temporary:
            before = check(as_it_was(settings, repository, commit, Path(temporary)))
    except RevisionError as error:
        wrong(f"--since: {error}")
    changed = {_in_project(path, repository.top, settings) for path in paths}
    new = {one.order for one in compare(checked.diagnostics, _names(before)).new}
    kept = [one for one in checked.diagnostics if one.order in new or _touches(one, changed)]
    return replace(checked, diagnostics=tuple(kept))


def _names(checked: Checked) -> frozenset[Fingerprint]:
    return frozenset(fingerprints(checked.diagnostics))


def _touches(one: Diagnostic, changed: set[str]) -> bool:
    return any(span.path in changed for span in (one.span, *(other.span for other in one.related)))


def _in_project(path: str, top: Path, settings: Settings) -> str:
    return Path(os.path.relpath(top / path, os.path.realpath(settings.root))).as_posix()
