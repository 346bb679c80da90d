"""A linked library in; what an editor lists of a file, and finds in all of them, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.formats.markdown.outline import plain
from rolebook.graph.fragments import Fragments
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Atlas, Profile, Role
from rolebook.text.source import Source, Span

MOST: Final = 300
"""Things that are told of for one question."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A thing with a name and a place."""

    name: str
    kind: str
    """`role`, `item`, `boundary`, `heading`, `atlas`, `competency`, `level`, `profile`, `seat`."""

    span: Span
    """The words that name it."""

    detail: str = ""
    within: str = ""
    """What it belongs to, for a list without levels."""

    parts: tuple[Symbol, ...] = ()


def symbols_of(graph: LibraryGraph, path: str) -> tuple[Symbol, ...]:
    """What stands in a file, in its order: roles, atlases, profiles, else its headings."""
    found = [
        *(_role(one) for one in graph.roles.values() if one.path == path),
        *(_atlas(one) for one in graph.atlases.values() if one.path == path),
        *(_profile(one) for one in graph.profiles.values() if one.path == path),
    ]
    source = graph.library.sources.get(path)
    if found or source is None:
        return tuple(sorted(found, key=lambda one: one.span))
    return tuple(_headings(graph, source))


def symbols_like(graph: LibraryGraph, query: str) -> tuple[Symbol, ...]:
    """The things whose name or title has every word of a query, sorted; the shortest first."""
    wanted = query.lower().split()
    found = [
        one
        for one in _everything(graph)
        if all(word in f"{one.name} {one.detail}".lower() for word in wanted)
    ]
    found.sort(key=lambda one: (len(one.name), one.name, one.span))
    return tuple(found[:MOST])


def _everything(graph: LibraryGraph) -> Iterator[Symbol]:
    for name, role in graph.roles.items():
        yield Symbol(role.title, "role", role.span, name, role.domain)
    for atlas in graph.atlases.values():
        yield Symbol(atlas.title, "atlas", atlas.span, atlas.id)
    for name, one in graph.competencies.items():
        yield Symbol(one.title, "competency", one.span, name, one.atlas)
    for profile in graph.profiles.values():
        yield Symbol(profile.title, "profile", profile.span, profile.id)


def _role(role: Role) -> Symbol:
    held = (Symbol(one.statement, "item", one.span, one.key) for one in role.mandate)
    left = (
        Symbol(
            one.heading or one.responsibility.statement,
            "boundary",
            one.responsibility.span,
            ", ".join(owner.written for owner in one.owners),
        )
        for one in role.boundaries
    )
    others = (Symbol(one.title, "heading", one.span) for one in role.sections)
    parts = sorted((*held, *left, *others), key=lambda one: one.span)
    return Symbol(role.title, "role", role.span, role.name, role.domain, tuple(parts))


def _atlas(atlas: Atlas) -> Symbol:
    levels = (Symbol(one.title or one.id, "level", one.span, one.id) for one in atlas.levels)
    learned = (Symbol(one.title, "competency", one.span, one.id) for one in atlas.competencies)
    parts = sorted((*levels, *learned), key=lambda one: one.span)
    return Symbol(atlas.title, "atlas", atlas.span, atlas.id, parts=tuple(parts))


def _profile(profile: Profile) -> Symbol:
    seats = (Symbol(one.role.written, "seat", one.role.span) for one in profile.roster)
    return Symbol(profile.title, "profile", profile.span, profile.id, parts=tuple(seats))


def _headings(graph: LibraryGraph, source: Source) -> Iterator[Symbol]:
    if not source.path.lower().endswith((".md", ".markdown")):
        return
    for line, (level, _, _) in sorted(
        Fragments(graph.library).outline(source.path).headings.items()
    ):
        title = plain(source.lines[line - 1].strip().strip("#").strip())
        yield Symbol(title or "#" * level, "heading", source.line_span(line))
