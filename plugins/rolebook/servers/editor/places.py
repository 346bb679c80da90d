"""Places of a project in, those of the protocol out, and back.

A source counts lines and columns from 1 in code points, the protocol from 0 in the units that
editor and server agreed on, UTF-16 unless the editor wants others.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from rolebook.sources import normalised
from rolebook.text.source import Source, Span


class Places:
    """Knows the places of one state of a project."""

    def __init__(
        self,
        root: Path,
        sources: Mapping[str, Source],
        uris: Mapping[Path, str],
        codec: PositionCodec,
    ) -> None:
        self._root: Final = root
        self._sources: Final = sources
        self._uris: Final = uris
        self._codec: Final = codec
        self._others: Final[dict[str, tuple[str, ...]]] = {}

    def uri(self, path: str) -> str:
        """The address of a file, as the editor writes it where it has the file open."""
        file = Path(posixpath.normpath(posixpath.join(self._root.as_posix(), path)))
        return self._uris.get(file) or from_fs_path(str(file)) or ""

    def range(self, span: Span) -> types.Range:
        """Where a stretch of a source stands."""
        lines = self.lines(span.path)
        start = self._position(lines, span.line, span.column)
        if (span.end_line, span.end_column) <= (span.line, span.column):
            return types.Range(start, start)
        return types.Range(start, self._position(lines, span.end_line, span.end_column))

    def location(self, span: Span) -> types.Location:
        """The same, with its file."""
        return types.Location(self.uri(span.path), self.range(span))

    def place(self, path: str, position: types.Position) -> tuple[int, int]:
        """The line and column (from 1) of a position in a file."""
        lines = self.lines(path)
        if not 0 <= position.line < len(lines):
            return len(lines), len(lines[-1]) + 1
        line, units = lines[position.line], 0
        for column, character in enumerate(line, 1):
            if units >= position.character:
                return position.line + 1, column
            units += self._codec.client_num_units(character)
        return position.line + 1, len(line) + 1

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of a file; of one that is no source, as the disk has them."""
        if source := self._sources.get(path):
            return source.lines
        if path not in self._others:
            try:
                text = (self._root / path).read_bytes()[:_MOST_BYTES].decode("utf-8", "replace")
            except (OSError, ValueError):
                text = ""
            self._others[path] = tuple(normalised(text).split("\n"))
        return self._others[path]

    def _position(self, lines: tuple[str, ...], line: int, column: int) -> types.Position:
        if line > len(lines):
            return types.Position(max(0, line - 1), 0)
        before = lines[max(line, 1) - 1][: max(column, 1) - 1]
        return types.Position(max(line, 1) - 1, self._codec.client_num_units(before))


_MOST_BYTES: Final = 5_000_000


def path_of(uri: str) -> Path | None:
    """The file that an address leads to; none for what lies in no file."""
    path = to_fs_path(uri)
    return Path(posixpath.normpath(path)) if path else None
