"""An id as written and where; nothing is resolved here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rolebook.text.source import Span


class Expected(StrEnum):
    """What a place of an agent's file expects of the name that stands there."""

    AGENT = "agent"
    SKILL = "skill"


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

    @property
    def name(self) -> str:
        """The role, domain or competency part: all before `#`."""
        return self.written.partition("#")[0]

    @property
    def item(self) -> str:
        """The part after `#`: a mandate item's key or a competency id; empty without one."""
        return self.written.partition("#")[2]
