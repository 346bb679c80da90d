"""Competencies in; the mandate items that they prove somebody to be up to out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rolebook.graph.resolve import Resolution, Resolver
from rolebook.model import Competency, Reference, Responsibility, Role


@dataclass(frozen=True, slots=True)
class Proof:
    """A mandate item that a competency names as proven by it."""

    competency: Competency
    reference: Reference
    resolution: Resolution
    """What the part before `#` means."""

    role: Role | None
    """None where that is no role, or may be several."""

    item: Responsibility | None
    """None where the role's mandate has no such item."""


def proofs(
    competencies: Iterable[Competency], domains: Mapping[str, str], resolver: Resolver
) -> Iterator[Proof]:
    """What each competency proves, in the order written.

    `domains` are those of the roles that atlases are for: a name means their own role first.
    """
    for one in competencies:
        for reference in one.proves:
            found = resolver.actor(reference, domains.get(one.atlas, ""))
            target = found.target
            role = resolver.roles[target.name] if target and target.kind == "role" else None
            items = role.mandate if role else ()
            item = next((held for held in items if held.key == reference.item), None)
            yield Proof(one, reference, found, role, item)
