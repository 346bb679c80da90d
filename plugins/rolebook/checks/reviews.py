"""A linked library in; boundaries whose owners say something else than what was reviewed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.claims import claims_of
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.reviews import takers, wording
from rolebook.model import Review

STALE_REVIEW = rule("RB330")
"""`{reviewed: …}` says that the author of a boundary has read what its owner holds, in just that
wording. When the owner's words change, somebody has to look again."""


def stale_reviews(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Reviews of a wording that is no longer the owner's."""
    reviewed: dict[Review, list[Deferral]] = defaultdict(list)
    for deferral in graph.deferrals:
        for review in deferral.boundary.reviews:
            reviewed[review].append(deferral)
    for review, deferrals in reviewed.items():
        taken = [takers(graph, claims_of(graph), one) for one in deferrals]
        now = [wording(one) for one in taken if one]
        if review.wording in now:
            continue
        giver = deferrals[0].role.name
        if not now:
            owners = [owner.resolution.target for one in deferrals for owner in one.owners]
            if owners and all(one and one.kind == "external" for one in owners):
                yield Diagnostic(
                    STALE_REVIEW,
                    "the owner is outside of the library, so there is no wording to review",
                    review.span,
                    "remove `{reviewed: …}`",
                    subjects=(giver,),
                )
            continue  # an owner that is missing, or nobody, is reported as that
        taker = taken[0][0] if taken[0] else next(one[0] for one in taken if one)
        what = f"`{taker.item.statement}`" if taker.item else "what it holds"
        yield Diagnostic(
            STALE_REVIEW,
            f"`{taker.role.name}` says something else of {what} than what was reviewed here",
            review.span,
            f"read it; if the boundary still holds, write {' or '.join(map(_marker, now))}",
            (Related("this is what it says", taker.item.span),) if taker.item else (),
            subjects=(giver, taker.role.name),
        )


def _marker(wording: str) -> str:
    return f"`{{reviewed: {wording}}}`"
