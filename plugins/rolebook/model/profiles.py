"""Profiles: rosters of roles with who reports to whom and who leads, as their files say it."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.model.references import Reference
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Seat:
    """One entry of a roster."""

    role: Reference
    """The value of its `class`."""

    reports_to: Reference | None = None
    """Another role of the roster, or somebody outside the library; none of who leads."""

    multiplicity: str = ""
    """How many hold the role at once, as written; empty for one."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A team: which roles are in it, and who answers to whom."""

    id: str
    title: str
    path: str
    span: Span
    """The value of `id`."""

    description: str = ""
    lead: Reference | None = None
    floor: str = ""
    """The least that the team needs, as written."""

    roster: tuple[Seat, ...] = ()
    """In the order of the file."""

    notes: tuple[str, ...] = ()
    mentions: tuple[Reference, ...] = ()
    """Ids that stand anywhere in the file but for its own, each at every place; never an error."""

    lang: str = ""
    """The language of its text, as HTML writes it; empty where the file does not say."""

    @property
    def name(self) -> str:
        """Its identity among roles and atlases: `profile pipeline`."""
        return f"profile {self.id}"
