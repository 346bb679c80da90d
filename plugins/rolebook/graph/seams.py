"""A linked library in; which roles touch, and what each says of the other, out.

A seam is where two roles touch: one names the other as an owner, or states a relation to it. A
role and a domain that it names as a whole have one too. Mentions alone make none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target

_TOUCHING: Final = ("role", "domain")


@dataclass(slots=True)
class Said:
    """What a role says of another, or of a domain."""

    deferrals: list[Deferral] = field(default_factory=list)
    """The boundaries that name it as an owner, in the order written."""

    relations: list[Link] = field(default_factory=list)


class Seams:
    """Knows the seams of one library. Names are identities: `sales/sales-lead`, `sales/`."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._said: defaultdict[tuple[str, str], Said] = defaultdict(Said)
        for deferral in graph.deferrals:
            targets = (owner.resolution.target for owner in deferral.owners)
            for target in dict.fromkeys(targets):
                if target and target.kind in _TOUCHING:
                    self._said[deferral.role.name, target.name].deferrals.append(deferral)
        for link in graph.relations:
            end = link.resolution.target
            if end and end.kind in _TOUCHING and end != link.source:
                self._said[link.source.name, end.name].relations.append(link)
        self._others: Final = _both_ways(self._said)

    def said(self, speaker: str, other: str) -> Said:
        """What a role says of a role or domain; nothing of one that it does not touch."""
        return self._said.get((speaker, other)) or Said()

    def neighbours(self, role: str) -> tuple[str, ...]:
        """The roles that a role touches, sorted by name."""
        return tuple(one for one in self._others.get(role, ()) if not one.endswith("/"))

    def domains(self, role: str) -> tuple[str, ...]:
        """The domains (`sales/`) that a role names as a whole, sorted."""
        return tuple(one for one in self._others.get(role, ()) if one.endswith("/"))

    def speakers(self, domain: str) -> tuple[str, ...]:
        """The roles that name a domain (`sales/`) as a whole, sorted."""
        return self._others.get(domain, ())

    def touch(self, role: str, other: Target) -> bool:
        """Whether a role has a seam with another, or with a domain."""
        said = (role, other.name) in self._said or (other.name, role) in self._said
        return said and other.kind in _TOUCHING


def _both_ways(pairs: defaultdict[tuple[str, str], Said]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {name: tuple(sorted(others)) for name, others in found.items()}
