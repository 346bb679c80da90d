"""Where a command is to write in; what of the user's is in the way, in words, out.

Nothing of a user's is ever destroyed (design.md §4), so every command that writes asks here first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rolebook.config.settings import ConfigurationError, Settings
from rolebook.sources import MARKER

_REPOSITORIES: Final = frozenset({".git", ".hg", ".svn", ".jj", ".bzr"})
_BARE: Final = frozenset({"HEAD", "objects", "refs"})
"""What a git repository without working files consists of; a `.git` as well."""

_BUILT_BY: Final = re.compile(
    rb"""<meta\s+name=["']?generator["']?\s+content=["']?[^"'>]*(?:mkdocs|properdocs|rolebook)"""
    rb"""|<!--\s*(?:MkDocs|properdocs) version""",
    re.IGNORECASE,
)
_BUILT_WITH: Final = ("sitemap.xml", "404.html")
_FIRST_PAGE: Final = 4_000_000
"""Bytes of a home page in which a generator's name is looked for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file or folder that no output may replace."""

    path: Path
    what: str
    """In words, as a message names it."""

    closed: bool = False
    """Whether nothing may be written into it either: it would be read as a source."""

    wide: bool = False
    """Whether other things than sources lie about in it, the configured site among them."""


def kept_of(settings: Settings) -> tuple[Kept, ...]:
    """What of a project no output may replace."""
    folders = dict.fromkeys(
        (*settings.roles, *settings.atlases, *settings.profiles), "the folder of the sources"
    )
    if settings.docs:
        folders[settings.docs] = "the folder of the hand-written pages"
    files = dict.fromkeys(settings.files, "a source")
    if settings.baseline:
        files[settings.baseline] = "the baseline"
    if settings.config_file:
        files[settings.config_file] = "the configuration"
    root = _real(settings.root)
    return (
        *(
            Kept(path, what, closed=True, wide=not settings.configured or _real(path) == root)
            for path, what in folders.items()
        ),
        *(Kept(path, what) for path, what in files.items()),
        Kept(settings.root, "the project"),
        *kept_everywhere(),
    )


def kept_everywhere() -> tuple[Kept, ...]:
    """What no output may replace, whatever project it is for."""
    return Kept(Path.cwd(), "the current folder"), Kept(Path.home(), "your home folder")


def in_the_way(out: Path, kept: Iterable[Kept], site_dir: Path | None = None) -> str | None:
    """Why a folder may never be replaced, and what to do; none where it may.

    Links and `..` are resolved first. `site_dir` is the folder that the configuration names for
    the site: it may lie in a folder that holds more than sources, for it is never read as one.
    """
    real = _real(out)
    kept = tuple(kept)
    if refused := replaced(out, kept):
        return refused
    if _is_repository(real):
        return f"`{_shown(out)}` is a repository: {_ELSEWHERE}"
    allowed = site_dir is not None and _same(real, _real(site_dir))
    return _read_again(out, [one for one in kept if not (one.wide and allowed)])


def _read_again(out: Path, kept: Iterable[Kept]) -> str | None:
    """Why nothing may be written into a folder: it belongs to what is read."""
    real = _real(out)
    if repository := _repository_around(real):
        return f"`{_shown(out)}` lies in the repository's own folder `{repository}`: {_ELSEWHERE}"
    for one in kept:
        if one.closed and _lies_in(real, _real(one.path)):
            return (
                f"`{_shown(out)}` lies in `{_shown(one.path)}`, {one.what}, where it would be"
                f" read, too: {_ELSEWHERE}"
            )
    return None


def refuse_site_dir(settings: Settings, site_dir: Path) -> None:
    """Raises `ConfigurationError` where a host is about to empty what is no site."""
    if refused := in_the_way(site_dir, kept_of(settings), site_dir):
        raise ConfigurationError(f"`site_dir:` {refused}")


def replaced(out: Path, kept: Iterable[Kept]) -> str | None:
    """What would be gone if a folder were replaced; none where nothing would."""
    real = _real(out)
    kept = tuple(kept)
    for one in kept:
        if any(_same(path, real) for path in _places(one)):
            return f"`{_shown(out)}` is {one.what}: {_ELSEWHERE}"
    for one in kept:
        if any(_lies_in(path, real) for path in _places(one)):
            return f"`{_shown(out)}` holds {one.what} (`{_shown(one.path)}`): {_ELSEWHERE}"
    return None


_ELSEWHERE: Final = "name another place, outside of it"


def taken(out: Path, *, force: bool = False) -> str | None:
    """Why a folder that is there may not be replaced, and what to do; none where it may."""
    shown = _shown(out)
    if not os.path.lexists(out):
        return None
    if not out.is_dir():
        return f"`{shown}` is no folder: name another"
    if os.path.ismount(out):
        return f"`{shown}` is a mount point, which cannot be replaced: name a folder in it"
    if not (force or _is_empty(out) or is_site(out) or was_built(out)):
        return (
            f"`{shown}` holds files that neither Rolebook nor MkDocs made, and a build replaces"
            " the whole folder: name another or an empty one, or give it away with --force"
        )
    if repository := next(_repositories_below(out), None):
        return f"`{shown}` holds a repository (`{_shown(repository)}`): {_ELSEWHERE}"
    return None


def file_taken(file: Path, kept: Iterable[Kept], *, force: bool = False) -> str | None:
    """Why a file may not be written, and what to do; none where it may."""
    real, shown = _real(file), _shown(file)
    if repository := _repository_around(real):
        return f"`{shown}` lies in the repository's own folder `{repository}`: {_ELSEWHERE}"
    if file.is_dir():
        return f"`{shown}` is a folder: name a file in it"
    if refused := replaced(file, kept):
        return refused
    if os.path.lexists(file) and not force:
        return f"`{shown}` exists: name another file, or replace it with --force"
    return None


def no_place_to_begin(folder: Path, kept: Iterable[Kept]) -> str | None:
    """Why a project may not begin in a folder, and what to do; none where it may."""
    if os.path.lexists(folder) and not folder.is_dir():
        return f"`{_shown(folder)}` is no folder: name another"
    return _read_again(folder, [one for one in kept if not one.wide])


def is_site(folder: Path) -> bool:
    """Whether Rolebook made a folder, and may replace it."""
    return (folder / MARKER).is_file()


def was_built(folder: Path) -> bool:
    """Whether a folder is visibly a site of MkDocs, as Rolebook made them without a marker."""
    if not any((folder / name).is_file() for name in _BUILT_WITH):
        return False
    try:
        with (folder / "index.html").open("rb") as home:
            return bool(_BUILT_BY.search(home.read(_FIRST_PAGE)))
    except OSError:
        return False


def mark(folder: Path) -> None:
    """Say in a site who made it. Nothing in it differs from one build to the next."""
    (folder / MARKER).unlink(missing_ok=True)  # a host leaves hidden files, links among them
    (folder / MARKER).write_text(
        f"rolebook {version('rolebook')}\n"
        "A build replaces this folder: keep nothing of yours in it.\n",
        encoding="utf-8",
    )


def _places(one: Kept) -> tuple[Path, ...]:
    """Where something is, and where the link stands that leads to it."""
    return _real(one.path), _real(one.path.parent) / one.path.name


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # `resolve` raises where links lead round in a circle


def _same(one: Path, other: Path) -> bool:
    """Whether two resolved paths are one place, however its letters or its mount are written."""
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a resolved path is a folder or lies in it."""
    return any(_same(one, folder) for one in (path, *path.parents))


def _repository_around(path: Path) -> Path | None:
    return next(
        (one for one in (path, *path.parents) if one.name in _REPOSITORIES or _is_bare(one)), None
    )


def _is_repository(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in _REPOSITORIES)


def _is_bare(folder: Path) -> bool:
    return all((folder / name).exists() for name in _BARE)


def _repositories_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        names = {*folders, *files}
        if not _REPOSITORIES.isdisjoint(names) or names >= _BARE:
            yield Path(parent)


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _shown(path: Path) -> str:
    """A path as the caller would write it."""
    try:
        written = os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)
    return str(path) if written.startswith(os.pardir) and path.is_absolute() else written
