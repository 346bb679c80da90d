"""An Exercism track in; the atlas of its concepts, and what is wrong with their order, out.

Every concept is a competency. It needs what the exercises that teach it need, and its evidence is
that they are solved; the exercises that practise it stand in its description.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.tree import YamlMap
from rolebook.model import Atlas, Competency, EvidenceRequirement, Reference, Specification
from rolebook.parse.imports.exercism_concepts import odd_concepts
from rolebook.parse.imports.exercism_findings import untaught
from rolebook.parse.imports.exercism_track import Concept, Exercise, Track, read_track
from rolebook.parse.imports.imported import Imported, Notes, id_of, words
from rolebook.text.identity import identify, slug
from rolebook.text.source import Source

FORMAT: Final = "Exercism track"

PLANNED: Final = "in preparation"
"""The category of a concept that only unfinished exercises teach."""

UNTAUGHT: Final = "not taught yet"
"""The category of a concept that no exercise teaches."""


def read_exercism(source: Source, tree: YamlMap, problems: list[Diagnostic]) -> Imported:
    """The atlas of a track, whatever of it can be read."""
    notes = Notes(list(problems))
    track = read_track(tree, notes)
    notes.diagnostics += untaught(track)
    notes.diagnostics += odd_concepts(track)
    language = words(tree, "language")
    name = words(tree, "slug") or slug(language) or "track"
    id = f"exercism.{identify(name, '')}"
    return notes.imported(
        Atlas(
            id=id,
            title=language or name,
            path=source.path,
            span=(tree.scalar("slug") or tree.key("exercises") or tree).span,
            eyebrow=FORMAT,
            summary=words(tree, "blurb"),
            specifications=_specification(words(tree, "slug")),
            competencies=tuple(_competencies(id, track, notes)),
            imported_from=FORMAT,
        )
    )


def _specification(track: str) -> tuple[Specification, ...]:
    url = f"https://exercism.org/tracks/{slug(track)}"
    return (Specification("track", url, ""),) if track else ()


@dataclass(frozen=True, slots=True)
class _Lessons:
    """The exercises of one concept."""

    teaching: list[Exercise]
    planned: list[Exercise]
    """Those that would teach it, and are not finished."""

    practice: list[Exercise]


def _competencies(atlas: str, track: Track, notes: Notes) -> Iterator[Competency]:
    known = {one.id for one in track.concepts}
    lessons = _lessons(track)
    _lose(track, known, notes)
    for concept in track.concepts:
        own = lessons[concept.id]
        yield Competency(
            id=concept.id,
            title=concept.title,
            atlas=atlas,
            span=concept.slug.span,
            category="" if own.teaching else PLANNED if own.planned else UNTAUGHT,
            description=_description(own),
            prerequisites=tuple(_prerequisites(concept, own.teaching or own.planned, known)),
            evidence=_evidence(own.teaching),
        )


def _lessons(track: Track) -> dict[str, _Lessons]:
    found: dict[str, _Lessons] = defaultdict(lambda: _Lessons([], [], []))
    for exercise in track.exercises:
        for id in dict.fromkeys(id_of(one.text) for one in exercise.teaches):
            own = found[id]
            (own.teaching if exercise.finished else own.planned).append(exercise)
        for id in dict.fromkeys(id_of(one.text) for one in exercise.practises):
            if exercise.finished:
                found[id].practice.append(exercise)
    return found


def _prerequisites(
    concept: Concept, exercises: Iterable[Exercise], known: set[str]
) -> Iterator[Reference]:
    """What they need, once each; what no concept is has a finding of its own (RB415)."""
    passed = {concept.id}
    for exercise in exercises:
        for need in exercise.needs:
            id = id_of(need.text)
            if id in known and id not in passed:
                passed.add(id)
                yield Reference(id, need.span)


def _evidence(teaching: list[Exercise]) -> EvidenceRequirement | None:
    if not teaching:
        return None
    noun = "exercise" if len(teaching) == 1 else "exercises"
    return EvidenceRequirement(
        type="exercise",
        span=teaching[0].slug.span,
        count=len(teaching),
        description=f"Solve the concept {noun} {_listed(one.title for one in teaching)}.",
    )


def _description(own: _Lessons) -> str:
    """What of its exercises a learner can choose among, the easiest first."""
    sentences = []
    if own.planned:
        verb = "teaches" if len(own.planned) == 1 else "teach"
        names = _listed(one.title for one in own.planned)
        sentences.append(f"In preparation: {names} {verb} this.")
    if own.practice:
        by_difficulty: dict[str, list[str]] = defaultdict(list)
        for one in own.practice:
            by_difficulty[one.difficulty].append(one.title)
        ranks = sorted(by_difficulty, key=lambda one: (len(one), one))
        groups = (
            _listed(by_difficulty[rank]) + (f" (difficulty {rank})" if rank else "")
            for rank in ranks
        )
        sentences.append(f"Practised in {'; '.join(groups)}.")
    return " ".join(sentences)


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _lose(track: Track, known: set[str], notes: Notes) -> None:
    for exercise in track.exercises:
        undefined = [one.text for one in exercise.needs if id_of(one.text) not in known]
        notes.lose("prerequisites that are no concepts", *undefined)
        if exercise.teaches:
            continue
        # a competency has no place for when its practice may begin
        begin = [one.text for one in exercise.needs if id_of(one.text) in known]
        waits = (f"{exercise.slug.text} needs {one}" for one in begin)
        notes.lose("prerequisites of practice exercises", *waits)
        if not exercise.practises:
            what = "exercises that neither teach nor practise a concept"
            notes.lose(what, exercise.slug.text)
        strange = [one.text for one in exercise.practises if id_of(one.text) not in known]
        notes.lose("practised concepts that are not defined", *strange)
        if exercise.practises and not exercise.finished:
            notes.lose("unfinished practice exercises", exercise.slug.text)
