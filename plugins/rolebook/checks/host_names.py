"""A linked library in; names of agents and skills that their hosts confuse or do not find, out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.checks.skills import is_skill
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.parse.kinds import AGENT_FOLDERS
from rolebook.text.identity import slug

SKILL_NAME_NOT_FOLDER = rule("RB123")
"""The Agent Skills specification asks that `name` is the name of the folder: hosts that go by the
one do not find what hosts that go by the other do."""


def skill_names_not_folders(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Skills whose `name` differs from the folder of their `SKILL.md`; one finding for all that
    put the same words before it."""
    prefixed: dict[str, list[tuple[Role, str, str]]] = defaultdict(list)
    for role in graph.library.roles:
        folder = posixpath.basename(posixpath.dirname(role.path))
        if not is_skill(role) or not folder or folder.startswith("."):
            continue
        # `plugin:name` says whose it is
        name = _as_written(graph, role).rpartition(":")[2]
        if name and slug(name) != slug(folder):
            prefix = slug(name).removesuffix(slug(folder))
            key = prefix if prefix != slug(name) else role.path
            prefixed[key].append((role, name, folder))
    for prefix, several in prefixed.items():
        several.sort(key=lambda one: one[0].span)
        (first, name, folder), *others = several
        yield Diagnostic(
            SKILL_NAME_NOT_FOLDER,
            f"{len(several)} skills put `{prefix}` before the names of their folders"
            if others
            else f"the skill `{name}` lies in a folder called `{folder}`",
            first.span,
            f"write `name: {folder}`, or rename the folder to `{slug(name)}`",
            tuple(Related(f"`{one}` lies in `{its}`", role.span) for role, one, its in others),
            subjects=tuple(role.name for role, _, _ in several),
        )


def _as_written(graph: LibraryGraph, role: Role) -> str:
    """The value of `name`; empty where the file has none."""
    source, span = graph.library.sources[role.path], role.span
    line = source.lines[span.line - 1]
    if span.line != span.end_line or not line.lstrip().lower().startswith(("name:", "name :")):
        return ""
    return line[span.column - 1 : span.end_column - 1]


NAME_IN_TWO_FOLDERS = rule("RB124")
"""A host knows an agent by its `name` alone: of two in one collection it loads one, by chance."""


def names_in_two_folders(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Agents, or skills, of one collection that bear one name; one finding a name."""
    named: dict[tuple[bool, str, tuple[str, ...]], list[Role]] = defaultdict(list)
    for role in graph.roles.values():
        if role.agent:
            named[is_skill(role), role.id, _collection(role)].append(role)
    for (skill, name, _), roles in named.items():
        roles.sort(key=lambda role: role.span)
        if len(_different(graph, roles)) > 1:
            first, *others = roles
            kind = "skills" if skill else "agents"
            yield Diagnostic(
                NAME_IN_TWO_FOLDERS,
                f"`{name}` is the name of {len(roles)} {kind} of one collection",
                first.span,
                "give each a name of its own: a host goes by the name, and loads one of them",
                tuple(Related("and of this one", role.span) for role in others),
                subjects=tuple(role.name for role in roles),
            )


_PLUGINS: Final = "plugins"


def _collection(role: Role) -> tuple[str, ...]:
    """What a host loads as one: all below a folder of agents or skills, or a plugin. Where there
    is no such folder, everything."""
    if not role.path.lower().endswith(".md"):
        return (role.path,)  # a crew, or the modes of a project: nobody else's are loaded with them
    folders = role.home.split("/")[:-1]
    roots = ("skills",) if is_skill(role) else AGENT_FOLDERS
    at = [number for number, one in enumerate(folders) if one.lower() in roots]
    if at:
        return tuple(folders[: at[-1] + 1])
    if _PLUGINS in folders:
        return tuple(folders[: folders.index(_PLUGINS) + 2])
    return ()


def _different(graph: LibraryGraph, roles: Sequence[Role]) -> set[str]:
    """The texts of the roles: a copy says the same, whichever a host loads."""
    return {graph.library.sources[role.path].text for role in roles}
