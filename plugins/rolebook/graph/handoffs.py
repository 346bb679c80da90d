"""A linked library in; every hand-off of it, with what the owner's own file says of it, out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.graph.claims import claims_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import HandOff, Verdict


def handoffs(graph: LibraryGraph) -> Iterator[HandOff]:
    """Every owner within the library, in the order of the boundaries."""
    claims = claims_of(graph)
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            target = owner.resolution.target
            verdict = claims.judge(deferral, owner).verdict
            if target and verdict in (Verdict.CLAIMED, Verdict.UNCLAIMED, Verdict.UNSURE):
                yield HandOff(owner.reference.span, target.name, verdict)
