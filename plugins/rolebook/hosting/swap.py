"""A finished folder in; it takes the place of the old one at once, or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

RENAME_EXCHANGE: Final = 2
"""`renameat2(2)`: both names change places in one step; no moment has neither."""

AT_FDCWD: Final = -100

PATIENCE: Final = 1.0
"""Seconds that a build waits for the one before it: a killed program takes a moment to be gone."""


class Busy(Exception):
    """Another build is writing the same folder."""


@contextlib.contextmanager
def building(out: Path) -> Iterator[Path]:
    """A new folder beside `out`, which takes its place when the block ends without an exception.

    Whatever happens before, a kill included, `out` stays as it was; what a killed build left
    behind is removed by the next. Raises `Busy` while another build is at work.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    following, previous, lock = beside(out)
    with _alone(lock):
        _mend(out, previous)
        shutil.rmtree(following, ignore_errors=True)
        following.mkdir()
        try:
            yield following
            _replace(following, out, previous)
        finally:
            shutil.rmtree(following, ignore_errors=True)
            if out.exists():  # else it is all that is left of the site, for the next build to mend
                shutil.rmtree(previous, ignore_errors=True)


def beside(out: Path) -> tuple[Path, Path, Path]:
    """Where a build works: the folder of the next site, that of the old one, and the lock."""
    next_, old, lock = (out.with_name(f".{out.name}.{one}") for one in ("next", "old", "lock"))
    return next_, old, lock


def _mend(out: Path, previous: Path) -> None:
    """Two renames were cut off between them: the old folder comes back."""
    if previous.is_dir() and not out.exists():
        previous.rename(out)


def _replace(following: Path, out: Path, previous: Path) -> None:
    if not out.exists():
        following.rename(out)
    elif not _exchanged(following, out):
        shutil.rmtree(previous, ignore_errors=True)
        out.rename(previous)
        try:
            following.rename(out)
        except BaseException:
            previous.rename(out)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could let the two folders change places in one step."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Holds a lock file that the system lets go when the process ends, however it ends.

    Programs started meanwhile hold it too: one of them may go on writing when we are killed.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with lock.open("a") as held:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > until:
                    raise Busy(f"another build is writing `{lock.parent}`") from None
            time.sleep(0.05)
        os.set_inheritable(held.fileno(), True)
        yield
        # the file stays: removing it would let a third build lock a file that is gone
