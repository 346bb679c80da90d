"""An id as written and where; nothing is resolved here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rolebook.text.source import Span


class Expected(StrEnum):
    """What a place of an agent's file expects of the name that stands there."""

    AGENT = "agent"
    SKILL = "skill"


class Standing(StrEnum):
    """Where in a boundary a name stands."""

    OWNER = "owner"
    """Where an owner does: "x's lane", "goes to x", "x decides"."""

    BESIDE = "beside"
    """Elsewhere in the clause: an owner if it is somebody's name, and nobody stands there."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id as an author wrote it, with where it was written (design.md §1)."""

    written: str
    """Without marks: `legal-counsel`, `legal/legal-counsel`, `legal/`, `legal-counsel#terms`."""

    span: Span
    """The id itself, without bold marks or backticks."""

    marked: bool = True
    """Bold, in backticks or in a typed field; an unmarked possessive is a domain first."""

    typed: bool = True
    """Stands where only an owner or target can stand: ambiguous, it is an error."""

    dangles: bool = True
    """Unresolved, a typed reference is an error; not so where other things are named, too, as
    `Board` in "Reports to: Board"."""

    note: str = ""
    """The reason the author gave with it, in parentheses."""

    expects: Expected | None = None
    """What it must be where it resolves to nothing, in the prose and the hosts' keys of agents:
    unknown, it is a warning. None where such a name may be anything, or is an error."""

    again: tuple[Span, ...] = ()
    """Where else its file says the same of an agent or skill that it expects."""

    standing: Standing = Standing.OWNER
    """Of a boundary's owner."""

    nearly: bool = False
    """Unresolved, it is an error all the same where it is nearly somebody's name."""

    acts: bool = False
    """Stands where only a person does ("x decides"): a word that is no role names no domain."""

    path: str = ""
    """The file that it leads to, where it is a link."""

    @property
    def name(self) -> str:
        """The role, domain or competency part: all before `#`."""
        return self.written.partition("#")[0]

    @property
    def item(self) -> str:
        """The part after `#`: a mandate item's key or a competency id; empty without one."""
        return self.written.partition("#")[2]
