"""A thing of a linked library in; all that the library says of it, as `rolebook show` does, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rolebook.diagnostics import Diagnostic
from rolebook.exports.card_records import (
    AtlasCard,
    Card,
    CompetencyCard,
    DomainCard,
    Held,
    Learned,
    Left,
    Named,
    Occupied,
    OutsiderCard,
    ProfileCard,
    Reached,
    RoleCard,
    Shown,
    Taker,
    Tie,
    Told,
)
from rolebook.exports.documented import VERSION
from rolebook.graph.addresses import (
    atlas_address,
    domain_address,
    profile_address,
    role_address,
)
from rolebook.graph.claims import claims_of
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.named import title
from rolebook.graph.paths import competency_order, prerequisite_graph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.graph.rosters import missing, profiles_by_role, roster_of
from rolebook.model import Atlas, Competency, Profile, Reference, Responsibility, Role
from rolebook.text.source import Span

Summarise: TypeAlias = Callable[[str], str]
"""Makes one plain sentence of an author's Markdown."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes the cards of one checked library."""

    graph: LibraryGraph
    summarise: Summarise
    findings: Sequence[Diagnostic] = field(default=())

    def of(self, target: Target) -> Card:
        """The card of a thing that is there."""
        if target.kind == "role":
            return self._role(self.graph.roles[target.name])
        if target.kind == "domain":
            return self._domain(target)
        if target.kind == "atlas":
            return self._atlas(self.graph.atlases[target.name])
        if target.kind == "competency":
            return self._competency(self.graph.competencies[target.name])
        if target.kind == "profile":
            return self._profile(self.graph.profiles[target.name])
        return OutsiderCard(
            VERSION,
            "external",
            target.name,
            related=self._related(target),
            deferred=len(self.graph.deferrals_to(target)),
        )

    def _role(self, role: Role) -> RoleCard:
        graph, itself = self.graph, Target("role", role.name)
        introduction = role.introduction.text if role.introduction else ""
        return RoleCard(
            VERSION,
            "skill" if role.is_skill else "role",
            role.name,
            role.id,
            role.title,
            domain=named(graph, Target("domain", f"{role.domain}/")),
            path=role.path,
            line=role.span.line,
            address=self._at(role_address(role.name)),
            summary=self.summarise(role.agent.description if role.agent else introduction),
            aliases=role.aliases,
            persistent=role.persistent,
            mandate=tuple(self._held(role, one) for one in role.mandate),
            boundaries=tuple(left(graph, one) for one in graph.deferrals_from(role.name)),
            relations=tuple(
                Tie(one.kind, _end(graph, one), *_at(one.reference.span))
                for one in graph.relations_from(role.name)
            ),
            related=self._related(itself),
            deferred=len(graph.deferrals_to(itself)),
            atlases=self._named("atlas", (one.id for one in graph.atlases_of(role.name))),
            profiles=self._named(
                "profile", (one.id for one in profiles_by_role(graph).get(role.name, ()))
            ),
            findings=self._told(role.name),
        )

    def _held(self, role: Role, item: Responsibility) -> Held:
        proven_by = self.graph.proven_by(role.name, item.key)
        names = self._named("competency", (one.name for one in proven_by))
        return Held(item.key, item.statement, item.span.line, names)

    def _domain(self, target: Target) -> DomainCard:
        id = target.name.rstrip("/")
        roles = self.graph.members(id)
        return DomainCard(
            VERSION,
            "domain",
            target.name,
            id,
            title(self.graph, target),
            address=self._at(domain_address(id)),
            roles=self._named("role", (one.name for one in roles)),
            deferred=len(self.graph.deferrals_to(target)),
            findings=self._told(*(one.name for one in roles)),
        )

    def _atlas(self, atlas: Atlas) -> AtlasCard:
        order = competency_order(prerequisite_graph(self.graph, atlas))
        return AtlasCard(
            VERSION,
            "atlas",
            atlas.id,
            atlas.title,
            path=atlas.path,
            line=atlas.span.line,
            address=self._at(atlas_address(atlas.id)),
            summary=" ".join(atlas.summary.split()),
            roles=tuple(_end(self.graph, one) for one in self.graph.roles_of(atlas.id)),
            levels=tuple(
                Reached(one.id, one.code, one.title, one.min_score)
                for one in sorted(atlas.levels, key=lambda one: one.order)
            ),
            competencies=tuple(
                self._learned(self.graph.competencies[f"{atlas.id}#{id}"]) for id in order
            ),
            practice_hours=atlas.practice_hours,
            findings=self._told(atlas.id),
        )

    def _learned(self, one: Competency) -> Learned:
        before = (link for link in self.graph.prerequisites_of(one.atlas))
        names = [
            link.resolution.target.name if link.resolution.target else link.reference.written
            for link in before
            if link.source.name == one.name
        ]
        level = one.target_level.written if one.target_level else ""
        return Learned(one.name, one.title, level, one.practice_hours, tuple(names))

    def _competency(self, one: Competency) -> CompetencyCard:
        graph, atlas = self.graph, self.graph.atlases[one.atlas]
        asked = one.evidence
        itself = Target("competency", one.name)
        before = (link for link in graph.prerequisites_of(one.atlas) if link.source == itself)
        after = {link.source for link in graph.prerequisites if link.resolution.target == itself}
        return CompetencyCard(
            VERSION,
            "competency",
            one.name,
            one.id,
            one.title,
            atlas=named(graph, Target("atlas", one.atlas)),
            path=atlas.path,
            line=one.span.line,
            address=self._at(f"{atlas_address(one.atlas)}#{one.id}"),
            category=one.category,
            target_level=one.target_level.written if one.target_level else "",
            practice_hours=one.practice_hours,
            description=" ".join(one.description.split()),
            why=" ".join(one.why.split()),
            prerequisites=tuple(_end(graph, link) for link in before),
            leads_to=tuple(named(graph, target) for target in sorted(after)),
            proves=tuple(
                f"{proof.role.name}#{proof.item.key}"
                for proof in graph.proofs_of(one.name)
                if proof.role and proof.item
            ),
            evidence=Shown(asked.type, asked.count, asked.window_days, asked.description)
            if asked
            else None,
        )

    def _profile(self, profile: Profile) -> ProfileCard:
        graph, roster = self.graph, roster_of(self.graph, profile)

        def who(written: Reference | None, target: Target | None) -> Named | None:
            return _named_or_unknown(graph, written, target) if written else None

        return ProfileCard(
            VERSION,
            "profile",
            profile.id,
            profile.title,
            path=profile.path,
            line=profile.span.line,
            address=self._at(profile_address(profile.id)),
            description=" ".join(profile.description.split()),
            lead=who(profile.lead, roster.lead.target),
            floor=profile.floor,
            roster=tuple(
                Occupied(
                    _named_or_unknown(graph, one.seat.role, one.role.target),
                    who(one.seat.reports_to, one.superior.target),
                    one.seat.multiplicity,
                )
                for one in roster.posts
            ),
            missing=tuple(named(graph, one.owner) for one in missing(graph, roster)),
            notes=profile.notes,
            findings=self._told(profile.name),
        )

    def _related(self, target: Target) -> tuple[Tie, ...]:
        return tuple(
            Tie(one.kind, named(self.graph, one.source), *_at(one.reference.span))
            for one in self.graph.relations_to(target)
        )

    def _named(self, kind: str, names: Iterable[str]) -> tuple[Named, ...]:
        return tuple(named(self.graph, Target(kind, name)) for name in names)

    def _at(self, address: str) -> str:
        return f"{self.graph.library.layout.at}{address}"

    def _told(self, *subjects: str) -> tuple[Told, ...]:
        about = frozenset(subjects)
        return tuple(told(one) for one in self.findings if not about.isdisjoint(one.subjects))


def named(graph: LibraryGraph, target: Target) -> Named:
    """A thing with what it is called."""
    kind: str = target.kind
    if kind == "role" and graph.roles[target.name].is_skill:
        kind = "skill"
    return Named(kind, target.name, title(graph, target))  # type: ignore[arg-type]


def left(graph: LibraryGraph, deferral: Deferral) -> Left:
    """A boundary with its owners, and whether they hold what they are left."""
    responsibility = deferral.boundary.responsibility
    return Left(
        responsibility.key,
        responsibility.statement,
        owners=tuple(taker(graph, deferral, one) for one in deferral.owners),
        text=" ".join(deferral.boundary.prose.text.split()),
        line=deferral.boundary.span.line,
    )


def taker(graph: LibraryGraph, deferral: Deferral, owner: Owner) -> Taker:
    """An owner of a boundary, known or not."""
    reference, target = owner.reference, owner.resolution.target
    verdict = claims_of(graph).judge(deferral, owner).verdict
    return Taker(_named_or_unknown(graph, reference, target), reference.item, verdict)


def told(one: Diagnostic) -> Told:
    """A finding as the report has it."""
    return Told(
        one.rule.code,
        one.rule.name,
        one.level,
        one.message,
        one.help,
        *(one.span.path, one.span.line, one.span.column),
    )


def _end(graph: LibraryGraph, link: Link) -> Named:
    return _named_or_unknown(graph, link.reference, link.resolution.target)


def _named_or_unknown(graph: LibraryGraph, written: Reference, target: Target | None) -> Named:
    return named(graph, target) if target else Named("unknown", written.written, written.written)


def _at(span: Span) -> tuple[str, int]:
    return span.path, span.line
