"""A file that is open in an editor in; the project that it belongs to out (design.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rolebook.config.load import load_settings
from rolebook.config.projects import is_project, settings_of_files, settings_of_folder
from rolebook.config.settings import CONFIG_FILE, ConfigurationError, Settings


class Home(NamedTuple):
    """What is read as one library: a project with a configuration, a folder, or a file alone."""

    path: Path
    """The configuration, or the folder or file that is read on defaults."""

    configured: bool

    @property
    def root(self) -> Path:
        """The folder that it lies in."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def load(self) -> Callable[[], Settings]:
        """Reads its settings. Raises `ConfigurationError`."""
        if self.configured:
            return partial(load_settings, self.path)
        read = settings_of_folder if self.path.is_dir() else settings_of_files
        return partial(read, self.path)


def home_of(path: Path, roots: Iterable[Path], named: Path | None = None) -> Home:
    """The nearest project above a file that lies in one of the editor's folders, else that folder
    on defaults; where the editor has no folder, the nearest project, else the file alone.

    `named` is a configuration that stands for all of its folder.
    """
    if named and path.is_relative_to(named.parent):
        return Home(named, configured=True)
    root = max((one for one in roots if path.is_relative_to(one)), key=_depth, default=None)
    for folder in (path, *path.parents):
        if _has_project(folder, near=root is not None):
            return Home(folder / CONFIG_FILE, configured=True)
        if folder == root:
            break
    # all of somebody's files are no library
    if root is None or root in (Path.home(), Path(root.anchor)):
        return Home(path, configured=False)
    return Home(root, configured=False)


def _depth(path: Path) -> int:
    return len(path.parts)


def _has_project(folder: Path, *, near: bool) -> bool:
    try:
        return is_project(folder)
    except ConfigurationError:
        # one that is broken belongs to its folder, unless it lies anywhere above
        return near
