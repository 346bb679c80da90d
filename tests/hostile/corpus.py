"""A folder in, the hostile library as a folder that a build can read out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.hostile.made import OUTSIDE, SECRETS, made

WRITTEN = Path(__file__).parent / "library"
"""The files that are kept as they are."""

EXPECTED = Path(__file__).parent / "expected.txt"
"""What the checks say of it all: `pytest tests/hostile --accept` takes what they say now."""


def materialise(folder: Path) -> Path:
    """The library, with files beside it that must stay where they are."""
    library = folder / "library"
    shutil.copytree(WRITTEN, library)
    for path, content in made():
        _write(library / path, content)
    for path, target in OUTSIDE.items():
        (library / path).parent.mkdir(parents=True, exist_ok=True)
        (library / path).symlink_to(target)
    os.mkfifo(library / "roles/links/pipe.md")
    for path, text in SECRETS.items():
        _write(folder / path, text.encode())
    return library


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def files_of(library: Path) -> list[str]:
    """Every path that a build finds, links and pipes included."""
    return sorted(
        (Path(parent) / name).relative_to(library).as_posix()
        for parent, folders, files in os.walk(library)
        for name in (*files, *(one for one in folders if (Path(parent) / one).is_symlink()))
    )
