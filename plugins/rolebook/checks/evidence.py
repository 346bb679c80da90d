"""A linked library in; evidence, thresholds and orders that contradict themselves out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import EvidenceRequirement
from rolebook.text.nearest import nearest

INCOMPLETE_EVIDENCE = rule("RB404")
"""An artifact without a template, a pattern without events, a delta without a KPI: nobody can
submit what is not named."""

OWN_FIELDS: Final = {
    "artifact_submission": "template",
    "hub_event_pattern": "events",
    "kpi_delta": "kpi",
}
"""The field that says what each type of evidence consists of."""


def incomplete_evidence(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Evidence requirements that lack their type's own field."""
    for one in graph.competencies.values():
        field = OWN_FIELDS.get(one.evidence.type) if one.evidence else None
        if one.evidence and field and not getattr(one.evidence, field):
            written = dict(one.evidence.empty).get(field)
            yield Diagnostic(
                INCOMPLETE_EVIDENCE,
                f"the evidence of `{one.id}` is of type `{one.evidence.type}`,"
                + (f" but its `{field}` is empty" if written else f" but names no `{field}`"),
                written or one.evidence.span,
                f"name what is asked for after `{field}:`"
                if written
                else f"add `{field}:` to the evidence",
                subjects=(one.atlas,),
            )


UNKNOWN_EVIDENCE = rule("RB417")
"""Any type of evidence may be asked for; one that is nearly a common one is a slip of the pen."""

SLIP: Final = 85
"""Of 100: `artefact_submission` and `artifact_submission` are 95 alike."""


def unknown_evidence(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Types of evidence that are misspelt."""
    for one in graph.competencies.values():
        written = one.evidence.type if one.evidence else ""
        name = written.lower().replace("-", "_").replace(" ", "_")
        near = nearest(name, sorted(OWN_FIELDS), SLIP)
        if one.evidence and near and written != near:
            yield Diagnostic(
                UNKNOWN_EVIDENCE,
                f"the evidence of `{one.id}` is of the unknown type `{written}`",
                one.evidence.span,
                f"did you mean `{near}`?",
                subjects=(one.atlas,),
            )


UNMEETABLE_EVIDENCE = rule("RB405")
"""More pieces than a person can produce in the days given: nobody ever clears the level."""

MOST_A_DAY: Final = 100
"""Events of work, one every five minutes of a working day."""


def unmeetable_evidence(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Evidence that no one can bring together within its window."""
    for one in graph.competencies.values():
        asked = one.evidence
        if asked and (rate := _rate(asked)) > MOST_A_DAY:
            yield Diagnostic(
                UNMEETABLE_EVIDENCE,
                f"the evidence of `{one.id}` asks for {rate:.0f} a day:"
                f" {asked.count} within"
                f" {'a day' if asked.window_days == 1 else f'{asked.window_days} days'}",
                asked.count_span or asked.span,
                "lower `count`, or raise `window_days`",
                (Related("`window_days`", asked.window_span),) if asked.window_span else (),
                subjects=(one.atlas,),
            )


def _rate(evidence: EvidenceRequirement) -> float:
    if not evidence.count or not evidence.window_days:
        return 0
    return evidence.count / evidence.window_days


SCORE_DISAGREES = rule("RB407")
"""The score at which a learner graduates is the threshold of the target level, times a hundred."""

GRADUATION: Final = "graduation_match"
"""The criterion that repeats the threshold (as in the atlas format's example)."""


def disagreeing_scores(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Rubric scores that repeat a threshold, and repeat it wrongly."""
    for atlas in graph.atlases.values():
        told = set()
        for one in atlas.competencies:
            rubric = one.rubric or atlas.rubric
            level = atlas.level(one.target_level.written) if one.target_level else None
            threshold = level.min_score if level else None
            for criterion in rubric.criteria if rubric else ():
                wrong = (
                    criterion.id == GRADUATION
                    and criterion.score is not None
                    and threshold is not None
                    and abs(criterion.score - 100 * threshold) > 1e-6
                )
                if wrong and level and threshold is not None and criterion.span not in told:
                    told.add(criterion.span)
                    yield Diagnostic(
                        SCORE_DISAGREES,
                        f"`{criterion.id}` says {criterion.score:g}, but `{one.id}` is cleared at"
                        f" {100 * threshold:g}: level `{level.id}` has `min_score` {threshold:g}",
                        criterion.span,
                        "write `score: from-threshold`, which always agrees",
                        (Related(f"`min_score` of `{level.id}`", level.score_span or level.span),),
                        subjects=(atlas.id,),
                    )


LEVELS_OUT_OF_ORDER = rule("RB409")
"""Levels are listed from the lowest to the highest; paths and pages rely on that order."""


def levels_out_of_order(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Levels whose threshold is lower than that of the level before."""
    for atlas in graph.atlases.values():
        for low, high in pairwise(atlas.levels):
            if low.min_score is None or high.min_score is None:
                continue
            if high.min_score < low.min_score:
                yield Diagnostic(
                    LEVELS_OUT_OF_ORDER,
                    f"level `{high.id}` comes after `{low.id}`, but its `min_score`"
                    f" {high.min_score:g} is lower than {low.min_score:g}",
                    high.score_span or high.span,
                    "list the levels from the lowest to the highest, or correct the score",
                    (Related(f"`min_score` of `{low.id}`", low.score_span or low.span),),
                    subjects=(atlas.id,),
                )


TIERS_OUT_OF_ORDER = rule("RB413")
"""Practice goes from guided to applied to production; another order teaches it backwards."""

TIERS: Final = ("guided", "applied", "production")
"""The depths of practice that everybody uses; others may stand between them."""


def tiers_out_of_order(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Practice tiers that are not listed from the shallowest to the deepest."""
    for atlas in graph.atlases.values():
        known = [tier for tier in atlas.practice_tiers if tier.id in TIERS]
        early = [
            (shallow, deep)
            for deep, shallow in pairwise(known)
            if TIERS.index(shallow.id) < TIERS.index(deep.id)
        ]
        if early:
            shallow, deep = early[0]
            ids = [tier.id for tier in known]
            yield Diagnostic(
                TIERS_OUT_OF_ORDER,
                f"practice tier `{shallow.id}` comes after `{deep.id}`, which is deeper",
                shallow.span,
                f"list them as {', '.join(f'`{id}`' for id in sorted(ids, key=TIERS.index))}",
                subjects=(atlas.id,),
            )
