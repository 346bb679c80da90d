"""Nothing in; the records of what a model is told, where no command prints the same, out."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.exports.card_records import Left, Named, Tie, Told
from rolebook.exports.documented import Documented


@dataclass(frozen=True, slots=True)
class Owning(Documented):
    """Somebody who answers for what was asked."""

    owner: Named
    why: str
    """The statement that says so, as its author wrote it."""

    certain: bool
    """Whether every telling word of the question stands in that statement."""


@dataclass(frozen=True, slots=True)
class Owners(Documented):
    """Who answers for something, best first; empty where nobody does."""

    answers: tuple[Owning, ...]
    domains: tuple[str, ...]
    """Of the library, to ask again by."""


@dataclass(frozen=True, slots=True)
class Side(Documented):
    """What one role says of another."""

    role: Named
    leaves: tuple[Left, ...]
    """Its boundaries that name the other as an owner."""

    relations: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Between(Documented):
    """The border of two roles, from both sides."""

    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Hit(Documented):
    """A place that speaks of what was searched for."""

    thing: Named
    """The role or competency whose file it is in."""

    says: str
    """The title or statement."""

    part: str
    """`title`, `mandate`, `boundary` or `description`."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Hits(Documented):
    """What was found, titles first."""

    hits: tuple[Hit, ...]
    more: int
    """How many further ones there are."""


@dataclass(frozen=True, slots=True)
class Findings(Documented):
    """What `rolebook check` finds, errors first."""

    findings: tuple[Told, ...]
    errors: int
    warnings: int
    infos: int
    more: int
    """How many further ones fit what was asked."""
