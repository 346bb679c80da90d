"""A track in; concepts that nobody teaches, though they are defined or needed, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import YamlScalar
from rolebook.parse.imports.exercism_track import Exercise, Track
from rolebook.parse.imports.imported import id_of
from rolebook.text.nearest import nearest

_TEACH: Final = "teach it in a concept exercise"


def untaught(track: Track) -> Iterator[Diagnostic]:
    """Each concept that no finished exercise teaches, once: where it is needed, else defined."""
    taught = {id_of(c.text) for one in track.exercises if one.finished for c in one.teaches}
    planned: dict[str, list[Exercise]] = defaultdict(list)
    needed: dict[str, list[tuple[Exercise, YamlScalar]]] = defaultdict(list)
    for one in track.exercises:
        for id in dict.fromkeys(id_of(concept.text) for concept in one.teaches):
            if not one.finished:
                planned[id].append(one)
        for need in one.needs:
            if id_of(need.text) not in taught:
                needed[id_of(need.text)].append((one, need))
    for id, places in needed.items():
        yield _prerequisite(track, id, places, planned[id])
    yield from _concepts(track, taught | set(needed), planned)


UNTAUGHT_CONCEPT = rule("RB414")
"""A concept of a track that is defined and that no finished exercise teaches is on the map, and
nobody can get there. Where another exercise needs it, RB415 says so instead."""


def _concepts(
    track: Track, settled: set[str], planned: dict[str, list[Exercise]]
) -> Iterator[Diagnostic]:
    undefined = [one.id for one in track.concepts if not one.defined]
    for one in track.concepts:
        if not one.defined or one.id in settled:
            continue
        by = planned[one.id]
        slip = nearest(one.id, undefined)
        help = f"{_TEACH}, or remove it from `concepts`"
        if by:
            message = f"concept `{one.id}` is taught by unfinished exercises only: {_named(by)}"
            help = "finish one of them" if len(by) > 1 else f"finish {_named(by)}"
        else:
            message = f"concept `{one.id}` is defined, and no exercise teaches it"
        if slip:
            help = f"`{slip}`, which is taught and not defined, may be meant as `{one.id}`"
        yield Diagnostic(UNTAUGHT_CONCEPT, message, one.slug.span, help)


UNTAUGHT_PREREQUISITE = rule("RB415")
"""An exercise waits until its prerequisites are learned; one that no finished exercise teaches
keeps it locked for ever."""


def _prerequisite(
    track: Track, id: str, places: list[tuple[Exercise, YamlScalar]], planned: list[Exercise]
) -> Diagnostic:
    defined = next((one for one in track.concepts if one.id == id and one.defined), None)
    (first, need), *others = places
    related = [
        Related(f"`{exercise.slug.text}` needs it too", other.span) for exercise, other in others
    ]
    help = f"{_TEACH}, or remove it here"
    if planned:
        fact = f"is taught by unfinished exercises only: {_named(planned)}"
        help = f"finish {_named(planned[:1])}, or remove it here"
    elif defined:
        fact = "is defined, but no exercise teaches it"
    else:
        fact = "is not defined, and no exercise teaches it"
        known = [one.id for one in track.concepts if one.id != id]
        near = nearest(id, known)
        help = f"did you mean `{near}`?" if near else f"define it, and {help}"
    if defined:
        related.append(Related("defined here", defined.slug.span))
    waiting = any(exercise.finished for exercise, _ in places)
    touched = "" if waiting else "; only unfinished exercises need it"
    return Diagnostic(
        UNTAUGHT_PREREQUISITE,
        f"prerequisite `{id}` of `{first.slug.text}` {fact}{touched}",
        need.span,
        help,
        tuple(related),
    )


def _named(exercises: list[Exercise]) -> str:
    return ", ".join(f"`{one.slug.text}`" for one in exercises)
