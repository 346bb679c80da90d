"""One or two revisions in; what changed in meaning between them out."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from rolebook.build import Checked, check
from rolebook.changes.compare import changes
from rolebook.changes.findings import compared_findings
from rolebook.changes.formats import FORMATS
from rolebook.changes.kinds import KINDS
from rolebook.changes.report import Report, Side
from rolebook.changes.states import States
from rolebook.cli.arguments import cache_option, config_option
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.cli.findings import colour
from rolebook.config.block import did_you_mean
from rolebook.config.projects import settings_for, settings_here
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity
from rolebook.hosting.permalinks import permalinks
from rolebook.hosting.reading_cache import cached_readings
from rolebook.hosting.revisions import Repository, RevisionError, repository_of
from rolebook.hosting.states import State, state_now, state_then
from rolebook.report import FOR_PEOPLE

FAILING: Final[Mapping[str, Callable[[Report], bool]]] = {
    "suspect": lambda report: report.suspects > 0,
    "new-errors": lambda report: report.findings.failing(Severity.ERROR) > 0,
    "new-warnings": lambda report: report.findings.failing(Severity.WARNING) > 0,
}
"""What `--fail-on` may name besides a kind of change."""


class _FailOn(click.ParamType[tuple[str, ...]]):
    name = "WHAT,…"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names that are listed. Fails as click does, with a suggestion."""
        known = [*FAILING, *(kind.name for kind in KINDS)]
        names = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known)
                told = hint or f"; there are {', '.join(FAILING)} and every kind of change"
                self.fail(f"there is no `{name}` to fail on{told}", param, ctx)
        return names


@click.command("diff")
@click.argument("revisions", nargs=-1, required=True, metavar="REV [REV] [PATH]")
@config_option
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True
)
@click.option(
    "--fail-on",
    type=_FailOn(),
    default="",
    help="Exit with 1 where there is any of it: suspect, new-errors, new-warnings, or a kind of"
    " change such as role-removed.",
)
@cache_option
def diff_command(
    revisions: tuple[str, ...],
    config_file: Path | None,
    form: str,
    fail_on: tuple[str, ...],
    cached: bool,
) -> None:
    """Say what changed in meaning since a git revision.

    From REV to the working tree, or from one REV to another; from where this branch left main,
    with `main...`. Without PATH, of the project of the
    current folder; PATH is another project, or a folder that is read on defaults. How texts are
    formatted, wrapped and ordered does not matter, nor where a file lies.
    """
    asked = _asked(revisions, config_file)
    try:
        with tempfile.TemporaryDirectory(prefix="rolebook-") as temporary:
            report = _compared(asked, Path(temporary).resolve(), form, cached=cached)
    except RevisionError as error:
        wrong(str(error))
    text = FORMATS[form](report)
    click.echo(text if form in FOR_PEOPLE else text.encode(), nl=False)
    found = {one.kind for one in report.changes}
    failed = any(FAILING[one](report) if one in FAILING else one in found for one in fail_on)
    sys.exit(FOUND if failed else 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line means."""

    settings: Settings
    repository: Repository
    revisions: tuple[str, ...]
    commits: tuple[str, ...]


def _asked(written: tuple[str, ...], config_file: Path | None) -> _Asked:
    """The last argument is a path where it is one and no revision, as git has it."""
    *before, last = written
    revisions, path = written, None
    if before and (len(written) > 2 or Path(last).exists()) and not _is_revision(last):
        if not Path(last).exists():
            wrong(f"there is no `{last}`: neither a revision nor a path")
        revisions, path = tuple(before), Path(last)
    if len(revisions) > 2:
        wrong("two revisions can be compared, not more")
    if path is None:
        settings = settings_here(config_file)
    else:
        settings, only = settings_for((path,), config_file)
        if only is not None:
            wrong(f"`{path}` is a part of a library; name the whole, or leave it out")
    try:
        repository = repository_of(settings.root)
        revisions, commits = _states(revisions, repository)
    except RevisionError as error:
        wrong(str(error))
    return _Asked(settings, repository, revisions, commits)


def _states(
    written: tuple[str, ...], repository: Repository
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The revisions and their commits; `A..B` and `A...B` mean what they mean to git, and `A...`
    is from where this branch left A to the working tree. Raises `RevisionError`."""
    (first, *others) = written
    before, fork, after = first.partition("...")
    if others or not before:
        return written, tuple(map(repository.commit, written))
    if fork:
        ends = (after,) if after else ()
        start = repository.fork_of(before, after or "HEAD")
        return (first, *ends), (start, *map(repository.commit, ends))
    before, two, after = first.partition("..")
    named = (before, after) if two and before and after else written
    return named, tuple(map(repository.commit, named))


def _is_revision(written: str) -> bool:
    try:
        return bool(repository_of(Path()).commit(written))
    except RevisionError:
        return False


def _compared(asked: _Asked, into: Path, form: str, *, cached: bool) -> Report:
    settings, repository = asked.settings, asked.repository
    first, *others = asked.commits
    second = others[0] if others else None
    old = state_then(settings, repository, asked.revisions[0], first, into / "old")
    if second is None:
        new = state_now(settings, repository, repository.head())
    else:
        new = state_then(settings, repository, asked.revisions[1], second, into / "new")
    with cached_readings(settings, use=cached) as readings:
        before = check(old.settings, readings)
        after = check(new.settings, readings)
    if before.nothing and after.nothing:
        wrong(after.nothing)
    moved = _in_projects(repository.renamed(first, second, {old.root, new.root}), old, new)
    states = States(before.graph, after.graph, moved)
    known = after.baseline.known if after.baseline else ()
    findings = compared_findings(before.everything, after.everything, states, known)
    links = permalinks()
    base = Path(os.path.realpath(settings.root))
    return Report(
        _side(old, before, links, base),
        _side(new, after, links, base),
        changes(states),
        findings,
        colour=form == "text" and colour(),
    )


def _in_projects(moved: Mapping[str, str], old: State, new: State) -> dict[str, str]:
    """Old paths by new ones, each from the folder of its project."""

    def within(path: str, state: State) -> str:
        return os.path.relpath(path, state.root).replace(os.sep, "/")

    return {within(now, new): within(then, old) for now, then in moved.items()}


def _side(
    state: State, checked: Checked, links: Callable[[str, str, int], str], base: Path
) -> Side:
    def place(path: str) -> str:
        """As the caller writes it: what is gone is called as if it were still there."""
        return Path(os.path.relpath(base / path)).as_posix()

    def link(path: str, line: int) -> str:
        return links(state.commit, os.path.normpath(f"{state.root}/{path}"), line)

    return Side(
        state.name,
        state.commit,
        state.now,
        state.note,
        place,
        lambda span: link(span.path, span.line),
    )
