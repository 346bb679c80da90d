"""A change of sources in; the files on the disk are so, all of them or none.

Nothing of a user's is lost on the way: no file is written that is not just what was read, none is
written over, and none is reached through a symbolic link that leaves the library. Line ends, a
BOM and the permissions of a file stay.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rolebook.config.settings import Settings
from rolebook.edits import Change, Edit, Move, Refused, edited, edited_texts

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Written:
    """A file with what it holds and what it is to hold."""

    file: Path
    before: bytes
    after: bytes


def write(change: Change, texts: Mapping[str, str], settings: Settings) -> None:
    """Make a change on the disk. Raises `Refused`, and `OSError` where the system does not allow
    it; then everything is as it was.

    `texts` are those that the change was made for, by path: a file that says something else by now
    is not written.
    """
    edited_texts(change, texts)
    by_path: dict[str, list[Edit]] = {path: [] for path in change.paths}
    for one in change.edits:
        by_path[one.span.path].append(one)
    written: dict[Path, _Written] = {}
    for path, edits in by_path.items():
        one_file = _to_write(path, edits, texts[path], settings)
        if written.setdefault(one_file.file, one_file) != one_file:
            raise Refused(f"`{path}` is a symbolic link to another file that changes")
    moves = [_to_move(one, settings) for one in change.moves]
    undo: list[Callable[[], object]] = []
    try:
        with _beside(written.values()) as ready:
            for one_file, new in ready:
                undo.append(partial(_put_back, one_file))
                new.replace(one_file.file)
        for start, end in moves:
            _make_folders(end.parent, undo)
            _move(start, end)
            undo.append(partial(_move, end, start))
    except BaseException:  # an interrupt, too
        for step in reversed(undo):
            step()
        raise


def _to_write(path: str, edits: Iterable[Edit], text: str, settings: Settings) -> _Written:
    file = _inside(settings.root / path, path, settings)
    if not stat.S_ISREG(file.stat().st_mode):
        raise Refused(f"`{path}` is no regular file")
    if not os.access(file, os.W_OK):
        raise Refused(f"`{path}` is write-protected")
    before = file.read_bytes()
    bom, content = (_BOM, before[len(_BOM) :]) if before.startswith(_BOM) else (b"", before)
    try:
        now = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"`{path}` is not UTF-8") from None
    if now.replace("\r\n", "\n").replace("\r", "\n") != text:
        raise Refused(f"`{path}` has changed since it was read; try again")
    return _Written(file, before, bom + edited(now, edits).encode("utf-8"))


def _to_move(move: Move, settings: Settings) -> tuple[Path, Path]:
    start, end = settings.root / move.path, settings.root / move.to
    if not os.path.lexists(start):
        raise Refused(f"`{move.path}` is gone")
    _inside(start.parent, move.path, settings)
    _inside(end.parent, move.to, settings)
    # where capitals make no difference, a name that differs in them is the same file
    if os.path.lexists(end) and not (end.name.lower() == start.name.lower() and _same(start, end)):
        raise Refused(f"`{move.to}` is there already")
    return start, end


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _inside(file: Path, path: str, settings: Settings) -> Path:
    """Where a file really is, which has to be in the project or a folder that it configures."""
    docs = (settings.docs,) if settings.docs else ()
    folders = (*settings.roles, *settings.atlases, *settings.profiles, *docs)
    root = Path(os.path.realpath(settings.root))
    # a folder that the configuration has within the project may itself be a link out of it
    outside = (one for one in folders if os.path.relpath(one, settings.root).startswith(os.pardir))
    real = Path(os.path.realpath(file))
    if any(real.is_relative_to(one) for one in (root, *map(Path, map(os.path.realpath, outside)))):
        return real
    # named by the user; of a folder that is read on defaults it lies outside
    named = (settings.config_file, settings.baseline)
    if any(one and real == Path(os.path.realpath(one)) and not file.is_symlink() for one in named):
        return real
    raise Refused(f"`{path}` is reached through a symbolic link that leaves the library")


@contextlib.contextmanager
def _beside(written: Iterable[_Written]) -> Iterator[list[tuple[_Written, Path]]]:
    """The new files, each whole and beside the old one; what of them is left is removed."""
    ready: list[tuple[_Written, Path]] = []
    try:
        for one in written:
            ready.append((one, _new(one.file)))
            _fill(ready[-1][1], one.after, one.file)
        yield ready
    finally:
        for _, file in ready:
            file.unlink(missing_ok=True)


def _new(file: Path) -> Path:
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".rolebook-", suffix=".new")
    os.close(number)
    return Path(name)


def _fill(file: Path, content: bytes, like: Path) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    shutil.copymode(like, file)


def _put_back(one: _Written) -> None:
    old = _new(one.file)
    _fill(old, one.before, one.file)
    old.replace(one.file)


def _make_folders(folder: Path, undo: list[Callable[[], object]]) -> None:
    if not folder.exists():
        _make_folders(folder.parent, undo)
        folder.mkdir()
        undo.append(folder.rmdir)


def _move(start: Path, end: Path) -> None:
    """A rename that takes nobody's place, where the system can promise it."""
    if not start.is_dir() and not os.path.lexists(end):
        try:
            os.link(start, end, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            pass  # not every file system has links
        else:
            start.unlink()
            return
    start.rename(end)
