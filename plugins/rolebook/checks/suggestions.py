"""A name that means nothing in, the name its author probably meant out."""

from __future__ import annotations

import weakref
from typing import Final

from rapidfuzz import fuzz, process

from rolebook.graph import LibraryGraph
from rolebook.resolve import Resolution, Target

CLOSE: Final = 70
"""Of 100: two slips in a name of seven letters. Whole words in common are no slip of the pen."""

_names: weakref.WeakKeyDictionary[LibraryGraph, list[str]] = weakref.WeakKeyDictionary()


_NAME_ONE: Final = (
    "name a role or domain of the library, or list it under `external:` in mkdocs.yml"
)
_NAME_ONE_HERE: Final = (
    "name a role or domain of the library; whoever is outside of it can be listed under `external:`"
    " in a mkdocs.yml, which `rolebook init` writes"
)


def closest_actor(graph: LibraryGraph, written: str, otherwise: str | None = None) -> str:
    """`did you mean …?` with the file of the role, or what an author can do instead."""
    if graph not in _names:
        _names[graph] = sorted(set(graph.resolver.names()))
    name = written.lower().replace(" ", "-")
    best = process.extractOne(name, _names[graph], scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is None and otherwise is None:
        return _NAME_ONE if graph.library.configured else _NAME_ONE_HERE
    if best is None:
        return otherwise or ""
    target = graph.resolver.actor_named(best[0], "").target
    role = graph.roles.get(target.name) if target else None
    return f"did you mean `{best[0]}`{f' ({role.path})' if role else ''}?"


def closest_role(graph: LibraryGraph, written: str) -> str:
    """The same, where only a role can be meant."""
    names = sorted({*graph.roles, *(role.id for role in graph.roles.values())})
    name = written.lower().replace(" ", "-")
    best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is None:
        return "name a role of the library, by its id or as `domain/id`"
    target = graph.resolver.actor_named(best[0], "").target
    role = graph.roles.get(target.name) if target else None
    return f"did you mean `{best[0]}`{f' ({role.path})' if role else ''}?"


def closest(written: str, known: list[str], otherwise: str) -> str:
    """`did you mean …?` from a list of names, else the other advice."""
    best = process.extractOne(written, known, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return f"did you mean `{best[0]}`?" if best else otherwise


def candidates(resolution: Resolution) -> str:
    """All that an ambiguous id may mean, each as an author would write it."""
    return " or ".join(f"`{written(target)}`" for target in resolution.candidates)


def written(target: Target) -> str:
    """How an author writes a target so that it is never ambiguous."""
    return target.name
