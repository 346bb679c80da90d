"""An evidence requirement or a rubric in, what the card of a competency shows of it out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.languages import Language
from rolebook.model import Atlas, EvidenceRequirement, Level, Rubric
from rolebook.pages.edition.edition import Edition


@dataclass(frozen=True, slots=True)
class Registered:
    """A template, event or KPI, linked to its entry in the evidence registry."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Most:
    """The most that an atlas asks for as evidence: what the bars of its cards are measured by."""

    count: int
    window: int


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """An evidence requirement."""

    type: str
    count: str
    count_share: float
    """0 to 100: how many, beside the most that the atlas asks for."""

    window: str
    window_share: float
    """0 to 100: the days of the window, beside those of the widest."""

    description: Safe
    template: Registered | None
    events: tuple[Registered, ...]
    kpi: Registered | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A criterion of a rubric."""

    title: str
    score: float | None
    number: str


@dataclass(frozen=True, slots=True)
class RubricView:
    """How evidence is judged."""

    title: str
    bars: tuple[Bar, ...]
    threshold: float | None
    """What the target level asks for, 0 to 100."""


def most_of(atlas: Atlas) -> Most:
    """The highest count and the widest window of an atlas."""
    evidence = [one.evidence for one in atlas.competencies if one.evidence]
    return Most(
        max((one.count or 0 for one in evidence), default=0),
        max((one.window_days or 0 for one in evidence), default=0),
    )


def evidence_view(
    edition: Edition, atlas: Atlas, required: EvidenceRequirement, most: Most
) -> EvidenceView:
    """What must be shown, its parts linked to the registry."""
    domain = edition.charted(atlas).domain
    return EvidenceView(
        type=spaced(required.type),
        count=str(required.count) if required.count is not None else "",
        count_share=_share(required.count, most.count),
        window=str(required.window_days) if required.window_days is not None else "",
        window_share=_share(required.window_days, most.window),
        description=edition.inline(required.description, atlas.path, domain),
        template=_registered(edition, "template", required.template),
        events=tuple(
            one for event in required.events if (one := _registered(edition, "event", event))
        ),
        kpi=_registered(edition, "kpi", required.kpi),
    )


def rubric_view(
    language: Language, rubric: Rubric | None, level: Level | None
) -> RubricView | None:
    """The criteria; one without a score of its own shows the level's threshold."""
    if rubric is None:
        return None
    threshold = level.min_score if level else None
    reached = None if threshold is None else 100 * threshold
    bars = (
        _bar(language, one.title, reached if one.score is None else one.score)
        for one in rubric.criteria
    )
    return RubricView(rubric.title, tuple(bars), None if reached is None else _within(reached))


def _registered(edition: Edition, kind: str, name: str) -> Registered | None:
    return Registered(name, edition.evidence.href(kind, name)) if name else None


def _bar(language: Language, title: str, score: float | None) -> Bar:
    if score is None:
        return Bar(title, None, "")
    rounded = round(score, 1)
    return Bar(title, _within(rounded), language.number(rounded))


def _share(said: int | None, most: int) -> float:
    return _within(round(100 * said / most, 1)) if said and most > 0 else 0.0


def _within(score: float) -> float:
    return max(0.0, min(score, 100.0))


def spaced(id: str) -> str:
    """An id as words: `ai_adopted` → `ai adopted`."""
    return id.replace("_", " ")
