"""A boundary in; what of its owners' mandates takes its work over, and the short name of just that
wording, by which an author says `{reviewed: …}`, out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.graph.claims import Claims
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model import Responsibility, Role, Verdict
from rolebook.text.statements import content
from rolebook.text.words import words

_LENGTH: Final = 8
"""Characters of the short name of a wording."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who is left the work of a boundary, and the mandate item that takes it."""

    owner: Target
    role: Role
    """The owner; of a domain, the member that is meant."""

    item: Responsibility | None
    """None where the mandate has no such item, and of agents, which have no mandate."""


def takers(graph: LibraryGraph, claims: Claims, deferral: Deferral) -> tuple[Taker, ...]:
    """Who takes over what a boundary leaves, one for each owner within the library."""
    return tuple(
        taker
        for owner in deferral.owners
        if (taker := taker_of(graph, claims, deferral, owner)) is not None
    )


def taker_of(graph: LibraryGraph, claims: Claims, deferral: Deferral, owner: Owner) -> Taker | None:
    """The mandate item that an owner takes the work over with: the one that is named, else the one
    that claims it, else the nearest that speaks of it."""
    target = owner.resolution.target
    if target is None or target.kind not in ("role", "domain"):
        return None
    for role in _members(graph, target):
        for one in role.mandate:
            if owner.reference.item and one.key == owner.reference.item:
                return Taker(target, role, one)
    claim = claims.judge(deferral, owner)
    if claim.role is None:
        roles = _members(graph, target)
        return Taker(target, roles[0], None) if roles else None
    item = claim.item
    if item and claim.verdict is not Verdict.CLAIMED and not _speaks_of(item, deferral):
        item = None
    return Taker(target, claim.role, item)


def _speaks_of(item: Responsibility, deferral: Deferral) -> bool:
    disowned = content(deferral.boundary.responsibility.statement) or content(deferral.told)
    return not disowned.isdisjoint(content(item.statement))


def _members(graph: LibraryGraph, target: Target) -> tuple[Role, ...]:
    if target.kind == "domain":
        return graph.members(target.name.rstrip("/"))
    return (graph.roles[target.name],)


def wording(taken: tuple[Taker, ...]) -> str:
    """The short name of the words that those hold who take a boundary's work: another one as soon
    as one of these words is. Where no item takes it, of all that they hold."""
    said = hashlib.blake2b(digest_size=_LENGTH // 2)
    for taker in sorted(taken, key=lambda one: (one.role.name, one.item.key if one.item else "")):
        for text in _texts(taker):
            said.update(" ".join(words(text)).encode("utf-8", "surrogatepass") + b"\n")
    return said.hexdigest()


def _texts(taker: Taker) -> Iterator[str]:
    for item in (taker.item,) if taker.item else taker.role.mandate:
        yield item.statement
        yield item.detail
        if item.body:
            yield item.body.text
    if taker.role.agent and not taker.role.mandate:
        yield taker.role.agent.description
