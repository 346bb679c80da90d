"""Settings in, what files said in the last run out, from a folder that only the user writes.

It lies in the user's own cache folder, never in the project: what a stranger commits is not loaded.
It may be deleted, damaged or shared by two runs at any time; then files are read anew. A file holds
the readings of one project, of one version of our code, in the last run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import rolebook
from rolebook.config.settings import Settings
from rolebook.hosting.user_cache import is_ours, user_cache
from rolebook.parse.kept_readings import KeptReadings
from rolebook.parse.stored_readings import Digest

OFF: Final = "ROLEBOOK_NO_CACHE"
"""A variable of the environment that switches the cache off, as `--no-cache` does."""

MOST_BYTES: Final = 100_000_000
"""Of one project; a larger one is read anew each time."""

MOST_FILES: Final = 50
"""Projects and versions that are kept: those that were used last."""

DAYS: Final = 30
"""After which what nobody used is removed."""

_NO_READERS: Final = frozenset(
    {"__pycache__", "pages", "diagrams", "exports", "cli", "hosting", "checks", "servers"}
)
"""Folders of our code on which no reading depends."""

_MAGIC: Final = b"rolebook readings 1\n"


@contextlib.contextmanager
def cached_readings(settings: Settings, *, use: bool = True) -> Iterator[KeptReadings]:
    """The readings of the last run; those of this one take their place when the block ends."""
    file = _file(settings) if use and not os.environ.get(OFF) else None
    readings = KeptReadings(_load(file) if file else None)
    yield readings
    if file and (new := readings.to_store()) is not None:
        _save(file, new)


def _file(settings: Settings) -> Path | None:
    """Where the readings of a project are kept; none where there is no safe place."""
    if (folder := user_cache(settings.root)) is None:
        return None
    root = os.path.realpath(settings.root)
    project = hashlib.blake2b(os.fsencode(root), digest_size=12).hexdigest()
    return folder / f"{project}-{_version()}.readings"


def _version() -> str:
    """Which code reads: that of a developer changes without its number."""
    said = hashlib.blake2b(repr(sys.version_info).encode(), digest_size=8)
    for parent, folders, files in os.walk(Path(rolebook.__file__).parent):
        folders[:] = sorted(set(folders) - _NO_READERS)
        for name in sorted(files):
            now = Path(parent, name).stat()
            said.update(f"{name} {now.st_size} {now.st_mtime_ns}\n".encode())
    return said.hexdigest()


def _load(file: Path) -> dict[Digest, bytes]:
    try:
        if not is_ours(file) or file.stat().st_size > MOST_BYTES:
            return {}
        data = file.read_bytes()
    except OSError:
        return {}
    start = len(_MAGIC) + 32
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != _sum(data[start:]):
        return {}
    found: dict[Digest, bytes] = {}
    while start < len(data):
        size = int.from_bytes(data[start + 16 : start + 20], "big")
        found[data[start : start + 16]] = data[start + 20 : start + 20 + size]
        start += 20 + size
    return found


def _save(file: Path, readings: Mapping[Digest, bytes]) -> None:
    parts = [
        part
        for name, kept in sorted(readings.items())
        for part in (name, len(kept).to_bytes(4, "big"), kept)
    ]
    data = b"".join(parts)
    if len(data) > MOST_BYTES:
        return
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(_MAGIC + _sum(data) + data)
        beside.replace(file)
        _sweep(file.parent)
    except OSError:  # a full disk, say: the cache is no reason to fail
        with contextlib.suppress(OSError):
            beside.unlink()


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()


def _sweep(folder: Path) -> None:
    """Remove what nobody used for long, and what is one too many."""
    found = sorted(folder.iterdir(), key=lambda one: -one.stat().st_mtime)
    oldest = time.time() - DAYS * 86_400
    for number, one in enumerate(found):
        if number >= MOST_FILES or one.stat().st_mtime < oldest:
            with contextlib.suppress(OSError):
                one.unlink()
