"""A folder in, the files in it that may be sources out; what is passed over is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from rolebook.config.settings import CONFIGURATIONS, Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.model import DOT_FOLDER, LeftOut
from rolebook.model.host_folders import MODE_FILES, holds_files, is_searched, is_worth_a_word
from rolebook.sources.folders import folders_of, leads_astray, leaves
from rolebook.sources.names import has_suffix, project_path
from rolebook.sources.texts import Found, unreadable
from rolebook.text.source import Span

SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__"})
"""Never searched; nor are folders that begin with a dot, but for those of hosts."""

BUILT: Final = "site"
"""Not searched in a whole project; in a roles folder it may well be a domain."""

MARKER: Final = ".rolebook-site"
"""Stands in every site that Rolebook made: such a folder is no source, and a build replaces it."""

NAME_NOT_UTF8 = rule("RB050")
"""A page, a link and a report are UTF-8: a name that is not can stand in none of them."""


def walk(
    folder: Path,
    suffixes: tuple[str, ...],
    settings: Settings,
    left_out: list[LeftOut],
    problems: list[Diagnostic],
) -> Iterator[Found]:
    """The files below a folder that are called as sources are, sorted within each folder."""

    def refused(error: OSError) -> None:
        problems.append(unreadable(project_path(Path(error.filename), settings), error))

    for parent, folders, files in os.walk(folder, onerror=refused):
        here = Path(parent)
        if MARKER in files and here != folder:
            folders.clear()
            continue
        folders[:], odd = _named_in_utf8(folders)
        files, others = _named_in_utf8(files)
        # a host publishes every file of the docs
        odd += [name for name in others if has_suffix(name, suffixes) or folder == settings.docs]
        problems += [_badly_named(here / name, settings) for name in odd]
        folders.sort()
        for name in list(folders):
            hidden = not is_searched(here, name)
            built = name == BUILT and _holds_more(folder, settings)
            ours = here / name in (settings.docs, *settings.sites)
            if hidden or built or name in SKIPPED_FOLDERS or ours:
                folders.remove(name)
                if hidden and is_worth_a_word(here / name):
                    left_out.append(LeftOut(project_path(here / name, settings), DOT_FOLDER))
            elif has_suffix(name, suffixes):
                folders.remove(name)
                yield Found(here / name, home_of(here / name, folder, settings))
            elif (here / name).is_symlink():
                path = project_path(here / name, settings)
                left_out.append(LeftOut(path, "a symbolic link to a folder is not followed"))
        for name in sorted(files if holds_files(here) else ()):
            hidden = name.startswith(".") and name not in MODE_FILES
            if has_suffix(name, suffixes) and name not in CONFIGURATIONS and not hidden:
                yield Found(here / name, home_of(here / name, folder, settings))


def all_files(settings: Settings) -> tuple[frozenset[str], Mapping[str, str]]:
    """The paths of all files below the folders, and of the symbolic links that lead astray, why."""
    found: set[str] = set()
    astray: dict[str, str] = {}
    for folder in folders_of(settings):
        if leaves(folder, settings):
            continue
        base = project_path(folder, settings)
        for parent, folders, files in os.walk(folder):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            folders[:], _ = _named_in_utf8(folders)
            within = Path(base, Path(parent).relative_to(folder)).as_posix()
            for name in _named_in_utf8(files)[0]:
                path, file = f"{within}/{name}".removeprefix("./"), Path(parent, name)
                found.add(path)
                if file.is_symlink() and (reason := leads_astray(file, settings)):
                    astray[path] = reason
    return frozenset(found), astray


def _named_in_utf8(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names that can be written, and the others: bytes that are no text."""
    written: tuple[list[str], list[str]] = [], []
    for name in sorted(names):
        # Python reads such a byte as half of a character
        written[any("\udc80" <= one <= "\udcff" for one in name)].append(name)
    return written


def _badly_named(path: Path, settings: Settings) -> Diagnostic:
    shown = project_path(path, settings)
    return Diagnostic(
        NAME_NOT_UTF8,
        f"the name of `{shown}` is not valid UTF-8",
        Span(shown),
        "rename it; what lies below it is read then, too" if path.is_dir() else "rename the file",
    )


def home_of(path: Path, folder: Path, settings: Settings) -> str:
    """The path within a folder of sources; of a whole project, within its last folder `roles`."""
    parts = path.relative_to(folder).parts
    if _holds_more(folder, settings) and "roles" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("roles") :]
    return "/".join(parts)


def _holds_more(folder: Path, settings: Settings) -> bool:
    """Whether other things than sources lie about there: nobody configured it, or as `.` alone."""
    return not settings.configured or folder == settings.root
