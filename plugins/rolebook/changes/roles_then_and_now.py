"""The roles of two states in; which of the new ones were which of the old ones out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rolebook.changes.meaning import ALIKE, alike, said, shared
from rolebook.changes.pairing import Pairs, best, likely
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.text.identity import slug

_BY_ALIAS: Final = 4.0
_BY_GIT: Final = 3.0
_SAME_FILE: Final = 2.5
_SAME_ID: Final = 2.0
"""How much each sign counts that a role has another name; what alike texts say, 0..1, counts
besides."""

_SOME: Final = 0.3
"""0..1: texts of one file, or of one id, are of one role with so much in common."""

_MUCH: Final = 0.5
"""The same where nothing but the text says so."""

_RUN: Final = 3
"""Words of a run; texts are compared by the runs that they share."""


def paired_roles(old: LibraryGraph, new: LibraryGraph, moved: Mapping[str, str]) -> Pairs[Role]:
    """By name; else by alias, by what git takes for renamed (`moved`: the old path by the new one),
    by file, by bare id, and by what they say."""
    stay = [(old.roles[name], role) for name, role in new.roles.items() if name in old.roles]
    gone = {name: role for name, role in old.roles.items() if name not in new.roles}
    come = {name: role for name, role in new.roles.items() if name not in old.roles}
    if gone and come:
        found = [(gone[one], come[other]) for one, other in best(_signs(gone, come, moved))]
        for one, other in found:
            del gone[one.name], come[other.name]
        runs = {id(one): _runs(one) for one in (*gone.values(), *come.values())}
        by_text = [
            (one, other)
            for one, other in likely(
                [*gone.values()],
                [*come.values()],
                lambda role: runs[id(role)],
                lambda one, other: _likeness(one, other, runs[id(one)], runs[id(other)]),
                _MUCH,
            )
        ]
        for one, other in by_text:
            del gone[one.name], come[other.name]
        stay += [*found, *by_text]
    return Pairs(
        tuple(sorted(stay, key=lambda pair: pair[1].name)),
        tuple(gone[name] for name in sorted(gone)),
        tuple(come[name] for name in sorted(come)),
    )


def _signs(
    gone: Mapping[str, Role], come: Mapping[str, Role], moved: Mapping[str, str]
) -> Iterator[tuple[float, str, str]]:
    """Pairs of names that something tells are one role, with how much that counts."""
    yield from ((_BY_ALIAS, one, other) for one, other in _by_alias(gone, come))
    yield from ((_BY_ALIAS, one, other) for other, one in _by_alias(come, gone))
    files = _alone_in_files(gone)
    for path, other in _alone_in_files(come).items():
        before = moved.get(path, path)
        if one := files.get(before):
            score = likeness(gone[one], come[other])
            if score >= _SOME:
                yield (_SAME_FILE if before == path else _BY_GIT) + score, one, other
    bearers = _by_id(come.values())
    for id, names in _by_id(gone.values()).items():
        if len(names) == 1 == len(bearers.get(id, ())):
            score = likeness(gone[names[0]], come[bearers[id][0]])
            if score >= _SOME:
                yield _SAME_ID + score, names[0], bearers[id][0]


def _by_alias(ids: Mapping[str, Role], aliases: Mapping[str, Role]) -> Iterator[tuple[str, str]]:
    """The id of one role that leads to another by an alias or title, where it leads to one."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, role in aliases.items():
        for alias in (*role.aliases, role.title):
            bearers[slug(alias)].add(name)
    for name, role in ids.items():
        found = bearers.get(role.id, set())
        if len(found) == 1 and all(aliases[one].is_skill == role.is_skill for one in found):
            yield name, min(found)


def _alone_in_files(roles: Mapping[str, Role]) -> dict[str, str]:
    """The name of each role that has a file to itself, by its path."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, role in roles.items():
        found[role.path].append(name)
    return {path: names[0] for path, names in found.items() if len(names) == 1}


def _by_id(roles: Iterable[Role]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for role in roles:
        found[role.id].append(role.name)
    return found


def likeness(one: Role, other: Role) -> float:
    """0..1: how much two roles say the same."""
    return _likeness(one, other, _runs(one), _runs(other))


def _likeness(one: Role, other: Role, here: frozenset[str], there: frozenset[str]) -> float:
    """Where both have a mandate, one of its items at least has to be the same: the files of a
    library have much in common, whatever role they are about."""
    if one.is_skill != other.is_skill:
        return 0.0
    if one.mandate and other.mandate and not _share_an_item(one, other):
        return 0.0
    return shared(here, there)


def _share_an_item(one: Role, other: Role) -> bool:
    stated = {said(item.statement) for item in one.mandate}
    return any(said(item.statement) in stated for item in other.mandate) or any(
        True
        for _ in likely(
            [item.statement for item in one.mandate],
            [item.statement for item in other.mandate],
            said,
            alike,
            ALIKE,
        )
    )


def _runs(role: Role) -> frozenset[str]:
    """The runs of words in all that a role says, but for what it is called."""
    agent = role.agent
    texts = [
        *(f"{one.statement} {one.detail}" for one in role.mandate),
        *(one.responsibility.statement for one in role.boundaries),
        *(one.text for one in role.guardrails),
        *(one.body.text for one in role.sections),
        role.persona.text if role.persona else "",
        f"{agent.description} {agent.body.text}" if agent else "",
    ]
    runs: set[str] = set()
    for text in texts:
        words = said(text)
        runs.update(
            " ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)) if words
        )
    return frozenset(runs)
