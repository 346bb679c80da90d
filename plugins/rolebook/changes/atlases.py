"""Two states in; what changed in what the atlases chart out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rolebook.changes.change import Change
from rolebook.changes.meaning import one_line
from rolebook.changes.pairing import each
from rolebook.changes.references import Named, elsewhere
from rolebook.changes.states import States
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.model import Atlas, Competency, EvidenceRequirement, Level, Reference, Rubric
from rolebook.text.source import Span

_Asked = dict[str, Named]


def atlases(states: States) -> Iterator[Change]:
    """Atlases added, removed, renamed; their fields, levels and rubrics."""
    for atlas in states.atlases.removed:
        yield Change("atlas-removed", atlas.id, atlas.span, atlas.title, gone=True)
    for atlas in states.atlases.added:
        yield Change("atlas-added", atlas.id, atlas.span, new=atlas.title)
    for one, other in states.atlases.both:
        if one.id != other.id:
            yield Change("atlas-renamed", other.id, other.span, one.id, other.id)
        here, there = _fields(one, states.old, states), _fields(other, states.new)
        yield from _differing("atlas-changed", other.id, other.span, here, there, states)
        yield from _levels(one, other, states)
        yield from _criteria(other.id, other.span, one.rubric, other.rubric)


def _fields(atlas: Atlas, graph: LibraryGraph, states: States | None = None) -> dict[str, str]:
    return {
        "title": atlas.title,
        "roles": ", ".join(_charted(link, states) for link in graph.roles_of(atlas.id)),
        "programme": atlas.programme,
        "eyebrow": atlas.eyebrow,
        "summary": atlas.summary,
        "provenance": atlas.provenance,
        "labels": ", ".join(sorted(atlas.labels)),
        "context": ", ".join(f"{key}: {value}" for key, value in sorted(atlas.context)),
        "specifications": "; ".join(
            f"{one.subject}, {one.spec}, {one.key}" for one in atlas.specifications
        ),
        "practice tiers": "; ".join(
            f"{one.id}: {one.title} {one.description}" for one in atlas.practice_tiers
        ),
    }


def _charted(link: Link, states: States | None) -> str:
    target = link.resolution.target
    if target is None:
        return link.reference.written
    return states.now(target) if states else target.name


def _levels(one: Atlas, other: Atlas, states: States) -> Iterator[Change]:
    here = {level.id: level for level in one.levels}
    there = {level.id: level for level in other.levels}
    for id, level in here.items():
        if id not in there:
            title = level.title or id
            yield Change("level-removed", f"{other.id}#{id}", level.span, title, gone=True)
    for id, level in there.items():
        name = f"{other.id}#{id}"
        if id not in here:
            yield Change("level-added", name, level.span, new=level.title or id)
            continue
        before = here[id]
        if before.min_score != level.min_score:
            span, scores = level.score_span or level.span, (before.min_score, level.min_score)
            yield Change("threshold-changed", name, span, *each(_number, *scores))
        fields = each(_of_level, before, level)
        yield from _differing("atlas-changed", name, level.span, *fields, states)


def _of_level(level: Level) -> dict[str, str]:
    order = str(level.order)
    return {"title": level.title, "code": level.code, "anchor": level.anchor, "order": order}


def _criteria(name: str, span: Span, here: Rubric | None, there: Rubric | None) -> Iterator[Change]:
    before = {one.id: one for one in here.criteria} if here else {}
    after = {one.id: one for one in there.criteria} if there else {}
    for id in sorted(before.keys() | after.keys()):
        was, now = before.get(id), after.get(id)
        if was and now and was.score != now.score:
            scores = each(_number, was.score, now.score)
            yield Change("threshold-changed", name, now.span, *scores, field=f"criterion {id}")
        elif was and not now:
            yield Change("atlas-changed", name, span, was.title, field=f"criterion {id}")
        elif now and not was:
            yield Change("atlas-changed", name, now.span, new=now.title, field=f"criterion {id}")
        elif was and now and was.title != now.title:
            texts = was.title, now.title
            yield Change("atlas-changed", name, now.span, *texts, field=f"criterion {id}")


def competencies(states: States) -> Iterator[Change]:
    """Competencies added, removed, renamed, and all that is asked of who learns them."""
    for one in states.competencies.removed:
        now = states.names.get(one.atlas, one.atlas)
        yield Change("competency-removed", f"{now}#{one.id}", one.span, one.title, gone=True)
    for one in states.competencies.added:
        yield Change("competency-added", one.name, one.span, new=one.title)
    asked = _prerequisites(states.old, states), _prerequisites(states.new)
    for one, other in states.competencies.both:
        follows = one.id == other.id and states.names.get(one.atlas) == other.atlas
        if one.name != other.name and not follows:
            yield Change("competency-renamed", other.name, other.span, one.name, other.name)
        yield from _needed(other, asked[0].get(one.name, {}), asked[1].get(other.name, {}))
        yield from _proofs(one, other, states)
        levels = _written(one.target_level), _written(other.target_level)
        if levels[0] != levels[1]:
            span = other.target_level.span if other.target_level else other.span
            yield Change("level-changed", other.name, span, *levels)
        if one.practice_hours != other.practice_hours:
            hours = each(_number, one.practice_hours, other.practice_hours)
            yield Change("hours-changed", other.name, other.span, *hours)
        yield from _evidence(one, other, states)
        span, fields = other.span, each(_of_competency, one, other)
        yield from _differing("competency-changed", other.name, span, *fields, states)
        yield from _criteria(other.name, span, one.rubric, other.rubric)


def _of_competency(one: Competency) -> dict[str, str]:
    return {
        "title": one.title,
        "category": one.category,
        "description": one.description,
        "why": one.why,
    }


def _needed(other: Competency, here: _Asked, there: _Asked) -> Iterator[Change]:
    gone, come = elsewhere(here, there)
    for name, one in gone.items():
        yield Change("prerequisite-removed", other.name, one.span, name, gone=True)
    for name, one in come.items():
        yield Change("prerequisite-added", other.name, one.span, new=name)


def _prerequisites(graph: LibraryGraph, states: States | None = None) -> dict[str, _Asked]:
    """What each competency asks for, by its name of today."""
    found: dict[str, _Asked] = {}
    for link in graph.prerequisites:
        target, reference = link.resolution.target, link.reference
        name = (states.now(target) if states else target.name) if target else reference.written
        named = Named(reference.written, target, reference.span)
        found.setdefault(link.source.name, {}).setdefault(name, named)
    return found


def _proofs(one: Competency, other: Competency, states: States) -> Iterator[Change]:
    here = _proven(states.old, one, states)
    there = _proven(states.new, other)
    for name in sorted(here.keys() - there.keys()):
        yield Change("proof-removed", other.name, here[name], name, gone=True)
    for name in sorted(there.keys() - here.keys()):
        yield Change("proof-added", other.name, there[name], new=name)


def _proven(
    graph: LibraryGraph, competency: Competency, states: States | None = None
) -> dict[str, Span]:
    """Where each mandate item is named that a competency proves, by its name of today."""
    found: dict[str, Span] = {}
    for proof in graph.proofs_of(competency.name):
        name = proof.reference.written
        if proof.role and proof.item:
            name = f"{proof.role.name}#{proof.item.key}"
            name = states.responsibility_names.get(name, name) if states else name
        found.setdefault(name, proof.reference.span)
    return found


def _evidence(one: Competency, other: Competency, states: States) -> Iterator[Change]:
    here, there = one.evidence, other.evidence
    windows = each(lambda it: _number(it.window_days if it else None), here, there)
    if windows[0] != windows[1]:
        span = (there and (there.window_span or there.span)) or other.span
        yield Change("window-changed", other.name, span, *windows)
    counts = each(lambda it: _number(it.count if it else None), here, there)
    span = (there and there.span) or other.span
    if counts[0] != counts[1]:
        place = (there and there.count_span) or span
        yield Change("evidence-changed", other.name, place, *counts, field="count")
    fields = each(_of_evidence, here, there)
    yield from _differing("evidence-changed", other.name, span, *fields, states)


def _of_evidence(evidence: EvidenceRequirement | None) -> dict[str, str]:
    if evidence is None:
        return {}
    return {
        "type": evidence.type,
        "description": evidence.description,
        "template": evidence.template,
        "events": ", ".join(sorted(evidence.events)),
        "kpi": evidence.kpi,
    }


def _differing(
    kind: str,
    name: str,
    span: Span,
    here: dict[str, str],
    there: dict[str, str],
    states: States,
) -> Iterator[Change]:
    fields: Iterable[str] = dict.fromkeys((*here, *there))
    for field in fields:
        before, after = here.get(field, ""), there.get(field, "")
        if not states.same(before, after):
            texts = each(lambda text: one_line(text) if text else None, before, after)
            yield Change(kind, name, span, *texts, field=field)


def _written(reference: Reference | None) -> str | None:
    return reference.written if reference else None


def _number(value: float | None) -> str | None:
    """`0.7`, `12`; none where nothing is said."""
    return None if value is None else f"{value:g}"
