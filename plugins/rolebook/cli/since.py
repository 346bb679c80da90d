"""A checked library and a revision in; the findings that came since, for a review, out."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from rolebook.build import Checked, check
from rolebook.cli.exit_codes import wrong
from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.baseline import Fingerprint, compare, fingerprints

_PLAIN: Final = ("-c", "filter.lfs.smudge=", "-c", "filter.lfs.required=false")
"""Nothing is fetched to look at an old state: sources are texts."""


def since(checked: Checked, revision: str) -> Checked:
    """What touches a file that changed since then, and what a change broke elsewhere.

    The library is checked as it was, too, with the configuration of today: a finding that was there
    already, in a file that nobody touched, is left out. Ends the command where git cannot tell.
    """
    settings = checked.settings
    top = Path(_git(settings.root, "rev-parse", "--show-toplevel").strip())
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(settings.root, *named, otherwise=f"`{revision}` is no revision here").strip()
    changed = {_in_project(path, top, settings) for path in _changed(top, commit)}
    with tempfile.TemporaryDirectory(prefix="rolebook-") as temporary:
        before = check(_as_it_was(settings, top, commit, Path(temporary)))
    new = {one.order for one in compare(checked.diagnostics, _names(before)).new}
    kept = [one for one in checked.diagnostics if one.order in new or _touches(one, changed)]
    return replace(checked, diagnostics=tuple(kept))


def _names(checked: Checked) -> frozenset[Fingerprint]:
    return frozenset(fingerprints(checked.diagnostics))


def _touches(one: Diagnostic, changed: set[str]) -> bool:
    return any(span.path in changed for span in (one.span, *(other.span for other in one.related)))


def _changed(top: Path, commit: str) -> Iterator[str]:
    """Paths from the top of the repository; what is new and not yet added, too."""
    yield from _git(top, "diff", "--name-only", "--no-renames", "-z", commit, "--").split("\0")
    yield from _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0")


def _in_project(path: str, top: Path, settings: Settings) -> str:
    return Path(os.path.relpath(top / path, os.path.realpath(settings.root))).as_posix()


def _as_it_was(settings: Settings, top: Path, commit: str, into: Path) -> Settings:
    """The settings of today for the sources of then, which are written into a folder."""
    docs = (settings.docs,) if settings.docs else ()
    named = (*settings.roles, *settings.atlases, *docs, *settings.files)
    paths = [os.path.relpath(os.path.realpath(one), top) for one in named]
    inside = [path for path in paths if not path.startswith(os.pardir)]
    index = {"GIT_INDEX_FILE": str(into / "index"), "GIT_LITERAL_PATHSPECS": "1"}
    _git(top, "read-tree", commit, **index)
    listed = _git(top, "ls-files", "-z", "--", *inside, **index) if inside else ""
    tree = into / "tree"
    checkout = ("checkout-index", "-z", "--stdin", "--quiet", f"--prefix={tree}/")
    _git(top, *_PLAIN, *checkout, given=listed, **index)

    def then(path: Path) -> Path:
        relative = os.path.relpath(os.path.realpath(path), top)
        return path if relative.startswith(os.pardir) else tree / relative

    root = then(settings.root)
    root.mkdir(parents=True, exist_ok=True)
    return replace(
        settings,
        root=root,
        roles=tuple(one for one in map(then, settings.roles) if one.is_dir()),
        atlases=tuple(one for one in map(then, settings.atlases) if one.is_dir()),
        docs=then(settings.docs) if settings.docs and then(settings.docs).is_dir() else None,
        files=tuple(one for one in map(then, settings.files) if one.is_file()),
        sites=(),
        config_file=None,
        baseline=None,
    )


def _git(
    folder: Path, *arguments: str, given: str = "", otherwise: str = "", **variables: str
) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=os.fsencode(given),
            capture_output=True,
            check=False,
            env=os.environ | variables,
        )
    except FileNotFoundError:
        wrong("--since needs git, which is not installed")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        wrong(f"--since: {otherwise or said}")
    return os.fsdecode(done.stdout)
