"""What a reader calls a thing of the library in; all that it may mean out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolebook.graph.addresses import ATLASES, PROFILES, ROLES
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution, Target
from rolebook.model import Reference
from rolebook.text.nearest import nearest
from rolebook.text.source import Span

_NOWHERE: Final = Span("")


def meant(graph: LibraryGraph, written: str) -> Resolution:
    """The things that an id, title or address may mean, as `[[…]]` does on a page (design.md §1).

    Where a role, an atlas and a profile bear one name, the address tells the atlas and the profile:
    `atlases/revenue`, `profiles/revenue`.
    """
    written = written.strip()
    at = written.removesuffix("/")
    for folder, kind, names in (
        (ATLASES, "atlas", graph.atlases),
        (PROFILES, "profile", graph.profiles),
    ):
        if at.startswith(folder) and (name := at.removeprefix(folder)) in names:
            return Resolution((Target(kind, name),))
    found = graph.resolver.anything(Reference(written.removeprefix(ROLES), _NOWHERE))
    if found.candidates:
        return found
    profiles = (one for one in graph.profiles if one.lower() == written.lower())
    return Resolution(tuple(Target("profile", one) for one in profiles))


def competency(graph: LibraryGraph, written: str) -> Resolution:
    """The competencies that an id may mean: `atlas_id#id`, or the id alone."""
    return graph.resolver.competency(Reference(written.strip(), _NOWHERE), "")


def title(graph: LibraryGraph, target: Target) -> str:
    """What a thing is called; of somebody outside the library, the name."""
    kind, name = target
    if kind == "role":
        return graph.roles[name].title
    if kind == "domain":
        return graph.domains[name.rstrip("/")].title
    if kind == "atlas":
        return graph.atlases[name].title
    if kind == "profile":
        return graph.profiles[name].title
    return graph.competencies[name].title if kind == "competency" else name


def likely(graph: LibraryGraph, written: str, *, competencies_alone: bool = False) -> str:
    """The name that is most like one that means nothing; empty where none is like it."""
    names = competency_names(graph) if competencies_alone else every_name(graph)
    as_id = written.strip().lower().replace(" ", "-")
    by_lower = {one.lower(): one for one in names}
    return by_lower.get(nearest(as_id, tuple(by_lower)), "")


def every_name(graph: LibraryGraph) -> Iterator[str]:
    """All that `meant` takes, the short form first; each as its owner wrote it."""
    yield from graph.resolver.names()
    yield from graph.atlases
    yield from graph.profiles
    yield from competency_names(graph)


def competency_names(graph: LibraryGraph) -> Iterator[str]:
    """The ids of competencies, alone and with their atlas."""
    yield from dict.fromkeys(one.id for one in graph.competencies.values())
    yield from graph.competencies
