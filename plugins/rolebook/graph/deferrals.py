"""Roles in; who gives what to whom out, with the owners that their boundaries name resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rolebook.graph.resolve import Resolution, Resolver, Target
from rolebook.graph.responsibilities import Responsibilities
from rolebook.languages.openings import RULES, Negation
from rolebook.model import Boundary, Library, Passage, Reference, Role, Standing


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

    @property
    def told(self) -> str:
        """What the clause says of the work: all but the names of those who take it."""
        told = self.boundary.clause
        for reference in (*(one.reference for one in self.owners), *self.itself)[:MOST_NAMED]:
            if not reference.marked:
                name = rf"(?<![\w-]){re.escape(reference.written)}(?![\w-])"
                told = re.sub(name, " ", told, count=1)
        return told


MOST_NAMED: Final = 20
"""Owners whose names are taken out of a clause; each costs a walk through it."""


def deferrals(
    roles: Iterable[Role], resolver: Resolver, responsibilities: Responsibilities
) -> Iterator[Deferral]:
    """Every boundary of the roles, in the order written."""
    for role in roles:
        itself = Target("role", role.name)
        for boundary in role.boundaries:
            owners = _owners(role, boundary, resolver)
            yield Deferral(
                role,
                boundary,
                tuple(one for one in owners if one.resolution.target != itself),
                tuple(one.reference for one in owners if one.resolution.target == itself),
                responsibilities.shown(boundary.responsibility),
            )


def _owners(role: Role, boundary: Boundary, resolver: Resolver) -> tuple[Owner, ...]:
    """Who a boundary says has the work: whoever stands as its owner; else who is named beside."""
    owners = [Owner(o, resolver.owner(o, role.domain)) for o in boundary.owners]
    known = [one.resolution.target for one in owners if one.resolution.target]
    counting = [one for one in owners if _counts(one, resolver) or _in_series(one, known, resolver)]
    standing = [one for one in counting if one.reference.standing is Standing.OWNER]
    itself = Target("role", role.name)
    if any(one.resolution.target != itself for one in standing):
        return tuple(standing)
    return tuple(counting)


def _counts(owner: Owner, resolver: Resolver) -> bool:
    """Whether a name is somebody's, or has to be."""
    reference = owner.reference
    if owner.resolution.candidates:
        return True
    if reference.path and resolver.is_other_file(reference.path):
        return False
    return reference.typed or (reference.nearly and bool(resolver.nearly(reference.name)))


def _in_series(owner: Owner, known: list[Target], resolver: Resolver) -> bool:
    """Whether a name is called as a whole series of roles is, one of which it is joined to: beside
    `sig-node`, among many `sig-…`, `sig-networking` is a group that nobody is."""
    reference, (first, joint, _) = owner.reference, owner.reference.name.partition("-")
    return (
        bool(joint)
        and reference.nearly
        and reference.standing is Standing.OWNER
        and not owner.resolution.candidates
        and any(one.name.rpartition("/")[2].startswith(f"{first}-") for one in known)
        and resolver.in_series(first)
    )


def settled(library: Library, resolver: Resolver) -> Library:
    """What only the names of the library decide: a rule that names nobody is a guardrail, and in
    the free prose of an agent only a name that somebody else bears makes a boundary."""
    roles = tuple(_settled(role, resolver) for role in library.roles)
    if all(one is other for one, other in zip(roles, library.roles, strict=True)):
        return library
    return replace(library, roles=roles)


def _settled(role: Role, resolver: Resolver) -> Role:
    itself = Target("role", role.name)
    kept: list[Boundary] = []
    rules: list[Passage] = []
    above: tuple[str, ...] = ()
    unread: list[Passage] = []
    for boundary in role.boundaries:
        if role.agent:
            counts = any(
                owner.typed
                or (owner.nearly and resolver.nearly(owner.name))
                or set(resolver.actor(owner, role.domain).candidates) - {itself}
                for owner in boundary.owners
            )
        else:
            counts = boundary.negation not in RULES or bool(_owners(role, boundary, resolver))
        if counts:
            kept.append(boundary)
        elif not role.agent:
            rules.append(_with_context(boundary, above))
            above = boundary.context
            if boundary.negation is Negation.NONE:
                unread.append(boundary.prose)
    if len(kept) == len(role.boundaries):
        return role
    guardrails = sorted((*role.guardrails, *rules), key=lambda one: one.first_line)
    return replace(
        role,
        boundaries=tuple(kept),
        guardrails=tuple(guardrails),
        unread=tuple(sorted((*role.unread, *unread), key=lambda one: one.first_line)),
    )


def _with_context(boundary: Boundary, above: tuple[str, ...]) -> Passage:
    """A boundary's text below what it stands under, and the one before it does not."""
    lines = [f"{one.rstrip(' :')}:" for one in newly_under(boundary.context, above)]
    prose = boundary.prose
    return replace(prose, text="\n\n".join((*lines, prose.text))) if lines else prose


def newly_under(context: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """What a boundary stands under and the one before it does not: each is said once."""
    same = next(
        (n for n, (one, other) in enumerate(zip(context, before, strict=False)) if one != other),
        min(len(context), len(before)),
    )
    return tuple(context[same:])
