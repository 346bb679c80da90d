"""A name that means nothing in, the name its author probably meant out."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution, Target
from rolebook.text.nearest import CLOSE, Names

_meant: weakref.WeakKeyDictionary[LibraryGraph, dict[str, Callable[[str], str]]] = (
    weakref.WeakKeyDictionary()
)
"""What finds the names of a library, by what they name."""


_NAME_ONE: Final = (
    "name a role or domain of the library, or list it under `external:` in mkdocs.yml"
)
_NAME_ANOTHER: Final = "name a role or domain of the library"
_NAME_ONE_HERE: Final = (
    "name a role or domain of the library; whoever is outside of it can be listed under `external:`"
    " in a mkdocs.yml, which `rolebook init` writes"
)


_NAME_A_ROLE: Final = "name a role of the library, by its id or as `domain/id`"


def closest_actor(
    graph: LibraryGraph, written: str, otherwise: str | None = None, item: str = ""
) -> str:
    """`did you mean …?` with the file of the role, or what an author can do instead.

    The `item` of a mandate that was written behind the name stays where a role is meant.
    """
    find = _lookup(graph, "actors", graph.resolver.names)
    if name := find(written.lower().replace(" ", "-")):
        meant = graph.resolver.actor_named(name, "").target
        return _did_you_mean(graph, name, item if meant and meant.kind == "role" else "")
    if otherwise is None:
        if "/" in written:
            return _NAME_ANOTHER  # who stands outside belongs to no domain
        help = _NAME_ONE if graph.library.configured else _NAME_ONE_HERE
        return help.replace("list it", f"list `{written}`") if item else help
    return otherwise


def _lookup(
    graph: LibraryGraph, kind: str, names: Callable[[], Iterable[str]], close: int = CLOSE
) -> Callable[[str], str]:
    """What finds the name of a kind that is closest to another, each looked for once."""
    found = _meant.setdefault(graph, {})
    if kind not in found:
        found[kind] = functools.cache(Names(sorted(set(names())), close).nearest)
    return found[kind]


_SLIP: Final = 88
"""Of 100: ids of agents share their last words (`-expert`), which makes no two of them alike."""

_ADD_ONE: Final = (
    "add `{name}` to the library, name another agent, or list it under `external:` in mkdocs.yml"
)
_ADD_ONE_HERE: Final = (
    "add `{name}` to the collection, or name another agent; whoever is outside of it can be listed"
    " under `external:` in a mkdocs.yml, which `rolebook init` writes"
)


def closest_agent(graph: LibraryGraph, name: str) -> str:
    """`did you mean …?` where the name is a slip of the pen, or what an author can do instead."""
    find = _lookup(graph, "agents", lambda: (role.id for role in graph.roles.values()), _SLIP)
    if (near := find(name)) and not _other_word(name, near):
        return _did_you_mean(graph, near)
    advice = _ADD_ONE if graph.library.configured else _ADD_ONE_HERE
    return advice.format(name=name)


_SHORT: Final = 3


def _other_word(name: str, near: str) -> bool:
    """Whether a short word stands in another's place: `hr` for `crm` is no slip of the pen."""
    words, others = name.split("-"), near.split("-")
    own = [one for one in words if one not in others]
    its = [one for one in others if one not in words]
    return bool(own and its) and min(map(len, (*own, *its))) <= _SHORT


def closest_role(graph: LibraryGraph, written: str, item: str = "") -> str:
    """The same, where only a role can be meant, or an item of its mandate."""
    find = _lookup(
        graph, "roles", lambda: (*graph.roles, *(role.id for role in graph.roles.values()))
    )
    name = find(written.lower().replace(" ", "-"))
    return _did_you_mean(graph, name, item) if name else _NAME_A_ROLE


def members_listed(graph: LibraryGraph, domain: str) -> str:
    """The first roles of a domain (`sales`), each as an author writes it so that it is the one."""
    names = (
        one.id if len(graph.resolver.actor_named(one.id, "").candidates) == 1 else one.name
        for one in graph.members(domain)[:8]
    )
    return ", ".join(f"`{name}`" for name in names)


def _did_you_mean(graph: LibraryGraph, name: str, item: str = "") -> str:
    target = graph.resolver.actor_named(name, "").target
    role = graph.roles.get(target.name) if target else None
    return f"did you mean `{name}{item and f'#{item}'}`{f' ({role.path})' if role else ''}?"


def closest(written: str, known: Sequence[str] | Names, otherwise: str, but: str = "") -> str:
    """`did you mean …?` from a list of names (but one), else the other advice.

    Where many are looked for, the list is `Names`, which has a budget.
    """
    name = (known if isinstance(known, Names) else Names(known)).nearest(written, but)
    return f"did you mean `{name}`?" if name else otherwise


def candidates(resolution: Resolution, item: str = "") -> str:
    """All that an ambiguous id may mean, each as an author would write it, with the `item` of a
    mandate that was written behind it."""
    of = f"#{item}" if item else ""
    return " or ".join(f"`{written(target)}{of}`" for target in resolution.candidates)


def written(target: Target) -> str:
    """How an author writes a target so that it is never ambiguous."""
    return target.name
