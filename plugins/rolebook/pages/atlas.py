"""An atlas in, its page out: its competencies in the order in which they can be learned."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.addresses import atlas_address
from rolebook.diagrams import draw
from rolebook.languages import Language
from rolebook.model import Atlas, Competency, EvidenceRequirement, Level, Rubric
from rolebook.pages.addresses import href
from rolebook.pages.composing import compose
from rolebook.pages.edition import Edition
from rolebook.pages.findings import finding
from rolebook.pages.names import Name
from rolebook.pages.page import Page
from rolebook.pages.pictures import prerequisites
from rolebook.paths import competency_order, prerequisite_graph

_SHOWN_PROVENANCE = 16
"""Characters of a digest that are enough to compare it with another at a glance."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level of the atlas, and what the competencies that aim at it come to."""

    anchor: str
    words: str
    """`ai adopted`."""

    title: str
    code: str
    min_score: str
    basis: str
    """Where the level is defined: its `anchor`."""

    competencies: int
    hours: str


@dataclass(frozen=True, slots=True)
class Target:
    """The level that a competency aims at."""

    words: str
    href: str
    """Empty where the atlas has no such level."""

    min_score: str
    basis: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A template, event or KPI, linked to its entry in the evidence registry."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """An evidence requirement."""

    type: str
    count: str
    window: str
    description: Safe
    template: Asked | None
    events: tuple[Asked, ...]
    kpi: Asked | None


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


@dataclass(frozen=True, slots=True)
class CompetencyView:
    """A competency on its atlas's page."""

    number: str
    id: str
    title: str
    category: str
    target: Target | None
    hours: str
    description: Safe
    why: Safe
    prerequisites: tuple[Name, ...]
    evidence: EvidenceView | None
    rubric: RubricView | None


def atlas_page(edition: Edition, atlas: Atlas) -> Page:
    """The page of an atlas; every competency at `#<competency_id>` (design.md §4)."""
    reduced, full = prerequisites(edition, atlas)
    return compose(
        edition.language,
        "atlas.html",
        atlas_address(atlas.id),
        title=atlas.title,
        description=atlas.summary,
        source=atlas.path,
        in_navigation=True,
        atlas=atlas,
        summary=edition.inline(atlas.summary, atlas.path, edition.charted(atlas).domain),
        charted=edition.charted(atlas),
        provenance=_shortened(atlas.provenance),
        context=tuple((_spaced(key), _spaced(value)) for key, value in atlas.context),
        hours=edition.language.number(atlas.practice_hours),
        levels=tuple(_level_row(edition.language, atlas, level) for level in _levels(atlas)),
        picture=Safe(draw(reduced, "rb-path")) if reduced else None,
        full_picture=Safe(draw(full, "rb-all")) if full else None,
        competencies=_competencies(edition, atlas),
        findings=tuple(finding(one) for one in edition.findings(atlas.id)),
    )


def _competencies(edition: Edition, atlas: Atlas) -> tuple[CompetencyView, ...]:
    order = competency_order(prerequisite_graph(edition.graph, atlas))
    return tuple(
        _competency(
            edition,
            atlas,
            edition.graph.competencies[f"{atlas.id}#{id}"],
            f"{place:02} / {len(order):02}",
        )
        for place, id in enumerate(order, start=1)
    )


def _competency(edition: Edition, atlas: Atlas, one: Competency, number: str) -> CompetencyView:
    domain = edition.charted(atlas).domain
    level = atlas.level(one.target_level.written) if one.target_level else None
    return CompetencyView(
        number=number,
        id=one.id,
        title=one.title,
        category=one.category,
        target=_target(edition.language, atlas, one, level),
        hours=_number(edition.language, one.practice_hours),
        description=edition.inline(one.description, atlas.path, domain),
        why=edition.inline(one.why, atlas.path, domain),
        prerequisites=tuple(
            edition.names.resolved(link.resolution, link.reference)
            for link in edition.prerequisites(one.name)
        ),
        evidence=_evidence(edition, atlas, one.evidence) if one.evidence else None,
        rubric=_rubric(edition.language, one.rubric or atlas.rubric, level),
    )


def _target(
    language: Language, atlas: Atlas, one: Competency, level: Level | None
) -> Target | None:
    if one.target_level is None:
        return None
    words = _spaced(one.target_level.written)
    if level is None:
        return Target(words, "", "", "")
    link = href(atlas_address(atlas.id), _level_anchor(level))
    return Target(words, link, _number(language, level.min_score), level.anchor)


def _evidence(edition: Edition, atlas: Atlas, required: EvidenceRequirement) -> EvidenceView:
    domain = edition.charted(atlas).domain
    return EvidenceView(
        type=_spaced(required.type),
        count=str(required.count) if required.count is not None else "",
        window=str(required.window_days) if required.window_days is not None else "",
        description=edition.inline(required.description, atlas.path, domain),
        template=_asked(edition, "template", required.template),
        events=tuple(
            asked for event in required.events if (asked := _asked(edition, "event", event))
        ),
        kpi=_asked(edition, "kpi", required.kpi),
    )


def _asked(edition: Edition, kind: str, name: str) -> Asked | None:
    return Asked(name, edition.evidence.href(kind, name)) if name else None


def _rubric(language: Language, rubric: Rubric | None, level: Level | None) -> RubricView | None:
    if rubric is None:
        return None
    threshold = level.min_score if level else None
    reached = None if threshold is None else 100 * threshold
    bars = (
        _bar(language, one.title, reached if one.score is None else one.score)
        for one in rubric.criteria
    )
    return RubricView(rubric.title, tuple(bars))


def _bar(language: Language, title: str, score: float | None) -> Bar:
    if score is None:
        return Bar(title, None, "")
    rounded = round(score, 1)
    return Bar(title, max(0.0, min(rounded, 100.0)), language.number(rounded))


def _levels(atlas: Atlas) -> list[Level]:
    return sorted(atlas.levels, key=lambda level: level.order)


def _level_row(language: Language, atlas: Atlas, level: Level) -> LevelRow:
    aiming = [
        one
        for one in atlas.competencies
        if one.target_level and one.target_level.written == level.id
    ]
    return LevelRow(
        anchor=_level_anchor(level),
        words=_spaced(level.id),
        title=level.title,
        code=level.code,
        min_score=_number(language, level.min_score),
        basis=level.anchor,
        competencies=len(aiming),
        hours=language.number(sum(one.practice_hours or 0 for one in aiming)),
    )


def _level_anchor(level: Level) -> str:
    return f"rb-level-{level.order}"


def _number(language: Language, value: float | None) -> str:
    return "" if value is None else language.number(value)


def _spaced(id: str) -> str:
    return id.replace("_", " ")


def _shortened(provenance: str) -> str:
    if len(provenance) <= _SHOWN_PROVENANCE:
        return provenance
    return f"{provenance[:_SHOWN_PROVENANCE]}…"
