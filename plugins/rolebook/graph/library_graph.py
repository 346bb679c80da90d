"""A library in, one typed graph of it out. References are resolved here, once, for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rolebook.graph.deferrals import Deferral, deferrals, settled
from rolebook.graph.proofs import Proof, proofs
from rolebook.graph.relations import Link, charts, prerequisites, relations
from rolebook.graph.resolve import Resolution, Resolver, Target
from rolebook.graph.responsibilities import Responsibilities
from rolebook.model import Atlas, Competency, LeftOut, Library, Reference, Role
from rolebook.text.identity import slug

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class LibraryGraph:
    """One `networkx.MultiDiGraph` of a library; nodes are `Target`s, edges carry their `kind`.

    Node kinds: `domain`, `role`, `external`, `responsibility`, `atlas`, `competency`. Edge kinds:
    `member` (role → domain), `holds` and `disowns` (role → responsibility), `boundary` (role →
    owner), the relations, `mention` (role → role), `charts` (atlas → role), `contains` (atlas →
    competency), `prerequisite` (prerequisite → dependent), `proves` (competency → responsibility).
    An edge made from a reference carries it as `reference`, a boundary edge its `deferral`.
    """

    def __init__(self, library: Library) -> None:
        resolver = Resolver(library)
        self.library: Final = settled(library, resolver)
        """As it was read, but for boundaries of agents that name nobody who is known."""
        same = self.library is library
        self.resolver: Final = resolver if same else Resolver(self.library)
        self.roles: Final = self.resolver.roles
        self.atlases: Final = _first_by(library.atlases, lambda atlas: atlas.id)
        self.profiles: Final = _first_by(library.profiles, lambda profile: profile.id)
        self.competencies: Final[dict[str, Competency]] = {
            name: one
            for atlas in self.atlases.values()
            for name, one in _first_by(atlas.competencies, lambda c: c.name).items()
        }
        self.domains: Final = {domain.id: domain for domain in library.domains}
        self.responsibilities: Final = Responsibilities(self.library.roles)
        roles, resolver = self.roles.values(), self.resolver
        self.deferrals: Final = tuple(deferrals(roles, resolver, self.responsibilities))
        self.relations: Final = tuple(relations(roles, resolver))
        self.prerequisites: Final = tuple(prerequisites(self.competencies.values(), resolver))
        self.charted: Final = tuple(charts(self.atlases.values(), resolver))
        competencies, domains = self.competencies.values(), self._own_domains()
        self.proofs: Final = tuple(proofs(competencies, domains, resolver))

    def unread(self, reference: Reference) -> bool:
        """Whether a reference seems to name a role whose file cannot be read, or was left out:
        that is said once, and not wherever it is named."""
        name = slug(reference.name.rpartition("/")[2])
        return name in self.library.unread or name in self.library.named_left_out

    def left_out(self, reference: Reference) -> LeftOut | None:
        """The file that a reference seems to name and that was read as nothing."""
        return self.library.named_left_out.get(slug(reference.name.rpartition("/")[2]))

    def say_the_same(self, resolution: Resolution) -> bool:
        """Whether all that a reference may mean are copies of one agent."""
        agents = [
            role
            for target in resolution.candidates
            if (role := self.roles.get(target.name)) and role.agent
        ]
        texts = {self.library.sources[role.path].text for role in agents}
        return len(agents) == len(resolution.candidates) and len(texts) == 1

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

    def prerequisites_before(self, competency: str) -> tuple[str, ...]:
        """The names of what a competency (`atlas#competency`) needs right before it, wherever that
        stands, in the order written."""
        return self._before.get(competency, ())

    def roles_of(self, atlas: str) -> tuple[Link, ...]:
        """What an atlas says of the roles that it is for, in the order written."""
        return self._roles_of.get(atlas, ())

    def proofs_of(self, competency: str) -> tuple[Proof, ...]:
        """What a competency (`atlas#competency`) proves, in the order written."""
        return self._proofs_of.get(competency, ())

    def proven_by(self, role: str, key: str) -> tuple[Competency, ...]:
        """The competencies that prove a mandate item of a role, sorted by name."""
        return self._proven_by.get((role, key), ())

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
    def _before(self) -> dict[str, tuple[str, ...]]:
        return _grouped(
            (link.source.name, link.resolution.target.name)
            for link in self.prerequisites
            if link.resolution.target
        )

    @cached_property
    def _roles_of(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((link.source.name, link) for link in self.charted)

    @cached_property
    def _proofs_of(self) -> dict[str, tuple[Proof, ...]]:
        return _grouped((proof.competency.name, proof) for proof in self.proofs)

    @cached_property
    def _proven_by(self) -> dict[tuple[str, str], tuple[Competency, ...]]:
        proven = {
            (proof.role.name, proof.item.key, proof.competency.name): proof.competency
            for proof in self.proofs
            if proof.role and proof.item
        }
        return _grouped((names[:2], proven[names]) for names in sorted(proven))

    def _own_domains(self) -> dict[str, str]:
        """The domain of the first role that each atlas is for, where there is one."""
        first: dict[str, str] = {}
        for link in self.charted:
            if link.resolution.target and link.resolution.target.kind == "role":
                domain = self.roles[link.resolution.target.name].domain
                first.setdefault(link.source.name, domain)
        return first

    @cached_property
    def graph(self) -> nx.MultiDiGraph[Target]:
        """All nodes and edges. The checks ask for a few kinds of them only, which stand above, so
        it is made when a page or another program wants the whole."""
        import networkx as nx

        graph: nx.MultiDiGraph[Target] = nx.MultiDiGraph()
        graph.add_nodes_from(Target("domain", domain.name) for domain in self.library.domains)
        for role in self.roles.values():
            node = Target("role", role.name)
            graph.add_edge(node, Target("domain", f"{role.domain}/"), kind="member")
            for item in role.mandate:
                held = Target("responsibility", self.responsibilities.shown(item))
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
        for proof in self.proofs:
            if proof.item:
                proven = Target("responsibility", self.responsibilities.shown(proof.item))
                graph.add_edge(
                    Target("competency", proof.competency.name),
                    proven,
                    kind="proves",
                    reference=proof.reference,
                )
        return graph


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
