"""A linked library in; names that two things bear out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.model.host_folders import host_folder
from rolebook.parse.kinds import AGENT_FOLDERS
from rolebook.text.identity import slug
from rolebook.text.source import Span

DUPLICATE_ID = rule("RB110")
"""One name, one thing: of two roles with one id, every reference would mean either."""


def duplicate_roles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Roles with the same domain and id, but for copies and editions."""
    agents = _agents(graph)
    for name, first, again in _twins((role.name, role.span) for role in graph.library.roles):
        if not _is_copy(graph, first, again) and not _of_two_hosts(agents, first, again):
            help = "give one of them another id or domain, or remove one"
            yield _twin(f"the role `{name}`", name, first, again, help)


OTHER_EDITION = rule("RB127")
"""A collection that is kept for several hosts has each agent once a host. Where the texts differ,
one of them is shown, and the others may fall behind it unseen."""


def other_editions(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Agents and skills of one name in the folders of two hosts; one finding for two folders."""
    agents = _agents(graph)
    editions: dict[tuple[str, str], list[tuple[str, Span, Span]]] = defaultdict(list)
    for name, first, again in _twins((role.name, role.span) for role in graph.library.roles):
        if not _is_copy(graph, first, again) and _of_two_hosts(agents, first, again):
            editions[_edition(first.path), _edition(again.path)].append((name, first, again))
    for (shown, other), twins in editions.items():
        (name, first, again), *others = twins
        from_here = f"`{shown}/…`" if shown else "the folders of no host"
        bear = f"{len(twins)} agents or skills" if others else "1 agent or skill"
        stand = "stand" if others else "stands"
        yield Diagnostic(
            OTHER_EDITION,
            f"{bear} of `{other}/…` {stand} in {from_here}, too, in other words",
            again,
            "nothing need be done where each host has an edition of its own; the pages show that of"
            f" {from_here}",
            (
                Related(f"`{name}` is taken from here", first),
                *(Related("another that is not shown", its) for _, _, its in others),
            ),
            subjects=tuple(name for name, _, _ in twins),
        )


def _agents(graph: LibraryGraph) -> set[Span]:
    return {role.span for role in graph.library.roles if role.agent}


def _of_two_hosts(agents: set[Span], first: Span, again: Span) -> bool:
    return {first, again} <= agents and _edition(first.path) != _edition(again.path)


def _edition(path: str) -> str:
    """The folder of the host, or of the skill, that an agent is for; empty where it is any's."""
    folders = path.split("/")[:-1]
    if host := host_folder(path):
        return host
    if _SKILLS in folders and AGENT_FOLDERS[0] in folders[folders.index(_SKILLS) :]:
        return "/".join(folders)
    return ""


IDENTICAL_COPY = rule("RB113")
"""Two files with the same text agree today; the first edit of either makes two roles of one."""

_SKILLS: Final = "skills"
_MIRRORED: Final = 3
"""Files of one folder with a copy at the same place of another: the folder is the copy."""


def identical_copies(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Roles with the same domain, id and text; a folder of them is one finding."""
    trees: dict[tuple[str, str], list[tuple[str, Span, Span]]] = defaultdict(list)
    for name, first, again in _twins((role.name, role.span) for role in graph.library.roles):
        if _is_copy(graph, first, again):
            trees[_roots(first.path, again.path)].append((name, first, again))
    singles: dict[Span, list[tuple[str, Span]]] = defaultdict(list)
    for (root, copy), copies in trees.items():
        if len(copies) >= _MIRRORED:
            yield _tree(root, copy, copies)
        else:
            for name, first, again in copies:
                singles[first].append((name, again))
    for first, twins in singles.items():
        yield _copies(first, sorted(twins, key=lambda one: one[1]))


def _is_copy(graph: LibraryGraph, first: Span, again: Span) -> bool:
    texts = graph.library.sources
    return first.path != again.path and texts[first.path].text == texts[again.path].text


def _roots(path: str, copy: str) -> tuple[str, str]:
    """What is left of two paths without what they end in alike: `src`, `plugins/a`."""
    one, other = path.split("/"), copy.split("/")
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return "/".join(one), "/".join(other)


def _tree(root: str, copy: str, copies: Sequence[tuple[str, Span, Span]]) -> Diagnostic:
    (name, first, again), *others = copies
    here, there = (f"`{one}/…`" if one else "the folder above" for one in (copy, root))
    return Diagnostic(
        IDENTICAL_COPY,
        f"{len(copies)} files of {here} are the same, byte for byte, as those of {there}",
        again,
        "remove one of the two folders, or name it under `ignore:`",
        (
            Related(f"`{name}` is taken from here", first),
            *(Related("a copy as well", its) for _, _, its in others),
        ),
        subjects=tuple(name for name, _, _ in copies),
    )


def _copies(first: Span, twins: Sequence[tuple[str, Span]]) -> Diagnostic:
    (name, again), *others = twins
    more = f", and so are {len(others)} more" if others else ""
    return Diagnostic(
        IDENTICAL_COPY,
        f"`{again.path}` is the same, byte for byte, as `{first.path}`{more}",
        again,
        "keep one of them" if others else "remove one of them",
        (
            Related(f"`{name}` is taken from here", first),
            *(Related("the same", its) for _, its in others),
        ),
        subjects=(name,),
    )


def duplicate_atlases(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Atlases with the same id; capital letters make no difference to an address."""
    for name, first, again in _twins((slug(a.id), a.span) for a in graph.library.atlases):
        yield _twin(
            f"the atlas `{name}`",
            name,
            first,
            again,
            "give one of them another `atlas_id`, or remove one",
        )


def duplicate_competencies(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Competencies with the same id within one atlas."""
    for atlas in graph.library.atlases:
        for name, first, again in _twins((one.id, one.span) for one in atlas.competencies):
            yield _twin(
                f"the competency `{name}`",
                atlas.id,
                first,
                again,
                "give one of them another id, or remove one",
            )


ALIAS_TAKEN = rule("RB145")
"""An alias stands for its role. Where another role or a domain has the name, a reference means that
one, or nobody knows which."""


def taken_aliases(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Aliases of roles written for us that another role has as its id or as its alias, or that
    name a domain."""
    by_id = {role.id: role for role in reversed(graph.library.roles)}
    by_alias: dict[str, Role] = {}
    for role in graph.library.roles:
        if role.agent is not None:
            continue  # what a host calls an agent is no choice of its author's
        stem = posixpath.splitext(posixpath.basename(role.path))[0]
        places = dict(reversed(role.alias_spans))
        for alias in role.aliases:
            name = slug(alias)
            if name == slug(stem):
                continue  # nobody wrote it: that the file is called otherwise is told (RB014)
            other = by_id.get(name)
            related: tuple[Related, ...] = ()
            if other and other.name != role.name:
                what, related = f"the role `{other.name}`", (Related("this is it", other.span),)
            elif name in graph.domains and name != role.id:
                what = f"the domain `{name}/`"
            elif (other := by_alias.setdefault(name, role)).name != role.name:
                what, related = f"`{other.name}` as well", (Related("this is it", other.span),)
            else:
                continue
            yield Diagnostic(
                ALIAS_TAKEN,
                f"`{alias}` is an alias of `{role.name}`, and a name of {what}",
                places.get(alias, role.span),
                f"remove the alias `{alias}`, or give one of them another name",
                related,
                subjects=(role.name,),
            )


_MOST_PLACES: Final = 8

REPEATED_ITEM = rule("RB146")
"""What stands twice is edited once: the two soon say different things, and a reference by its key
reaches the first alone."""


def repeated_items(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Mandate items, levels and criteria that their role, atlas or rubric has already."""
    for role in graph.library.roles:
        held = ((one.key, one.span) for one in role.mandate)
        own = "a statement or a key of its own"
        yield from _repeated("mandate item", own, role.name, held)
    for atlas in graph.library.atlases:
        levels = ((one.id, one.span) for one in atlas.levels)
        yield from _repeated("level", "another id", atlas.id, levels)
        for competency in atlas.competencies:
            if competency.rubric:
                criteria = ((one.id, one.span) for one in competency.rubric.criteria if one.id)
                yield from _repeated("criterion", "another id", atlas.id, criteria)


def _repeated(
    what: str, instead: str, subject: str, things: Iterable[tuple[str, Span]]
) -> Iterator[Diagnostic]:
    places: dict[str, list[Span]] = defaultdict(list)
    for name, span in things:
        places[name].append(span)
    for name, (first, *again) in places.items():
        if again:
            times = (
                "a second time" if len(again) == 1 else f"again, and {len(again) - 1} times more"
            )
            yield Diagnostic(
                REPEATED_ITEM,
                f"the {what} `{name}` stands here {times}",
                again[0],
                f"remove one of them, or give one {instead}",
                (
                    Related("the first time here", first),
                    *(Related("and here", one) for one in again[1:_MOST_PLACES]),
                ),
                subjects=(subject,),
            )


def _twins(things: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span, Span]]:
    seen: dict[str, Span] = {}
    for name, span in things:
        if name in seen:
            yield name, seen[name], span
        else:
            seen[name] = span


def _twin(what: str, subject: str, first: Span, again: Span, help: str) -> Diagnostic:
    return Diagnostic(
        DUPLICATE_ID,
        f"{what} is defined twice",
        again,
        help,
        (Related("first defined here", first),),
        subjects=(subject,),
    )
