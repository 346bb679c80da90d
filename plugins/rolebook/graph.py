"""A library in, one typed graph of it out. References are resolved here, once, for everybody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeVar

import networkx as nx

from rolebook.identity import slug
from rolebook.model import Atlas, Boundary, Competency, Library, Reference, Relation, Role
from rolebook.model.roles import Responsibility
from rolebook.resolve import Resolution, Resolver, Target
from rolebook.words import normal_phrase

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_SUFFIXED: Final = re.compile(r"(?P<group>.+)-(?:team|department|dept)|(?P<agent>.+)-(?:sub)?agent")
"""Where no role bears the name, `sales-team` means a domain, and "Planner agent" `planner`."""


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


@dataclass(frozen=True, slots=True)
class Link:
    """A relation, prerequisite, level or charted role with its target resolved."""

    source: Target
    kind: str
    reference: Reference
    resolution: Resolution


class LibraryGraph:
    """One `networkx.MultiDiGraph` of a library; nodes are `Target`s, edges carry their `kind`.

    Node kinds: `domain`, `role`, `external`, `responsibility`, `atlas`, `competency`. Edge kinds:
    `member` (role → domain), `holds` and `disowns` (role → responsibility), `boundary` (role →
    owner), the relations, `mention` (role → role), `charts` (atlas → role), `contains` (atlas →
    competency), `prerequisite` (prerequisite → dependent). An edge made from a reference carries
    it as `reference`, a boundary edge its `deferral`.
    """

    def __init__(self, library: Library) -> None:
        resolver = Resolver(library)
        self.library: Final = _without_guesses(library, resolver)
        """As it was read, but for boundaries of agents that name nobody who is known."""
        same = self.library is library
        self.resolver: Final = resolver if same else Resolver(self.library)
        self.roles: Final = self.resolver.roles
        self.atlases: Final = _first_by(library.atlases, lambda atlas: atlas.id)
        self.competencies: Final[dict[str, Competency]] = {
            name: one
            for atlas in self.atlases.values()
            for name, one in _first_by(atlas.competencies, lambda c: c.name).items()
        }
        self.domains: Final = {domain.id: domain for domain in library.domains}
        self.deferrals: Final = tuple(self._deferrals())
        self.relations: Final = tuple(self._relations())
        self.prerequisites: Final = tuple(self._prerequisites())
        self.charted: Final = tuple(self._charted())

    def responsibility(self, responsibility: Responsibility) -> str:
        """The node name that all statements of one responsibility share (design.md §3).

        What a boundary gives to a mandate item (`role#item`) is shown with that item.
        """
        key = responsibility.key
        return self._taken_over.get(key) or _by_key(key)

    def stated(self, responsibility: Responsibility) -> str:
        """As `responsibility`, by key and phrase alone.

        An item may take over several things, which are not the same for that: only of the same
        can it be said that a role both holds and disowns it.
        """
        key = responsibility.key
        return self._stated.get(key) or _by_key(key)

    def unread(self, reference: Reference) -> bool:
        """Whether a reference seems to name a role whose file cannot be read."""
        return slug(reference.name.rpartition("/")[2]) in self.library.unread

    def members(self, domain: str) -> tuple[Role, ...]:
        """The roles of a domain (`sales`), sorted by id."""
        return self._members.get(domain, ())

    def deferrals_from(self, role: str) -> tuple[Deferral, ...]:
        """What a role (`sales/sales-lead`) gives away, in the order written."""
        return self._from.get(role, ())

    def deferrals_to(self, target: Target) -> tuple[Deferral, ...]:
        """What others give to a role, domain or outside actor, sorted by giver."""
        return self._to.get(target, ())

    def relations_from(self, role: str) -> tuple[Link, ...]:
        """The relations that a role's own file states, in the order written."""
        return self._relations_from.get(Target("role", role), ())

    def relations_to(self, target: Target) -> tuple[Link, ...]:
        """The relations in which others name this role, domain or actor."""
        return self._relations_to.get(target, ())

    def atlases_of(self, role: str) -> tuple[Atlas, ...]:
        """The atlases that chart a role, sorted by id."""
        return self._atlases_of.get(Target("role", role), ())

    def prerequisites_of(self, atlas: str) -> tuple[Link, ...]:
        """The prerequisites that an atlas states, in the order written."""
        return self._prerequisites_of.get(atlas, ())

    def mentions_from(self, role: str) -> tuple[Role, ...]:
        """The roles that a role's prose mentions, sorted by name."""
        edges = self.graph.out_edges(Target("role", role), data="kind")
        names = sorted({target.name for _, target, kind in edges if kind == "mention"})
        return tuple(self.roles[name] for name in names)

    def mentioned_in(self, role: str) -> tuple[Role, ...]:
        """The roles whose prose mentions this one, sorted; those that also defer to it included."""
        edges = self.graph.in_edges(Target("role", role), data="kind")
        return tuple(
            sorted(
                {self.roles[s.name] for s, _, kind in edges if kind == "mention"},
                key=lambda one: one.name,
            )
        )

    def edges(self, kind: str) -> Iterator[tuple[Target, Target, dict[str, Any]]]:
        """Every edge of one kind, in the order the sources state them."""
        return ((s, t, data) for s, t, data in self.graph.edges(data=True) if data["kind"] == kind)

    @cached_property
    def _members(self) -> dict[str, tuple[Role, ...]]:
        found: dict[str, list[Role]] = defaultdict(list)
        for role in self.roles.values():
            found[role.domain].append(role)
        return {name: tuple(sorted(roles, key=lambda r: r.id)) for name, roles in found.items()}

    @cached_property
    def _from(self) -> dict[str, tuple[Deferral, ...]]:
        return _grouped((one.role.name, one) for one in self.deferrals)

    @cached_property
    def _to(self) -> dict[Target, tuple[Deferral, ...]]:
        return _grouped(
            (target, one)
            for one in self.deferrals
            for target in dict.fromkeys(o.resolution.target for o in one.owners)
            if target
        )

    @cached_property
    def _relations_from(self) -> dict[Target, tuple[Link, ...]]:
        return _grouped((link.source, link) for link in self.relations)

    @cached_property
    def _relations_to(self) -> dict[Target, tuple[Link, ...]]:
        return _grouped(
            (link.resolution.target, link) for link in self.relations if link.resolution.target
        )

    @cached_property
    def _prerequisites_of(self) -> dict[str, tuple[Link, ...]]:
        return _grouped(
            (self.competencies[link.source.name].atlas, link) for link in self.prerequisites
        )

    @cached_property
    def _atlases_of(self) -> dict[Target, tuple[Atlas, ...]]:
        return _grouped(
            (link.resolution.target, self.atlases[link.source.name])
            for link in self.charted
            if link.resolution.target
        )

    @cached_property
    def _same(self) -> _Same:
        """Statements that are one responsibility: the same key, or the same normalised phrase."""
        same = _Same()
        for role in self.library.roles:
            for one in (*role.mandate, *(b.responsibility for b in role.boundaries)):
                if phrase := normal_phrase(one.statement):
                    same.join(_by_key(one.key), f"phrase:{phrase}")
        return same

    @cached_property
    def _stated(self) -> dict[str, str]:
        """The name of each responsibility by its key."""
        return self._same.names()

    @cached_property
    def _taken_over(self) -> dict[str, str]:
        """The same where what boundaries give to mandate items is one with those items."""
        same = self._same.copy()
        for role in self.library.roles:
            for boundary in role.boundaries:
                for owner in boundary.owners:
                    if owner.item:
                        same.join(_by_key(boundary.responsibility.key), _by_key(owner.item))
        return same.names()

    def _deferrals(self) -> Iterator[Deferral]:
        for role in self.roles.values():
            itself = Target("role", role.name)
            for boundary in role.boundaries:
                owners = [Owner(o, self._actor(o, role.domain)) for o in boundary.owners]
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
                    self.responsibility(boundary.responsibility),
                )

    def _relations(self) -> Iterator[Link]:
        for role in self.roles.values():
            links = [self._relation(role, relation) for relation in role.relations]
            links = [link for link in links if self._counts(link)]
            # "Risk and Compliance Manager" is one role where it is one, and else two
            whole = [link for link in links if " and " in link.reference.written]
            yield from (link for link in links if not any(_within(link, one) for one in whole))

    def _counts(self, link: Link) -> bool:
        """Whether words that may name a role are a relation: they do, or must."""
        reference, resolution = link.reference, link.resolution
        if reference.typed:
            return bool(resolution.candidates) or reference.dangles
        return resolution.target not in (None, link.source)

    def _relation(self, role: Role, relation: Relation) -> Link:
        target = relation.target
        resolution = self._actor(target, role.domain)
        words = _SUFFIXED.fullmatch(slug(target.name))
        if words and not resolution.candidates:
            name = words["agent"] or f"{words['group']}/"
            resolution = self._named(name, role.domain) or resolution
        return Link(Target("role", role.name), relation.kind, target, resolution)

    def _actor(self, reference: Reference, domain: str) -> Resolution:
        """`Planner (finance)`: the note of a reference may say whose it is."""
        found = self.resolver.actor(reference, domain)
        whose = slug(reference.note)
        if whose in self.domains and "/" not in reference.written:
            return self._named(f"{whose}/{reference.name}", "") or found
        return found

    def _named(self, written: str, domain: str) -> Resolution | None:
        found = self.resolver.actor_named(written, domain)
        return found if found.target else None

    def _prerequisites(self) -> Iterator[Link]:
        for one in self.competencies.values():
            for reference in one.prerequisites:
                resolution = self.resolver.competency(reference, one.atlas)
                yield Link(Target("competency", one.name), "prerequisite", reference, resolution)

    def _charted(self) -> Iterator[Link]:
        for atlas in self.atlases.values():
            if atlas.role:
                found = self.resolver.actor(atlas.role, "")
                yield Link(Target("atlas", atlas.id), "charts", atlas.role, found)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[Target]:
        """All nodes and edges. The checks ask for a few kinds of them only, which stand above, so
        it is made when a page or another program wants the whole."""
        graph: nx.MultiDiGraph[Target] = nx.MultiDiGraph()
        graph.add_nodes_from(Target("domain", domain.name) for domain in self.library.domains)
        for role in self.roles.values():
            node = Target("role", role.name)
            graph.add_edge(node, Target("domain", f"{role.domain}/"), kind="member")
            for item in role.mandate:
                held = Target("responsibility", self.responsibility(item))
                graph.add_edge(node, held, kind="holds", responsibility=item)
            for mention in role.mentions:
                target = self.resolver.actor(mention, role.domain).target
                if target and target.kind == "role" and target != node:
                    graph.add_edge(node, target, key="mention", kind="mention", reference=mention)
        for deferral in self.deferrals:
            giver = Target("role", deferral.role.name)
            disowned = Target("responsibility", deferral.responsibility)
            graph.add_edge(giver, disowned, kind="disowns", deferral=deferral)
            for owner in deferral.owners:
                if owner.resolution.target:
                    graph.add_edge(
                        giver,
                        owner.resolution.target,
                        kind="boundary",
                        reference=owner.reference,
                        deferral=deferral,
                    )
        for link in (*self.relations, *self.charted):
            if link.resolution.target:
                graph.add_edge(
                    link.source, link.resolution.target, kind=link.kind, reference=link.reference
                )
        for one in self.competencies.values():
            graph.add_edge(
                Target("atlas", one.atlas), Target("competency", one.name), kind="contains"
            )
        for link in self.prerequisites:
            if link.resolution.target:
                graph.add_edge(
                    link.resolution.target, link.source, kind=link.kind, reference=link.reference
                )
        return graph


def _without_guesses(library: Library, resolver: Resolver) -> Library:
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


def _within(link: Link, other: Link) -> bool:
    """Whether a relation names a part of the words of another."""
    span, whole = link.reference.span, other.reference.span
    return link is not other and (
        (whole.line, whole.column) <= (span.line, span.column)
        and (span.end_line, span.end_column) <= (whole.end_line, whole.end_column)
        and span != whole
    )


_KEY: Final = "key:"


class _Same:
    """Labels that name the same thing (union–find); the smallest label speaks for all."""

    def __init__(self, parents: Mapping[str, str] | None = None) -> None:
        self._parent: dict[str, str] = dict(parents or {})

    def copy(self) -> _Same:
        return _Same(self._parent)

    def find(self, label: str) -> str:
        path = []
        while (parent := self._parent.get(label, label)) != label:
            path.append(label)
            label = parent
        for passed in path:
            self._parent[passed] = label
        return label

    def names(self) -> dict[str, str]:
        """The label that speaks for each key that has another beside it."""
        labels = list(self._parent)
        return {one.removeprefix(_KEY): self.find(one) for one in labels if one.startswith(_KEY)}

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def _by_key(key: str) -> str:
    return f"{_KEY}{key}"


def _first_by(things: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for thing in things:
        found.setdefault(name(thing), thing)
    return found


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return {name: tuple(values) for name, values in found.items()}
