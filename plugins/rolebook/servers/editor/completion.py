"""What is begun in a text in; what may stand there, by the names of the library, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.diagnostics.catalogue import RULES
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.model import RELATION_KINDS, Library, Role
from rolebook.parse.atlases.fields import AtlasFields
from rolebook.parse.fields.model import FieldModel, model_at
from rolebook.parse.profiles.fields import ProfileFields
from rolebook.parse.profiles.profiles import is_profile
from rolebook.parse.roles.fields import RoleModel
from rolebook.servers.editor.writing import Beginning, Begun
from rolebook.text.source import Source

MOST: Final = 200
"""Proposals that are sent at once; the editor asks again as more is written."""

_ROLES: Final = {*RELATION_KINDS, "role", "class", "lead"}
"""Fields whose values are roles, or whoever else a relation may name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that may stand where something is begun."""

    text: str
    kind: str
    """As of a `Target`; `field`, `rule` or `value`."""

    detail: str = ""
    target: Target | None = None
    """The thing, where there is more to tell of it."""


def completion(
    graph: LibraryGraph, path: str, begun: Beginning, model: type[FieldModel] | None
) -> tuple[list[Proposal], bool]:
    """What may stand there, and whether there is more than is told.

    `path` is the file's, `model` says what its fields are; none where it has none.
    """
    wanted = begun.written.lower()
    found: list[Proposal] = []
    for one in _Names(graph, path).all(begun, model):
        if wanted in one.text.lower() or wanted in one.detail.lower():
            found.append(one)
            if len(found) > MOST:
                return found[:MOST], True
    return found, False


class _Names:
    """The names that may stand in one file."""

    def __init__(self, graph: LibraryGraph, path: str) -> None:
        self._graph = graph
        self._domain = next((one.domain for one in graph.roles.values() if one.path == path), "")
        self._atlas = next((one for one in graph.atlases.values() if one.path == path), None)

    def all(self, begun: Beginning, model: type[FieldModel] | None) -> Iterator[Proposal]:
        if begun.kind is Begun.RULE:
            return (Proposal(one.code, "rule", one.name) for one in RULES)
        if begun.kind is Begun.REFERENCE:
            return self._anything(begun.written)
        if begun.kind in (Begun.NAME, Begun.WORD):
            # a word of prose is no name before it has begun as one
            named = begun.kind is Begun.NAME or len(begun.written) > 1
            return self._actors(begun.written) if named else iter(())
        if model is None:
            return iter(())
        field = begun.path[-1] if begun.path else ""
        within = model_at(model, begun.path)
        # below a field that holds no mapping, an item of its list is begun
        of_mapping = not field or within is not model_at(model, begun.path[:-1])
        if begun.kind is Begun.KEY and of_mapping:
            return self._fields(within)
        return self._values(field, begun.written)

    def _fields(self, model: type[FieldModel]) -> Iterator[Proposal]:
        for name, field in model.fields_as_written().items():
            detail = field.description or ("needed" if field.is_required() else "")
            yield Proposal(f"{name}: ", "field", detail)

    def _values(self, field: str, written: str) -> Iterator[Proposal]:
        if field in _ROLES:
            yield from self._actors(written)
        elif field == "domain":
            yield from self._domains(mark="")
        elif field == "skills":
            skills = (one for one in self._graph.roles.values() if one.is_skill)
            yield from (self._role(one, one.id) for one in skills)
        elif field == "target_level" and self._atlas:
            for level in self._atlas.levels:
                yield Proposal(level.id, "level", level.title or level.code)
        elif field == "prerequisites":
            yield from self._competencies(written)
        elif field == "proves":
            own = (link.resolution.target for link in self._roles_of_atlas())
            roles = [self._graph.roles[one.name] for one in own if one and one.kind == "role"]
            yield from self._items(roles) if "#" not in written else self._items_of(written)
        elif field in ("category", "type"):
            yield from (Proposal(one, "value") for one in sorted(self._used(field)))

    def _roles_of_atlas(self) -> Iterable[Link]:
        return self._graph.roles_of(self._atlas.id) if self._atlas else ()

    def _used(self, field: str) -> set[str]:
        every = self._graph.competencies.values()
        if field == "category":
            return {one.category for one in every if one.category}
        return {one.evidence.type for one in every if one.evidence and one.evidence.type}

    def _anything(self, written: str) -> Iterator[Proposal]:
        if "#" in written and written.partition("#")[0] in self._graph.atlases:
            yield from self._competencies(written)
            return
        yield from self._actors(written)
        if "#" not in written:
            for id, atlas in sorted(self._graph.atlases.items()):
                yield Proposal(id, "atlas", atlas.title, Target("atlas", id))
            yield from self._competencies("#")

    def _actors(self, written: str) -> Iterator[Proposal]:
        if "#" in written:
            yield from self._items_of(written)
            return
        for _, role in sorted(self._graph.roles.items()):
            if not role.is_skill:
                yield self._role(role, self._short(role))
        yield from self._domains(mark="/")
        for name in self._graph.library.external:
            yield Proposal(name, "external", "outside the library", Target("external", name))

    def _role(self, role: Role, text: str) -> Proposal:
        return Proposal(text, "role", role.title, Target("role", role.name))

    def _short(self, role: Role) -> str:
        """The id where it means this role here, else the whole name."""
        meant = self._graph.resolver.actor_named(role.id, self._domain).target
        return role.id if meant == Target("role", role.name) else role.name

    def _domains(self, mark: str) -> Iterator[Proposal]:
        for id, domain in sorted(self._graph.domains.items()):
            yield Proposal(f"{id}{mark}", "domain", domain.title, Target("domain", domain.name))

    def _items_of(self, written: str) -> Iterator[Proposal]:
        """The mandate items of the role that stands before a `#`."""
        name = written.partition("#")[0]
        target = self._graph.resolver.actor_named(name, self._domain).target
        if target and target.kind == "role":
            role = self._graph.roles[target.name]
            for item in role.mandate:
                yield Proposal(f"{name}#{item.key}", "item", item.statement, target)

    def _items(self, roles: Iterable[Role]) -> Iterator[Proposal]:
        for role in roles:
            target = Target("role", role.name)
            for item in role.mandate:
                yield Proposal(f"{self._short(role)}#{item.key}", "item", item.statement, target)

    def _competencies(self, written: str) -> Iterator[Proposal]:
        """Those of this atlas by their ids alone, unless a `#` asks for all."""
        own = self._atlas.id if self._atlas and "#" not in written else ""
        for name, one in sorted(self._graph.competencies.items()):
            text = one.id if one.atlas == own else name
            yield Proposal(text, "competency", one.title, Target("competency", name))


def model_of(source: Source, library: Library) -> type[FieldModel] | None:
    """What says which fields a file may have; a page of the docs has none, nor has what is read as
    nothing in a folder that nobody configured."""
    nothing = {one.path for one in library.left_out if not library.configured or one.is_page}
    if source.path in nothing or any(one.path == source.path for one in library.docs):
        return None
    suffix = source.path.lower().rpartition(".")[2]
    if suffix in ("md", "markdown"):
        return RoleModel
    if suffix in ("yml", "yaml"):
        known = any(one.path == source.path for one in library.profiles)
        return ProfileFields if known or is_profile(source) else AtlasFields
    return None
