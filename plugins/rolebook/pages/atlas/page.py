"""An atlas in, its page out: its competencies in the order in which they can be learned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.diagrams import Diagram, DiagramNode
from rolebook.graph.addresses import atlas_address
from rolebook.graph.courses import Course, course
from rolebook.graph.paths import up_to
from rolebook.languages import Language
from rolebook.model import Atlas, Competency, Level
from rolebook.pages.atlas.cards import (
    EvidenceView,
    Most,
    RubricView,
    evidence_view,
    most_of,
    rubric_view,
    spaced,
)
from rolebook.pages.atlas.layers import families, layers
from rolebook.pages.atlas.pictures import prerequisites
from rolebook.pages.atlas.planner import Planner, Step, planner
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.figures import figure
from rolebook.pages.edition.findings import brief
from rolebook.pages.edition.folds import Fold, fold
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

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

    id: str
    competencies: int
    hours: str
    in_all: int
    """With all that comes before them."""

    hours_in_all: str


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """The level that a competency aims at."""

    words: str
    href: str
    """Empty where the atlas has no such level."""

    min_score: str
    basis: str


@dataclass(frozen=True, slots=True)
class CompetencyView:
    """A competency on its atlas's page."""

    number: str
    id: str
    title: str
    category: str
    target: TargetLevel | None
    hours: str
    description: Safe
    why: Safe
    prerequisites: tuple[Name, ...]
    proves: tuple[Name, ...]
    """The responsibilities that it proves somebody to be up to."""

    evidence: EvidenceView | None
    rubric: RubricView | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A competency, and those that build on it next."""

    before: DiagramNode
    after: tuple[DiagramNode, ...]


def atlas_page(edition: Edition, atlas: Atlas) -> Page:
    """The page of an atlas; every competency at `#<competency_id>` (design.md §4)."""
    reduced, full = prerequisites(edition, atlas)
    picture = figure(edition, reduced, "rb-path", atlas.path)
    too_large = picture is not None and picture.svg is None
    taken = course(edition.graph, atlas)
    plan, competencies = planner(edition, atlas, taken), _competencies(edition, atlas, taken)
    return compose(
        edition.language,
        "atlas.html",
        atlas_address(atlas.id),
        title=atlas.title,
        description=atlas.summary,
        source=atlas.path,
        in_navigation=True,
        atlas=atlas,
        lang=edition.names.lang(atlas.path),
        summary=edition.inline(atlas.summary, atlas.path, edition.charted(atlas).domain),
        charted=edition.charted(atlas),
        all_charted=edition.all_charted(atlas),
        provenance=_shortened(atlas.provenance),
        context=tuple((spaced(key), spaced(value)) for key, value in atlas.context),
        hours=edition.language.number(atlas.practice_hours),
        levels=_level_rows(edition.language, atlas, plan),
        picture=picture,
        alone=len(atlas.competencies) - len(reduced.nodes) if reduced else 0,
        layers=layers(reduced, atlas, taken.own) if too_large and reduced else None,
        families=families(reduced, atlas) if too_large and reduced else (),
        openings=fold(_openings(reduced)) if reduced else Fold(()),
        full_picture=figure(edition, full, "rb-all", atlas.path),
        planner=plan,
        competencies=competencies,
        has_bars=any(one.evidence or one.rubric for one in competencies),
        findings=brief(edition.findings(atlas.id)),
    )


def _competencies(edition: Edition, atlas: Atlas, taken: Course) -> tuple[CompetencyView, ...]:
    order, most = taken.own, most_of(atlas)
    return tuple(
        _competency(
            edition,
            atlas,
            edition.graph.competencies[f"{atlas.id}#{id}"],
            f"{place:02} / {len(order):02}",
            most,
        )
        for place, id in enumerate(order, start=1)
    )


def _competency(
    edition: Edition, atlas: Atlas, one: Competency, number: str, most: Most
) -> CompetencyView:
    domain = edition.charted(atlas).domain
    level = atlas.level(one.target_level.written) if one.target_level else None
    return CompetencyView(
        number=number,
        id=one.id,
        title=one.title,
        category=one.category,
        target=_target_level(edition.language, atlas, one, level),
        hours=_number(edition.language, one.practice_hours),
        description=edition.inline(one.description, atlas.path, domain),
        why=edition.inline(one.why, atlas.path, domain),
        prerequisites=tuple(
            edition.names.resolved(link.resolution, link.reference)
            for link in edition.prerequisites(one.name)
        ),
        proves=tuple(edition.names.proven(proof) for proof in edition.graph.proofs_of(one.name)),
        evidence=evidence_view(edition, atlas, one.evidence, most) if one.evidence else None,
        rubric=rubric_view(edition.language, one.rubric or atlas.rubric, level),
    )


def _target_level(
    language: Language, atlas: Atlas, one: Competency, level: Level | None
) -> TargetLevel | None:
    if one.target_level is None:
        return None
    words = spaced(one.target_level.written)
    if level is None:
        return TargetLevel(words, "", "", "")
    link = href(atlas_address(atlas.id), _level_anchor(level))
    return TargetLevel(words, link, _number(language, level.min_score), level.anchor)


def _level_rows(language: Language, atlas: Atlas, plan: Planner | None) -> tuple[LevelRow, ...]:
    steps = plan.steps if plan else ()
    aiming: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        aiming[step.level].append(step)
    levels = sorted(atlas.levels, key=lambda level: level.order)
    return tuple(_level_row(language, level, aiming[level.id], steps) for level in levels)


def _level_row(
    language: Language, level: Level, aiming: Sequence[Step], steps: Sequence[Step]
) -> LevelRow:
    """`aiming` are those of an atlas's steps that aim at the level."""
    places = up_to(lambda place: steps[place].direct, (step.place for step in aiming))
    return LevelRow(
        anchor=_level_anchor(level),
        words=spaced(level.id),
        title=level.title,
        code=level.code,
        min_score=_number(language, level.min_score),
        basis=level.anchor,
        id=level.id,
        competencies=len(aiming),
        hours=_hours(language, aiming),
        in_all=len(places),
        hours_in_all=_hours(language, [steps[place] for place in places]),
    )


def _hours(language: Language, steps: Sequence[Step]) -> str:
    """Empty where the atlas says of none how long it takes."""
    hours = sum(step.hours for step in steps)
    return language.number(hours) if hours else ""


def _openings(diagram: Diagram) -> Iterator[Opening]:
    nodes = {node.key: node for node in diagram.nodes}
    after: dict[str, list[DiagramNode]] = defaultdict(list)
    for edge in diagram.edges:
        after[edge.source].append(nodes[edge.target])
    return (Opening(node, tuple(after[node.key])) for node in diagram.nodes if node.key in after)


def _level_anchor(level: Level) -> str:
    return f"rb-level-{level.order}"


def _number(language: Language, value: float | None) -> str:
    return "" if value is None else language.number(value)


def _shortened(provenance: str) -> str:
    if len(provenance) <= _SHOWN_PROVENANCE:
        return provenance
    return f"{provenance[:_SHOWN_PROVENANCE]}…"
