"""An old and a new id as somebody asks for them in; what is renamed to what out, or why it is not.

Raises `Refused` in words for whoever asked: it is how a command is used wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rolebook.edits.change import Refused
from rolebook.edits.naming import NewName
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.text.identity import ID, slug
from rolebook.text.nearest import nearest

_KEY: Final = re.compile(r"[a-z0-9][\w.-]*", re.ASCII)
_GRAMMAR: Final = "an id has letters `a` to `z`, digits, and `-`, `_` or `.` between them"
_OWN_FILES: Final = (".md", ".markdown")


def wanted(graph: LibraryGraph, old: str, new: str) -> NewName:
    """What `rolebook rename OLD NEW` asks for."""
    target = _target(graph, old.strip())
    id = _own_part(target, new.strip())
    if id == _own_part(target, target.name):
        raise Refused(f"`{target.name}` is called so already")
    _may_be_called(graph, target, id)
    titles = [
        one for role in graph.library.roles if role.name == target.name for one in role.aliases
    ]
    titles += [role.title for role in graph.library.roles if role.name == target.name]
    return NewName(target, id, frozenset(map(slug, titles)))


def _target(graph: LibraryGraph, old: str) -> Target:
    name, sign, item = old.partition("#")
    if sign and name in graph.atlases:
        return _known(graph, Target("competency", old))
    if sign:
        role = _target(graph, name)
        keys = _keys(graph, role.name)
        if role.kind == "role" and item.lower() in keys:
            return Target("responsibility", f"{role.name}#{item.lower()}")
        near = nearest(item, keys)
        meant = f"; did you mean `{role.name}#{near}`?" if near else ""
        raise Refused(f"`{role.name}` has no responsibility `{item}`{meant}")
    found = graph.resolver.actor_named(old, "").candidates
    roles = [one for one in found if one.kind == "role" and _is_id_of(one.name, old)]
    if len(roles) > 1:
        every = " or ".join(f"`{one.name}`" for one in roles)
        raise Refused(f"`{old}` may be {every}: write which")
    if roles:
        return _known(graph, roles[0])
    if domains := [one for one in found if one.kind == "domain"]:
        return domains[0]
    competencies = [name for name in graph.competencies if name.rpartition("#")[2] == old]
    if len(competencies) == 1:
        return _known(graph, Target("competency", competencies[0]))
    if competencies:
        every = " or ".join(f"`{one}`" for one in competencies)
        raise Refused(f"`{old}` may be {every}: write which")
    if found and found[0].kind == "role":
        raise Refused(f"`{old}` is another name of `{found[0].name}`; write its id")
    near = nearest(old, sorted({*graph.resolver.names(), *graph.competencies}))
    meant = f"; did you mean `{near}`?" if near else ""
    raise Refused(f"`{old}` is no role, domain or competency of this library{meant}")


def _known(graph: LibraryGraph, target: Target) -> Target:
    """A thing that is there, and that its file can be edited for."""
    if target.kind == "competency":
        if target.name not in graph.competencies:
            id, _, item = target.name.partition("#")
            near = nearest(target.name, [n for n in graph.competencies if n.startswith(f"{id}#")])
            meant = f"; did you mean `{near}`?" if near else ""
            raise Refused(f"the atlas `{id}` has no competency `{item}`{meant}")
        atlas = graph.atlases[target.name.partition("#")[0]]
        if atlas.imported_from:
            raise Refused(
                f"`{atlas.path}` is an {atlas.imported_from}: rename it where that is made"
            )
        return target
    path = graph.roles[target.name].path
    if not path.lower().endswith(_OWN_FILES):
        raise Refused(
            f"`{target.name}` is an entry of `{path}`, the file of another program; rename it there"
        )
    return target


def _is_id_of(name: str, written: str) -> bool:
    return slug(written.rpartition("/")[2]) == name.rpartition("/")[2]


def _keys(graph: LibraryGraph, name: str) -> tuple[str, ...]:
    role = graph.roles.get(name)
    if role is None:
        return ()
    disowned = (one.responsibility.key for one in role.boundaries)
    return tuple(dict.fromkeys((*(one.key for one in role.mandate), *disowned)))


def _own_part(target: Target, written: str) -> str:
    """What of a name is the thing's own: `revenue-lead` of `sales/revenue-lead`."""
    if target.kind == "domain":
        return written.rstrip("/")
    before, sign, own = written.rpartition("/" if target.kind == "role" else "#")
    whose = target.name.rpartition("/" if target.kind == "role" else "#")[0]
    if sign and before != whose and not whose.endswith(f"/{before}"):
        raise Refused(
            f"`{target.name}` can be called otherwise in `{whose}`, not be moved to `{before}`"
        )
    return own


def _may_be_called(graph: LibraryGraph, target: Target, id: str) -> None:
    kind, name = target
    if kind == "responsibility":
        if not _KEY.fullmatch(id):
            raise Refused(f"`{id}` is no key: {_GRAMMAR}")
        _free(id, _keys(graph, name.partition("#")[0]), name.partition("#")[0])
        return
    if not ID.fullmatch(id) or slug(id) != id:
        raise Refused(f"`{id}` is no id: {_GRAMMAR}")
    if kind == "competency":
        atlas = name.partition("#")[0]
        _free(id, (one.id for one in graph.atlases[atlas].competencies), f"the atlas `{atlas}`")
        return
    domain = name.partition("/")[0] if kind == "role" else ""
    for one in graph.resolver.actor_named(id, domain).candidates:
        elsewhere = kind == "role" and one.kind == "role" and _is_id_of(one.name, id)
        if one != target and not (elsewhere and not one.name.startswith(f"{domain}/")):
            raise Refused(f"`{id}` is taken by {_called(one)}")
    if id in graph.domains:
        raise Refused(f"`{id}` is taken by the domain `{id}/`")


def _free(id: str, taken: Iterable[str], whose: str) -> None:
    if id in taken:
        raise Refused(f"`{id}` is taken in {whose if whose.startswith('the') else f'`{whose}`'}")


def _called(target: Target) -> str:
    words = {"role": "the role", "domain": "the domain", "external": "an actor from outside,"}
    return f"{words[target.kind]} `{target.name}`"
