"""A track in; what of its concepts the track's own linter would refuse out.

The rules: https://exercism.org/docs/building/configlet/lint
"""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import YamlScalar
from rolebook.parse.imports.exercism_track import Exercise, Track
from rolebook.parse.imports.imported import id_of
from rolebook.text.nearest import nearest


def odd_concepts(track: Track) -> Iterator[Diagnostic]:
    """Concepts that exercises teach twice or without a definition, or need in vain or twice."""
    yield from _taught_twice(track)
    yield from _undefined(track)
    for exercise in track.exercises:
        yield from _needs_itself(exercise)
        yield from _repeated(exercise)
    yield from _roots(track)


CONCEPT_TAUGHT_TWICE = rule("RB419")
"""A concept is learned once; which of two exercises unlocks what needs it, nobody can say."""


def _taught_twice(track: Track) -> Iterator[Diagnostic]:
    first: dict[str, tuple[Exercise, YamlScalar]] = {}
    for exercise in track.exercises:
        if not exercise.finished:
            continue
        for concept in exercise.teaches:
            before, place = first.setdefault(id_of(concept.text), (exercise, concept))
            if before is not exercise:
                yield Diagnostic(
                    CONCEPT_TAUGHT_TWICE,
                    f"concept `{concept.text}` is taught by `{before.slug.text}` and by"
                    f" `{exercise.slug.text}`",
                    concept.span,
                    f"let `{exercise.slug.text}` practise it, or teach another",
                    (Related("first taught here", place.span),),
                )


UNDEFINED_CONCEPT = rule("RB420")
"""A concept that is taught and not defined has no page: learners unlock something nameless."""


def _undefined(track: Track) -> Iterator[Diagnostic]:
    defined = [one.id for one in track.concepts if one.defined]
    taught = {id_of(concept.text) for one in track.exercises for concept in one.teaches}
    for one in track.concepts:
        near = "" if one.defined else nearest(one.id, defined)
        # a slip of the pen leaves the concept that was meant untaught: RB414 speaks of both
        if not one.defined and not (near and near not in taught):
            add = f'define it: add `{{"slug": "{one.slug.text}"}}` to `concepts`'
            yield Diagnostic(
                UNDEFINED_CONCEPT,
                f"concept `{one.slug.text}` is taught, and not defined",
                one.slug.span,
                f"did you mean `{near}`?" if near else add,
            )


NEEDS_WHAT_IT_TEACHES = rule("RB421")
"""An exercise that needs what only it teaches can never be begun."""


def _needs_itself(exercise: Exercise) -> Iterator[Diagnostic]:
    taught = {id_of(one.text): one for one in exercise.teaches}
    for need in exercise.needs:
        if (concept := taught.get(id_of(need.text))) is not None:
            yield Diagnostic(
                NEEDS_WHAT_IT_TEACHES,
                f"`{exercise.slug.text}` needs `{need.text}`, which it teaches itself",
                need.span,
                "remove it here",
                (Related("taught here", concept.span),),
            )


REPEATED_CONCEPT = rule("RB422")
"""What stands twice in one list was probably to be something else the second time."""


def _repeated(exercise: Exercise) -> Iterator[Diagnostic]:
    lists = (
        ("concepts", exercise.teaches),
        ("prerequisites", exercise.needs),
        ("practices", exercise.practises),
    )
    for name, several in lists:
        first: dict[str, YamlScalar] = {}
        for one in several:
            before = first.setdefault(id_of(one.text), one)
            if before is not one:
                yield Diagnostic(
                    REPEATED_CONCEPT,
                    f"`{one.text}` stands twice among the `{name}` of `{exercise.slug.text}`",
                    one.span,
                    "remove it here, or name another",
                    (Related("first named here", before.span),),
                )


SECOND_ROOT = rule("RB423")
"""A track begins with one exercise, which needs nothing: of two a learner knows neither as it."""


def _roots(track: Track) -> Iterator[Diagnostic]:
    roots = [one for one in track.exercises if one.finished and one.teaches and not one.needs]
    for one in roots[1:]:
        yield Diagnostic(
            SECOND_ROOT,
            f"`{one.slug.text}` teaches and needs nothing, as `{roots[0].slug.text}` does",
            one.slug.span,
            "name what it needs under `prerequisites`",
            (Related("the track begins here", roots[0].slug.span),),
        )
