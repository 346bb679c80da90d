"""A file in, its text out, or why it is none."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from pathlib import Path

from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.sources.folders import LINK_OUTSIDE, leads_astray
from rolebook.sources.names import has_suffix, project_path
from rolebook.text.source import Source, Span

NOT_UTF8 = rule("RB001")
"""Sources are UTF-8. Bytes that are not would be shown as something that nobody wrote."""

UNREADABLE_FILE = rule("RB002")
"""A file that cannot be opened cannot be checked, and a library with a hole is not published."""

FILE_TOO_LARGE = rule("RB003")
"""A role or atlas is a few pages of text; a file of a megabyte is something else by mistake."""

BINARY_FILE = rule("RB021")
"""A file with NUL bytes is a picture or a program under a text file's name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a source."""

    path: Path
    home: str
    """Its path within the folder of sources that it lies in."""


def read_text(found: Found, settings: Settings, problems: list[Diagnostic]) -> Source | None:
    """The text of a file; none, and a problem more, where it has none that can be read."""
    path = project_path(found.path, settings)
    result = _text(found.path, path, settings)
    if isinstance(result, Diagnostic):
        problems.append(result)
        return None
    return Source(path, normalised(result), found.home, settings.limits)


def normalised(text: str) -> str:
    """A text without BOM, and with a line feed at the end of each line: no column changes."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _text(file: Path, path: str, settings: Settings) -> str | Diagnostic:
    place = Span(path)
    named = file in settings.files
    if file.is_symlink() and not named and (reason := leads_astray(file, settings)):
        return Diagnostic(
            LINK_OUTSIDE,
            f"`{path}` is a symbolic link that {reason}",
            place,
            "replace the link by the file itself",
        )
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            return Diagnostic(
                UNREADABLE_FILE,
                f"`{path}` is a folder with the name of a file",
                place,
                "rename the folder",
            )
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")  # a pipe would be read for ever
        size, limits = found.st_size, settings.limits
        most = limits.json_bytes if has_suffix(path, (".json",)) else limits.file_bytes
        if size > most:
            return Diagnostic(
                FILE_TOO_LARGE,
                f"`{path}` has {size:,} bytes, more than the {most:,} allowed",
                place,
                "split the file, or move what is no role or atlas elsewhere",
            )
        data = file.read_bytes()
    except OSError as error:
        return unreadable(path, error)
    if b"\0" in data:
        return Diagnostic(
            BINARY_FILE,
            f"`{path}` holds NUL bytes: it is no text",
            _byte_place(path, data, data.index(b"\0")),
            "move the file out of the folder",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Diagnostic(
            NOT_UTF8,
            f"the byte 0x{data[error.start]:02X} is not valid UTF-8",
            _byte_place(path, data, error.start),
            "save the file as UTF-8",
        )


def unreadable(path: str, error: OSError) -> Diagnostic:
    """What is told of a file or folder that the system does not open."""
    reason = (error.strerror or "unknown reason").lower()
    return Diagnostic(
        UNREADABLE_FILE,
        f"`{path}` cannot be read: {reason}",
        Span(path),
        "make it readable, or move it out of the folder",
    )


def _byte_place(path: str, data: bytes, offset: int) -> Span:
    before = data[:offset].decode("utf-8", "replace").removeprefix("\ufeff")
    text = before.replace("\r\n", "\n").replace("\r", "\n")
    line = text.count("\n") + 1
    column = len(text) - (text.rfind("\n") + 1) + 1
    return Span(path, line, column, line, column + 1)
