"""A project in; the folder of its user in which things are kept between runs out."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def user_cache(root: Path) -> Path | None:
    """The folder; none where there is no safe place: what a stranger commits is not read."""
    from platformdirs import user_cache_path  # of a twentieth of a second

    folder = Path(os.path.realpath(user_cache_path("rolebook", appauthor=False)))
    root = Path(os.path.realpath(root))
    if folder.is_relative_to(root) and root != Path(os.path.realpath(Path.home())):
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if is_ours(folder) else None


def is_ours(path: Path) -> bool:
    """Whether nobody but the user can have written there."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    return sys.platform == "win32" or (
        found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
