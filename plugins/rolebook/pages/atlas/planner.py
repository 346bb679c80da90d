"""An atlas in; what a reader plans a path through it with, out."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.graph.paths import LearningPath, competency_order, learning_paths, prerequisite_graph
from rolebook.languages import Language
from rolebook.model import Atlas, Competency
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.names import Name

_LISTED = 20
"""The steps of a longer path are told by their numbers: 250 lists of 250 would be the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A competency as a step of a plan, in the order of the atlas's page."""

    place: int
    """From 0, in the order of the page."""

    number: str
    """`04`, as on its card."""

    id: str
    title: str
    level: str
    """The id of the level that it aims at; empty where it has none."""

    hours: float
    """0 where the atlas does not say."""

    hours_text: str
    """As the language writes it; empty for 0."""

    count: int | None
    window: int | None
    """Days."""

    direct: tuple[int, ...]
    """The places of its prerequisites within the atlas."""

    elsewhere: tuple[Name, ...]
    """Its prerequisites in other atlases."""

    path: LearningPath


@dataclass(frozen=True, slots=True)
class PathView:
    """All that comes before a competency, on its card."""

    steps: tuple[Step, ...]
    """Empty where there are too many to list."""

    ranges: str
    """`01–12, 14` instead."""

    count: int
    hours: str
    """Empty where the atlas does not say."""

    chain: int
    """Steps of the longest chain, the competency itself included."""

    chain_hours: str


@dataclass(frozen=True, slots=True)
class Planner:
    """The steps of an atlas, and what may be reached by them."""

    steps: tuple[Step, ...]
    paths: dict[str, PathView]
    """By competency id; only of those that build on another."""

    levels: frozenset[str]
    """The ids of the levels that a competency aims at."""


def planner(edition: Edition, atlas: Atlas) -> Planner | None:
    """What a page needs to plan with; none where an atlas has nothing to learn."""
    within = prerequisite_graph(edition.graph, atlas)
    if not within:
        return None
    order = competency_order(within)
    known = [edition.graph.competencies[f"{atlas.id}#{id}"] for id in order]
    hours = {one.id: one.practice_hours or 0.0 for one in known}
    at = {id: place for place, id in enumerate(order)}
    paths = learning_paths(within, order, hours)
    steps = tuple(
        Step(
            place,
            f"{place + 1:02}",
            one.id,
            one.title,
            one.target_level.written if one.target_level else "",
            hours[one.id],
            edition.language.number(hours[one.id]) if hours[one.id] else "",
            one.evidence.count if one.evidence else None,
            one.evidence.window_days if one.evidence else None,
            tuple(sorted(at[id] for id in within.predecessors(one.id))),
            _elsewhere(edition, one),
            path,
        )
        for place, (one, path) in enumerate(zip(known, paths, strict=True))
    )
    views = {one.id: _view(edition.language, one, steps) for one in steps if one.path.count}
    return Planner(steps, views, frozenset(one.level for one in steps))


def _elsewhere(edition: Edition, one: Competency) -> tuple[Name, ...]:
    targets = (link.resolution.target for link in edition.prerequisites(one.name))
    prefix = f"{one.atlas}#"
    return tuple(
        edition.names.target(target)
        for target in targets
        if target and not target.name.startswith(prefix)
    )


def _view(language: Language, step: Step, steps: tuple[Step, ...]) -> PathView:
    path = step.path
    listed = path.count <= _LISTED
    return PathView(
        tuple(steps[place] for place in path.places) if listed else (),
        "" if listed else _ranges(path, steps),
        path.count,
        language.number(path.hours) if path.hours else "",
        path.stage,
        language.number(path.chain_hours),
    )


def _ranges(path: LearningPath, steps: tuple[Step, ...]) -> str:
    told = [
        steps[first].number if first == last else f"{steps[first].number}–{steps[last].number}"
        for first, last in path.runs
    ]
    return ", ".join([*told, *(["…"] if len(path.places) < path.count else [])])
