"""A project in; what its repository knows of files and roles that are called otherwise now, out.

Asked where something leads nowhere, and only then. Without git, or outside of a repository, nothing
is known.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from rolebook.config.settings import Settings
from rolebook.hosting.revisions import Repository, RevisionError, repository_of
from rolebook.model import Library
from rolebook.parse.formats import read_file
from rolebook.parse.reading import Conventions
from rolebook.text.identity import slug
from rolebook.text.source import Source
from rolebook.triage.renamed import Renames

MOST_READ: Final = 50
"""Changed files whose id is looked up in the last commit."""

_CALLED_AS_THEIR_FOLDER: Final = ("skill.md", "charter.md")


def renamed_sources(settings: Settings, library: Library) -> Renames:
    """What became of names and files that are gone: in the working tree, and in past commits."""
    try:
        repository = repository_of(settings.root)
        head = repository.head()
        if not head:
            return Renames()
        now = {old: new for new, old in repository.renamed(head).items()}
        moved = _followed(now, repository.past_renames(head))
        changed = repository.changed(head)
        return _renames(settings, library, repository, head, moved, changed)
    except RevisionError:
        return Renames()


def _followed(now: Mapping[str, str], past: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Where each old path leads today; of the past, the latest comes first."""
    found = dict(now)
    for new, old in past:
        found.setdefault(old, found.get(new, new))
    return found


def _renames(
    settings: Settings,
    library: Library,
    repository: Repository,
    head: str,
    moved: Mapping[str, str],
    changed: frozenset[str],
) -> Renames:
    def in_project(path: str) -> str:
        real = os.path.realpath(settings.root)
        return Path(os.path.relpath(repository.top / path, real)).as_posix()

    files = {in_project(old): in_project(new) for old, new in moved.items()}
    files = {old: new for old, new in files.items() if new in library.files and old != new}
    roles = {role.path: role.name for role in library.roles}
    names: dict[str, set[str]] = {}
    for old, new in files.items():
        if new in roles:
            names.setdefault(_called(old), set()).add(roles[new])
    back = {new: old for old, new in moved.items()}
    known = {in_project(path): path for path in sorted(changed) if in_project(path) in roles}
    for path, from_top in list(known.items())[:MOST_READ]:
        text = repository.text(head, back.get(from_top, from_top))
        for role in read_file(Source(path, text, path), Conventions()).roles if text else ():
            names.setdefault(role.id, set()).add(roles[path])
    ids = {role.id for role in library.roles}
    single = {old: min(new) for old, new in names.items() if len(new) == 1 and old not in ids}
    return Renames(single, files)


def _called(path: str) -> str:
    """What the role of a file was probably called."""
    folder, file = posixpath.split(path)
    if file.lower() in _CALLED_AS_THEIR_FOLDER:
        return slug(posixpath.basename(folder))
    return slug(file.partition(".")[0])
