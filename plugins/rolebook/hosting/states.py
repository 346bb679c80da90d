"""A project and a commit in; the settings of the project as it was then, its sources written into
a folder, out."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from rolebook.config.load import load_settings, named_paths
from rolebook.config.mkdocs_yml import parent_of
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics.baseline import BrokenBaseline, read_baseline
from rolebook.hosting.revisions import Repository, as_it_was
from rolebook.triage.severities import configured_severities


@dataclass(frozen=True, slots=True)
class State:
    """A library as it was, or as it is."""

    name: str
    """The revision as it was asked for; `working tree`."""

    commit: str
    """The commit in full; that of `HEAD` for the working tree, empty where there is none yet."""

    settings: Settings
    root: str
    """The project's folder then, as a path from the top of the repository."""

    now: bool = False
    """Whether it is the working tree."""

    note: str = ""
    """Why it is not read with its own configuration, where it is not."""


def state_then(
    settings: Settings,
    repository: Repository,
    revision: str,
    commit: str,
    into: Path,
) -> State:
    """The state of a commit, read with its own configuration; where it has none, or a broken one,
    with that of today.

    Raises `RevisionError`.
    """
    into.mkdir(exist_ok=True)
    if settings.config_file is None:
        return State(revision, commit, *_folder_then(settings, repository, commit, into))
    today = repository.path(settings.config_file)
    if today is None:
        note = "the configuration lies outside of the repository: read with that of today"
        then = as_it_was(settings, repository, commit, into)
        return State(revision, commit, then, repository.path(settings.root) or ".", note=note)
    path = today
    config_file = repository.write(commit, [path], into) / path
    if not config_file.is_file():
        path = repository.renamed(commit).get(today, today)
        config_file = repository.write(commit, [path], into) / path
    try:
        if not config_file.is_file():
            raise ConfigurationError(f"there was no `{path}`")
        _write_named(config_file, repository, commit, into)
        then = load_settings(config_file)
        configured_severities(then)  # names that are no rules any more are a broken configuration
    except ConfigurationError as error:
        reason = str(error).replace(f"{into / 'tree'}{os.sep}", "")
        note = f"read with the configuration of today: {reason}"
        then = as_it_was(settings, repository, commit, into)
        return State(revision, commit, then, repository.path(settings.root) or ".", note=note)
    baseline = then.baseline if then.baseline and _is_baseline(then.baseline) else None
    root = os.path.relpath(then.root, into / "tree").replace(os.sep, "/")
    return State(revision, commit, replace(then, baseline=baseline), root)


def _is_baseline(file: Path) -> bool:
    try:
        read_baseline(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BrokenBaseline):
        return False
    return True


def state_now(settings: Settings, repository: Repository, head: str) -> State:
    """The state of the working tree."""
    root = repository.path(settings.root) or "."
    return State("working tree", head, settings, root, now=True)


def _folder_then(
    settings: Settings, repository: Repository, commit: str, into: Path
) -> tuple[Settings, str]:
    """A folder that is read on defaults: all that was in it."""
    inside = repository.path(settings.root) or "."
    tree = repository.write(commit, [inside], into)
    root = tree / inside
    root.mkdir(parents=True, exist_ok=True)

    def then(path: Path) -> Path:
        return tree / (repository.path(path) or ".")

    return replace(
        settings,
        root=root,
        roles=tuple(one for one in map(then, settings.roles) if one.is_dir()),
        atlases=tuple(one for one in map(then, settings.atlases) if one.is_dir()),
        files=tuple(one for one in map(then, settings.files) if one.is_file()),
    ), inside


def _write_named(config_file: Path, repository: Repository, commit: str, into: Path) -> None:
    """Write what a configuration inherits from, and the folders that it names."""
    tree, seen, file = into / "tree", set[Path](), config_file

    def inside(path: Path) -> str | None:
        relative = os.path.relpath(os.path.normpath(path), tree).replace(os.sep, "/")
        return None if relative.split("/")[0] == ".." else relative

    while (above := parent_of(file)) is not None and above not in seen:
        seen.add(above)
        if (path := inside(above)) is not None:
            repository.write(commit, [path], into)
        file = above
    paths = [path for path in map(inside, named_paths(config_file)) if path is not None]
    repository.write(commit, paths, into)
