"""Roles in; who gives what to whom out, with the owners that their boundaries name resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rolebook.graph.resolve import Resolution, Resolver, Target
from rolebook.graph.responsibilities import Responsibilities
from rolebook.model import Boundary, Library, Reference, Role


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner that a boundary names, and what it means."""

    reference: Reference
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Deferral:
    """A boundary with its owners resolved: who gives what to whom."""

    role: Role
    boundary: Boundary
    owners: tuple[Owner, ...]
    """In the order written, without the role itself and without bold words that name nothing."""

    itself: tuple[Reference, ...]
    """Owners that turned out to be the role itself."""

    responsibility: str
    """The name of the disowned responsibility's node."""


def deferrals(
    roles: Iterable[Role], resolver: Resolver, responsibilities: Responsibilities
) -> Iterator[Deferral]:
    """Every boundary of the roles, in the order written."""
    for role in roles:
        itself = Target("role", role.name)
        for boundary in role.boundaries:
            owners = [Owner(o, resolver.noted_actor(o, role.domain)) for o in boundary.owners]
            others = tuple(
                owner
                for owner in owners
                if owner.resolution.target != itself
                and (owner.reference.typed or owner.resolution.candidates)
            )
            yield Deferral(
                role,
                boundary,
                others,
                tuple(o.reference for o in owners if o.resolution.target == itself),
                responsibilities.shown(boundary.responsibility),
            )


def without_guesses(library: Library, resolver: Resolver) -> Library:
    """In the free prose of an agent, only a name that somebody else bears makes a boundary."""

    def counts(role: Role, boundary: Boundary) -> bool:
        itself = Target("role", role.name)
        return any(
            owner.typed or set(resolver.actor(owner, role.domain).candidates) - {itself}
            for owner in boundary.owners
        )

    certain = {
        role.name: tuple(one for one in role.boundaries if counts(role, one))
        for role in library.roles
        if role.agent and not all(counts(role, one) for one in role.boundaries)
    }
    if not certain:
        return library
    roles = (
        replace(role, boundaries=certain[role.name]) if role.name in certain else role
        for role in library.roles
    )
    return replace(library, roles=tuple(roles))
