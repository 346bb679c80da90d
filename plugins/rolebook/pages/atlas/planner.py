"""An atlas in; what a reader plans a path through it with, out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from rolebook.graph.addresses import atlas_address
from rolebook.graph.courses import MOST_ELSEWHERE, Course, is_elsewhere
from rolebook.graph.paths import LearningPath, learning_paths
from rolebook.languages import Language
from rolebook.model import Atlas, Competency
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name

_LISTED = 20
"""The steps of a longer path are told by their numbers: 250 lists of 250 would be the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A competency as a step of a plan, in the order of the atlas's page."""

    place: int
    """From 0, among all steps."""

    number: str
    """`04`, as on its card; empty of another atlas's."""

    id: str
    """`atlas#id` of another atlas's."""

    title: str
    href: str
    lang: str
    """Of its title, where it is another atlas's and not in the language of the page."""

    atlas: Name | None
    """The atlas that it stands in, where it is another."""

    level: str
    """The id of the level that it aims at; empty where it has none, or is another atlas's."""

    hours: float
    """0 where the atlas does not say."""

    hours_text: str
    """As the language writes it; empty for 0."""

    count: int | None
    window: int | None
    """Days."""

    direct: tuple[int, ...]
    """The places of its prerequisites."""

    elsewhere: tuple[Name, ...]
    """Its prerequisites in other atlases, where these are too many to be steps."""

    path: LearningPath


@dataclass(frozen=True, slots=True)
class PathView:
    """All that comes before a competency, on its card."""

    steps: tuple[Step, ...]
    """Empty where there are too many to list."""

    ranges: str
    """`01–12, 14` instead."""

    elsewhere: int
    """Those of other atlases, which have no number here."""

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

    uncounted: int
    """More than so many steps of other atlases come first, and are not counted; 0 where all are."""

    @property
    def own(self) -> tuple[Step, ...]:
        """The steps that are the atlas's own, in the order of its page."""
        return tuple(step for step in self.steps if step.atlas is None)


def planner(edition: Edition, atlas: Atlas, taken: Course) -> Planner | None:
    """What a page needs to plan with; none where an atlas has nothing to learn."""
    if not taken.own:
        return None
    known = [taken.competency(edition.graph, atlas, id) for id in taken.order]
    hours = {id: one.practice_hours or 0.0 for id, one in zip(taken.order, known, strict=True)}
    paths = learning_paths(taken.graph, taken.order, hours)
    at = {id: place for place, id in enumerate(taken.order)}
    numbers = {id: f"{number:02}" for number, id in enumerate(taken.own, start=1)}
    steps = tuple(
        Step(
            place,
            numbers.get(id, ""),
            id,
            one.title,
            href(atlas_address(one.atlas), one.id) if is_elsewhere(id) else f"#{id}",
            edition.language.foreign(edition.graph.atlases[one.atlas].lang),
            edition.names.atlas(edition.graph.atlases[one.atlas]) if is_elsewhere(id) else None,
            one.target_level.written if one.target_level and id in numbers else "",
            hours[id],
            edition.language.number(hours[id]) if hours[id] else "",
            one.evidence.count if one.evidence else None,
            one.evidence.window_days if one.evidence else None,
            tuple(sorted(at[before] for before in taken.graph.predecessors(id))),
            () if taken.whole else _elsewhere(edition, one),
            path,
        )
        for place, (id, one, path) in enumerate(zip(taken.order, known, paths, strict=True))
    )
    own = [0, *itertools.accumulate(id in numbers for id in taken.order)]
    uncounted = 0 if taken.whole else MOST_ELSEWHERE
    views = {
        step.id: _view(edition.language, step, steps, own)
        for step in steps
        if step.path.count and step.atlas is None
    }
    return Planner(steps, views, frozenset(step.level for step in steps), uncounted)


def _elsewhere(edition: Edition, one: Competency) -> tuple[Name, ...]:
    targets = (link.resolution.target for link in edition.prerequisites(one.name))
    prefix = f"{one.atlas}#"
    return tuple(
        edition.names.target(target)
        for target in targets
        if target and not target.name.startswith(prefix)
    )


def _view(language: Language, step: Step, steps: tuple[Step, ...], own: Sequence[int]) -> PathView:
    """`own` says how many of the atlas's own stand before each place."""
    path = step.path
    listed = path.count <= _LISTED
    cut = sum(last + 1 - first for first, last in path.runs) < path.count
    elsewhere = path.count - sum(own[last + 1] - own[first] for first, last in path.runs)
    return PathView(
        tuple(steps[place] for place in path.places) if listed else (),
        "" if listed else _ranges(path, own, cut),
        0 if listed or cut else elsewhere,
        path.count,
        language.number(path.hours) if path.hours else "",
        path.stage,
        language.number(path.chain_hours),
    )


def _ranges(path: LearningPath, own: Sequence[int], cut: bool) -> str:
    """The numbers of the steps; those of other atlases, which have none, part no run."""
    runs: list[tuple[int, int]] = []
    for first, last in path.runs:
        low, high = own[first] + 1, own[last + 1]
        if runs and runs[-1][1] == low - 1:
            low = runs.pop()[0]
        if low <= high:
            runs.append((low, high))
    told = [f"{low:02}" if low == high else f"{low:02}–{high:02}" for low, high in runs]
    return ", ".join([*told, *(["…"] if cut else [])])
