"""Files and folders in; what of them changed since the last look out.

It looks, and is not told: a folder that is moved away and back, a network drive and an editor that
writes beside the file and renames are all seen alike. A look at 1,000 files takes milliseconds.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

SKIPPED: Final = frozenset({".git", ".hg", ".venv", "venv", "node_modules", "__pycache__"})
"""Folders that hold nothing that a site is made of, and very much of it."""

SETTLING: Final = 0.03
"""Seconds in which nothing more may change: an editor takes more than one step to save a file."""

PATIENCE: Final = 0.6
"""Seconds after which what changed is told, though more of it goes on changing."""

SHARE: Final = 15
"""Times that a look took, until the next one: looking takes a small share of one processor."""

Seen = dict[str, tuple[int, int, int]]
"""Of each file when it was changed, its size and its number."""


class Watch:
    """Remembers what was there."""

    def __init__(self) -> None:
        self._seen: Seen = {}
        self._paths: tuple[str, ...] = ()
        self._took = 0.0

    def look_at(self, paths: Iterable[str]) -> None:
        """Watch these files and folders from now on; what is new among them has not changed."""
        wanted = tuple(dict.fromkeys(paths))
        if wanted != self._paths:
            new = _seen(set(wanted) - set(self._paths))
            self._paths, self._seen = wanted, new | _below(self._seen, wanted)

    def changes(self) -> frozenset[str]:
        """The files that changed, came or went; waits until they have settled."""
        seen = self._look()
        if seen == self._seen:
            return frozenset()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            time.sleep(SETTLING)
            again = self._look()
            if again == seen:
                break
            seen = again
        before, self._seen = self._seen, seen
        return frozenset(
            path for path in before.keys() | seen.keys() if before.get(path) != seen.get(path)
        )

    @property
    def pause(self) -> float:
        """Seconds until it is worth to look again."""
        return max(0.1, self._took * SHARE)

    def _look(self) -> Seen:
        start = time.perf_counter()
        seen = _seen(self._paths)
        self._took = time.perf_counter() - start
        return seen


def _seen(paths: Iterable[str]) -> Seen:
    """What is there now."""
    found: Seen = {}
    for path in paths:
        _walk(path, found)
    return found


def _below(known: Seen, paths: Iterable[str]) -> Seen:
    """What of it lies at or below the paths."""
    return {
        one: state
        for one, state in known.items()
        if any(one == path or one.startswith(f"{path}{os.sep}") for path in paths)
    }


def _walk(path: str, found: Seen) -> None:
    try:
        is_so = Path(path).stat()
    except OSError:
        return
    if not stat.S_ISDIR(is_so.st_mode):
        found[path] = is_so.st_mtime_ns, is_so.st_size, is_so.st_ino
        return
    folders = [path]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in SKIPPED:
                            folders.append(entry.path)
                    else:
                        try:
                            is_so = entry.stat()
                        except OSError:
                            continue  # gone meanwhile, or a link that leads nowhere
                        found[entry.path] = is_so.st_mtime_ns, is_so.st_size, is_so.st_ino
        except OSError:
            continue
