"""A linked library in; every place where it names something, with what that means, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import relations
from rolebook.graph.resolve import Target
from rolebook.model import Reference, Role
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is named."""

    reference: Reference
    span: Span
    """The reference's own, or another place where the file says the same."""

    target: Target
    """The one thing that it means."""

    domain: str = ""
    """Of the role that names it: there a bare id means that domain's own."""

    atlas: str = ""
    """The atlas whose competency names it, in the same way."""


def places(graph: LibraryGraph) -> Iterator[Place]:
    """Every reference that means one thing, typed or by the way; some are told twice."""
    for role in graph.library.roles:
        for reference, target in _of_role(graph, role):
            for span in (reference.span, *reference.again):
                yield Place(reference, span, target, domain=role.domain)
    yield from _of_atlases(graph)
    for proof in graph.proofs:
        if meant := proof.resolution.target:
            yield Place(proof.reference, proof.reference.span, meant)
    yield from _elsewhere(graph)


def _of_role(graph: LibraryGraph, role: Role) -> Iterator[tuple[Reference, Target]]:
    resolver, domain = graph.resolver, role.domain
    found = [
        *((one, resolver.owner(one, domain)) for b in role.boundaries for one in b.owners),
        *((one, resolver.actor(one, domain)) for b in role.boundaries for one in b.named),
        *((one.target, resolver.noted_actor(one.target, domain)) for one in role.relations),
        *((link.reference, link.resolution) for link in relations((role,), resolver)),
        *((one, resolver.skill(one)) for one in role.skills),
        *((one, resolver.anything(one, domain)) for one in role.references),
        *((one, resolver.actor(one, domain)) for one in (*role.mentions, *role.repeats)),
    ]
    yield from ((one, meant.target) for one, meant in found if meant.target)


def _of_atlases(graph: LibraryGraph) -> Iterator[Place]:
    for atlas in graph.library.atlases:
        for reference in atlas.roles:
            if target := graph.resolver.actor(reference, "").target:
                yield Place(reference, reference.span, target)
        for one in atlas.competencies:
            for reference in one.prerequisites:
                if target := graph.resolver.competency(reference, atlas.id).target:
                    yield Place(reference, reference.span, target, atlas=atlas.id)


def _elsewhere(graph: LibraryGraph) -> Iterator[Place]:
    """Profiles and hand-written pages."""
    for profile in graph.library.profiles:
        seats = (one for seat in profile.roster for one in (seat.role, seat.reports_to))
        for reference in filter(None, (profile.lead, *seats, *profile.mentions)):
            if target := graph.resolver.actor(reference, "").target:
                yield Place(reference, reference.span, target)
    for doc in graph.library.docs:
        for one in doc.references:
            if target := graph.resolver.anything(one.target).target:
                yield Place(one.target, one.target.span, target)
