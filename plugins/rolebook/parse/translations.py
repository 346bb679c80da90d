"""Roles in; those that are translations of others told apart, by the folders they lie in, out."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace

from rolebook.model import LeftOut, Role
from rolebook.model.host_folders import host_folder
from rolebook.parse.domains import language_of_folder
from rolebook.text.identity import slug


def with_languages(roles: Sequence[Role]) -> tuple[tuple[Role, ...], list[LeftOut]]:
    """The roles, each in the language of its folder, without those that translate another one."""
    foreign: list[tuple[Role, str]] = []
    kept: list[Role] = []
    for role in roles:
        folders = role.home.split("/")[:-1]
        tags = (language_of_folder(folders, at) for at in range(len(folders)))
        if tag := next(filter(None, tags), ""):
            foreign.append((role, tag))
        else:
            kept.append(role)
    left_out: list[LeftOut] = []
    by_id = {role.id: role for role in kept}
    stems = {_stem(role): role for role in kept}
    for role, tag in foreign:
        original = by_id.get(role.id) or stems.get(_stem(role))
        if original:
            reason = f"a translation ({tag}) of `{original.path}`"
            left_out.append(LeftOut(role.path, reason))
        else:
            kept.append(replace(role, lang=role.lang or tag))
    # of editions for several hosts, that of no host in particular comes first, and is shown
    return tuple(sorted(kept, key=lambda one: (host_folder(one.path) != "", one.path))), left_out


def _stem(role: Role) -> str:
    return slug(posixpath.basename(role.path).partition(".")[0])


def told_apart(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Where two names would be one id though they are written otherwise, the stem decides."""
    named: dict[str, set[str]] = {}
    plugins: dict[str, set[str]] = {}
    for role in roles:
        named.setdefault(role.name, set()).add(role.title)
        plugins.setdefault(role.name, set()).add(role.plugin)

    def apart(role: Role) -> Role:
        if role.is_skill:
            # a plugin is a namespace: its own tells its skill from that of another
            if len(plugins[role.name]) > 1 and role.plugin:
                return replace(
                    role, id=f"{role.plugin}.{role.id}", aliases=(role.id, *role.aliases)
                )
            return role
        stem = _stem(role)
        return replace(role, id=stem) if len(named[role.name]) > 1 and stem else role

    return tuple(apart(role) if role.agent else role for role in roles)
