"""Nothing in; what becomes of texts and files, as data, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rolebook.text.source import Span


class Refused(Exception):
    """A change that is not made, none of it; its text says why, in an author's words."""


class Edit(NamedTuple):
    """What stands at a place of a text from now on."""

    span: Span
    """Lines and columns of the text as `Source` has it: no BOM, code points, the end exclusive."""

    text: str
    """Line ends as `\\n`; empty where what stands there goes."""


class Move(NamedTuple):
    """A file or folder that is called otherwise from now on."""

    path: str
    """Relative to the project, with `/`, as are the paths of edits."""

    to: str
    """Where nothing is yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """Edits and moves that are made together, or not at all.

    Places are those before the change: an edit names a file by the path that it still has.
    """

    edits: tuple[Edit, ...] = ()
    """Sorted by place, each once."""

    moves: tuple[Move, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.edits or self.moves)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files whose text changes, sorted."""
        return tuple(dict.fromkeys(one.span.path for one in self.edits))

    def moved(self, path: str) -> str:
        """Where a file stands after the moves."""
        for one in self.moves:
            if path == one.path or path.startswith(f"{one.path}/"):
                return one.to + path[len(one.path) :]
        return path


def change_of(edits: Iterable[Edit], moves: Iterable[Move] = ()) -> Change:
    """A change of edits in any order, some of them said twice."""
    return Change(tuple(sorted(set(edits))), tuple(dict.fromkeys(moves)))
