"""A decoded text file in; its lines, and the line and column of every offset, out."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rolebook.text.limits import DEFAULTS, Limits


class Span(NamedTuple):
    """A stretch of a source. Lines and columns count from 1 in code points, the end exclusive."""

    path: str
    """Relative to the project, with `/`."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """One decoded text file: no BOM, line ends as `\\n`, otherwise just what the author wrote."""

    path: str
    """Relative to the project, with `/`; a file outside it keeps its path from there (`../…`)."""

    text: str

    home: str = ""
    """The path within the configured folder, with `/`: `sales/account-executive.md`."""

    limits: Limits = DEFAULTS
    """How much of it is read."""

    @property
    def is_json(self) -> bool:
        """Whether other programs write such files: longer ones are read."""
        return self.path.lower().endswith(".json")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends. Only `\\n` ends a line, as in Markdown and YAML."""
        return tuple(self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset in `text` at which each line starts."""
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line) + 1
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column (from 1) of an offset in `text`."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets in `text`, the second exclusive."""
        return Span(self.path, *self.position(start), *self.position(max(start, end)))

    def line_span(self, number: int) -> Span:
        """What stands on one line (from 1), without the white space around it."""
        number = max(1, min(number, len(self.lines)))
        line = self.lines[number - 1]
        start = len(line) - len(line.lstrip()) + 1
        return Span(self.path, number, start, number, max(start, len(line.rstrip()) + 1))
