"""A linked library in; where everything is defined and named, and what stands at a place, out.

Besides roles, domains, outside actors, atlases and competencies a place may mean a mandate item
(`item`, `sales/sales-lead#set-quota`), a level (`level`, `atlas#level`), a profile or a file.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from rolebook.graph.doctrine import cited
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution, Target
from rolebook.graph.rosters import roster_of
from rolebook.model import Atlas, Profile, Reference, Role
from rolebook.text.source import Span


class Occurrence(NamedTuple):
    """A place that means something."""

    span: Span
    target: Target
    defines: bool = False
    """Whether the thing is what it is because of what stands here."""


class Occurrences:
    """Everything that is named in one library, by file and by what it means."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph: Final = graph
        self._by_path = {role.path: Target("role", role.name) for role in graph.roles.values()}
        self._by_path |= {one.path: Target("atlas", one.id) for one in graph.atlases.values()}
        self._by_path |= {one.path: Target("profile", one.id) for one in graph.profiles.values()}

    def at(self, path: str, line: int, column: int) -> Occurrence | None:
        """The shortest place that a position (from 1) lies in, or that it ends."""
        here = (line, column)
        found = [
            one
            for one in self.in_file(path)
            if (one.span.line, one.span.column) <= here <= (one.span.end_line, one.span.end_column)
        ]
        return min(found, key=lambda one: (_extent(one.span), one.defines, one), default=None)

    def in_file(self, path: str) -> tuple[Occurrence, ...]:
        """What is defined and named in a file, sorted by place."""
        return self._in_files.get(path, ())

    def of(self, target: Target) -> tuple[Occurrence, ...]:
        """Where a thing is defined and named, sorted by place."""
        return self._of.get(target, ())

    def definitions(self, target: Target) -> tuple[Span, ...]:
        """Where a thing is defined; of a domain that nobody introduces, all of its roles."""
        found = tuple(one.span for one in self.of(target) if one.defines)
        if target.kind == "file":
            return (Span(target.name),)
        if target.kind == "domain" and not found:
            return tuple(one.span for one in self._graph.members(target.name.rstrip("/")))
        return found

    @cached_property
    def _in_files(self) -> dict[str, tuple[Occurrence, ...]]:
        found: dict[str, set[Occurrence]] = defaultdict(set)
        for one in self._all():
            found[one.span.path].add(one)
        return {path: tuple(sorted(found[path])) for path in sorted(found)}

    @cached_property
    def _of(self) -> dict[Target, tuple[Occurrence, ...]]:
        found: dict[Target, list[Occurrence]] = defaultdict(list)
        for group in self._in_files.values():
            for one in group:
                found[one.target].append(one)
        return {target: tuple(places) for target, places in found.items()}

    def _all(self) -> Iterator[Occurrence]:
        graph = self._graph
        for role in graph.roles.values():
            yield from self._in_role(role)
        for deferral in graph.deferrals:
            itself = Resolution((Target("role", deferral.role.name),))
            yield from self._named(deferral.itself, itself)
            for owner in deferral.owners:
                yield from self._named((owner.reference,), owner.resolution)
        for link in (*graph.relations, *graph.charted, *graph.prerequisites):
            yield from self._named((link.reference,), link.resolution)
        for proof in graph.proofs:
            yield from self._named((proof.reference,), proof.resolution)
        for atlas in graph.atlases.values():
            yield from _in_atlas(atlas)
        for profile in graph.profiles.values():
            yield from self._in_profile(profile)
        for page in graph.library.docs:
            for one in page.references:
                yield from self._named((one.target,), graph.resolver.anything(one.target))
        for introduction in graph.library.introductions:
            if introduction.domain:
                span = Span(introduction.path, introduction.body.first_line)
                yield Occurrence(span, Target("domain", introduction.name), defines=True)

    def _in_role(self, role: Role) -> Iterator[Occurrence]:
        resolver = self._graph.resolver
        itself = Target("role", role.name)
        yield Occurrence(role.span, itself, defines=True)
        yield from (Occurrence(span, itself) for span in role.id_spans if span != role.span)
        for span in role.domain_spans:
            yield Occurrence(span, Target("domain", f"{role.domain}/"))
        for item in role.mandate:
            yield Occurrence(item.span, Target("item", f"{role.name}#{item.key}"), defines=True)
        for one in role.skills:
            yield from self._named((one,), resolver.skill(one))
        for one in role.references:
            yield from self._named((one,), resolver.anything(one, role.domain))
        beside = (one for boundary in role.boundaries for one in boundary.named)
        for one in (*role.mentions, *role.repeats, *beside):
            yield from self._named((one,), resolver.actor(one, role.domain))
        for principle in role.doctrine:
            if page := cited(principle.written, role, self._graph.library):
                yield Occurrence(principle.span, Target("file", page.path))
        for link in role.links:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(role.path), link.written))
            if link.written and path in self._graph.library.files:
                yield Occurrence(link.span, self._by_path.get(path, Target("file", path)))

    def _in_profile(self, profile: Profile) -> Iterator[Occurrence]:
        roster = roster_of(self._graph, profile)
        yield Occurrence(profile.span, Target("profile", profile.id), defines=True)
        if profile.lead:
            yield from self._named((profile.lead,), roster.lead)
        for post in roster.posts:
            yield from self._named((post.seat.role,), post.role)
            if post.seat.reports_to:
                yield from self._named((post.seat.reports_to,), post.superior)

    def _named(
        self, references: tuple[Reference, ...], resolution: Resolution
    ) -> Iterator[Occurrence]:
        """Where references name what they mean, and the mandate item after a `#` on its own."""
        target = resolution.target
        if target is None:
            return
        for one in references:
            for span in (one.span, *one.again):
                item = one.item if target.kind == "role" else ""
                alone = len(one.written) == span.end_column - span.column
                if item and alone and span.line == span.end_line:
                    hash = span.column + len(one.name)
                    yield Occurrence(span._replace(end_column=hash), target)
                    named = Target("item", f"{target.name}#{item}")
                    yield Occurrence(span._replace(column=hash + 1), named)
                else:
                    yield Occurrence(span, target)


def _in_atlas(atlas: Atlas) -> Iterator[Occurrence]:
    yield Occurrence(atlas.span, Target("atlas", atlas.id), defines=True)
    for level in atlas.levels:
        yield Occurrence(level.span, Target("level", f"{atlas.id}#{level.id}"), defines=True)
    for one in atlas.competencies:
        yield Occurrence(one.span, Target("competency", one.name), defines=True)
        wanted = one.target_level
        if wanted and atlas.level(wanted.written):
            yield Occurrence(wanted.span, Target("level", f"{atlas.id}#{wanted.written}"))


def _extent(span: Span) -> tuple[int, int]:
    return span.end_line - span.line, span.end_column - span.column
