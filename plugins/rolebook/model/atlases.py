"""Atlases, competencies and how they are shown and judged, as their files say it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rolebook.model.references import Reference
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Level:
    """An ordered proficiency target; `order` 0 is the lowest."""

    id: str
    order: int
    span: Span
    code: str = ""
    title: str = ""
    min_score: float | None = None
    """0..1: the rubric score at which the level is reached."""

    anchor: str = ""
    score_span: Span | None = None
    """The value of `min_score`."""


@dataclass(frozen=True, slots=True)
class PracticeTier:
    """A depth of practice: guided, applied, production."""

    id: str
    title: str
    span: Span
    """The value of its `id`."""

    description: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric."""

    id: str
    title: str
    score: float | None
    """0..100; none where it is the target level's threshold (`from-threshold`)."""

    span: Span
    """The value of its `score`."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """How evidence is judged."""

    title: str = ""
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRequirement:
    """What must be shown: how much of what, within how many days."""

    type: str
    span: Span
    """The value of `type`."""

    count: int | None = None
    window_days: int | None = None
    description: str = ""
    template: str = ""
    events: tuple[str, ...] = ()
    kpi: str = ""
    count_span: Span | None = None
    """The value of `count`."""

    window_span: Span | None = None
    """The value of `window_days`."""

    empty: tuple[tuple[str, Span], ...] = ()
    """The keys that were written with nothing after them."""


@dataclass(frozen=True, slots=True)
class Specification:
    """Where a part of the atlas is specified: subject, document, key."""

    subject: str
    spec: str
    key: str


@dataclass(frozen=True, slots=True)
class Competency:
    """Something a person can show they can do."""

    id: str
    title: str
    atlas: str
    span: Span
    """The value of its `id`."""

    category: str = ""
    target_level: Reference | None = None
    practice_hours: float | None = None
    description: str = ""
    why: str = ""
    prerequisites: tuple[Reference, ...] = ()
    proves: tuple[Reference, ...] = ()
    """The mandate items that it shows somebody to be up to: `account-executive#close-deals`."""

    evidence: EvidenceRequirement | None = None
    rubric: Rubric | None = None
    """Its own, where it has one; else the atlas's serves."""

    place: int = 0
    """Where a package of another format puts it among all, from 1; 0 where ids decide."""

    @property
    def name(self) -> str:
        """The identity: `atlas_id#competency_id`."""
        return f"{self.atlas}#{self.id}"


@dataclass(frozen=True)  # without slots, so that the levels are put by their ids once
class Atlas:
    """One map of competencies for one role in one context."""

    id: str
    title: str
    path: str
    span: Span
    """The value of `atlas_id`."""

    programme: str = ""
    eyebrow: str = ""
    labels: tuple[str, ...] = ()
    lang: str = ""
    """The language of its texts, as HTML writes it; empty where the file does not say."""

    roles: tuple[Reference, ...] = ()
    """The roles that it is for, in the order written."""

    context: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    specifications: tuple[Specification, ...] = ()
    provenance: str = ""
    levels: tuple[Level, ...] = ()
    practice_tiers: tuple[PracticeTier, ...] = ()
    rubric: Rubric | None = None
    competencies: tuple[Competency, ...] = ()
    """In the file's order; the graph says the order of a page."""

    imported_from: str = ""
    """The format it was read from, where that is not ours: `Exercism track`, `CASE package`."""

    @property
    def practice_hours(self) -> float:
        """The hours of all competencies that say theirs."""
        return sum(one.practice_hours or 0 for one in self.competencies)

    def level(self, id: str) -> Level | None:
        """The level of this id."""
        return self._levels.get(id)

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {level.id: level for level in reversed(self.levels)}  # of two twins the first
