"""A linked library, an old and a new id in; everything that changes with it out.

What is edited is what the library has read as naming the thing, each at its place; words that it
did not read as that are no reference, and are told instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rolebook.config.settings import Settings
from rolebook.edits.aliases import alias_edit
from rolebook.edits.change import Change, Edit, Move, Refused, change_of
from rolebook.edits.configuration import configured
from rolebook.edits.links import link_edits
from rolebook.edits.moving import domain_moves, role_moves
from rolebook.edits.naming import NewName
from rolebook.edits.references import Place, places
from rolebook.edits.wanted import wanted
from rolebook.graph.addresses import domain_address, role_address
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model import Role
from rolebook.text.identity import slug
from rolebook.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a rename does."""

    name: NewName
    change: Change
    places: int
    """How many references change, the thing's own name not counted."""

    alias: bool
    """Whether the old id stays an alias of the role."""

    left: tuple[Span, ...]
    """Where the old id still stands in a source: not as a reference."""

    settings: Settings
    """Those after the change."""


def renaming(
    graph: LibraryGraph,
    settings: Settings,
    old: str,
    new: str,
    configuration: Source | None = None,
    *,
    keep_alias: bool = True,
) -> Renaming:
    """What `rolebook rename OLD NEW` does. Raises `Refused`, in words, where it cannot be done.

    `configuration` is the text of the file that the settings were read from.
    """
    name = wanted(graph, old, new)
    own = list(_own_edits(graph, name))
    references = list(_reference_edits(graph, name))
    moves = Change(moves=_moves(graph, name))
    if name.target.kind == "domain" and not own and not moves.moves:
        raise Refused(f"`{name.target.name}` is the domain of roles that name none; give them one")
    pages, fragments = _pages(graph, name), _fragments(graph, name)
    at = graph.library.layout.at
    on_site = {f"{at}{one}": f"{at}{to}" for one, to in pages.items()}
    links = list(link_edits(graph, moves, on_site, fragments))
    in_configuration, after = configured(settings, configuration, name, moves, pages)
    aliases = list(_alias_edits(graph, name)) if keep_alias else []
    edits = (*own, *references, *links, *in_configuration, *aliases)
    change = change_of(edits, moves.moves)
    return Renaming(
        name,
        change,
        len({*references, *links, *in_configuration}),
        bool(aliases),
        tuple(_left(graph, name, change)),
        after,
    )


_POSSESSIVE: Final = re.compile(r"(?P<sign>['’])(?P<s>s?)(?=\s)")
"""`sales' lane`, and of another name `marketing's lane`."""


def _text(graph: LibraryGraph, span: Span) -> str:
    source = graph.library.sources.get(span.path)
    if source is None or not 0 < span.end_line <= len(source.lines):
        return ""
    start = source.line_starts[span.line - 1] + span.column - 1
    return source.text[start : source.line_starts[span.end_line - 1] + span.end_column - 1]


def _part(graph: LibraryGraph, span: Span, part: tuple[int, int, str] | None) -> Iterator[Edit]:
    """The edit of a part of what stands at a place."""
    source = graph.library.sources.get(span.path)
    if source and part:
        start = source.line_starts[span.line - 1] + span.column - 1
        first, last, new = start + part[0], start + part[1], part[2]
        possessive = _POSSESSIVE.match(source.text, last)
        ended, ends = source.text[last - 1] == "s", new.endswith("s")
        if possessive and ended != ends and ended != bool(possessive["s"]):
            last, new = possessive.end(), f"{new}{possessive['sign']}{'' if ends else 's'}"
        yield Edit(source.span(first, last), new)


def _reference_edits(graph: LibraryGraph, name: NewName) -> Iterator[Edit]:
    whole: dict[Span, Edit] = {}
    shared = name.target.kind == "role" and _is_shared(graph, name)
    for place in places(graph):
        text = _text(graph, place.span)
        if not _means(name, place, text):
            continue
        part = name.within(text, whole=_ambiguous(graph, name, place), by_title=shared)
        for edit in _part(graph, place.span, part):
            # what is read in two ways is written as the one that has to say more
            kept = whole.setdefault(edit.span, edit)
            if len(edit.text) > len(kept.text):
                whole[edit.span] = edit
    yield from whole.values()


def _is_shared(graph: LibraryGraph, name: NewName) -> bool:
    """Whether others have the old id, too: then it, and a title that reads as it, means those."""
    others = (one for one in graph.roles if one != name.target.name)
    return any(one.rpartition("/")[2] == name.old for one in others)


def _means(name: NewName, place: Place, text: str) -> bool:
    """Whether a reference has the new name in it; links to a file have its path."""
    kind, whose = name.target
    if place.reference.path:
        return False
    if kind == "domain":
        member = place.target.kind == "role" and place.target.name.startswith(whose)
        return place.target == name.target or (member and "/" in text)
    if kind == "responsibility":
        role, _, key = whose.partition("#")
        return place.target == Target("role", role) and place.reference.item.lower() == key
    return place.target == name.target


def _ambiguous(graph: LibraryGraph, name: NewName, place: Place) -> bool:
    """Whether the new id alone would mean another thing there, or several."""
    if name.target.kind == "role":
        own = name.target.name.partition("/")[0]
        meant = graph.resolver.actor_named(name.id, place.domain).candidates
        return place.domain != own and any(one != name.target for one in meant)
    if name.target.kind == "competency":
        others = [one for one in graph.competencies if one.rpartition("#")[2] == name.id]
        return place.atlas != name.target.name.partition("#")[0] and bool(others)
    return False


def _own_edits(graph: LibraryGraph, name: NewName) -> Iterator[Edit]:
    """Where the thing's own file says what it is called."""
    kind, whose = name.target
    for role in graph.library.roles:
        if kind == "role" and role.name == whose:
            yield from (
                Edit(s, name.id) for s in role.id_spans if slug(_text(graph, s)) == name.old
            )
        elif kind == "domain" and role.domain == name.old:
            for span in role.domain_spans:
                yield from _part(graph, span, name.within(_text(graph, span)))
        elif kind == "responsibility":
            yield from _key_edits(graph, role, name)
    if kind == "competency":
        span = graph.competencies[whose].span
        yield from _part(graph, span, name.within(_text(graph, span)))


def _key_edits(graph: LibraryGraph, role: Role, name: NewName) -> Iterator[Edit]:
    """A key that two roles gave is one responsibility, and stays one."""
    whose, _, key = name.target.name.partition("#")
    for one in (*role.mandate, *(boundary.responsibility for boundary in role.boundaries)):
        if one.key != key:
            continue
        span = one.key_span
        given = bool(span and _text(graph, span))
        if span and given:
            yield Edit(span, name.id)
        elif span and role.name == whose:
            yield Edit(span, f" {{#{name.id}}}")
        elif role.name == whose:
            said = f"`{name.target.name}` is the key of its words"
            raise Refused(f"{said}; write `{{#{key}}}` behind them first")


def _moves(graph: LibraryGraph, name: NewName) -> tuple[Move, ...]:
    if name.target.kind == "role":
        return role_moves(graph, name.target.name, name.id)
    return domain_moves(graph, name.old, name.id) if name.target.kind == "domain" else ()


def _pages(graph: LibraryGraph, name: NewName) -> Mapping[str, str]:
    """The addresses of the pages that move, as far as they are called differently."""
    if name.target.kind == "role":
        return {role_address(name.target.name): role_address(name.name)}
    if name.target.kind == "domain":
        return {domain_address(name.old): domain_address(name.id)}
    return {}


def _fragments(graph: LibraryGraph, name: NewName) -> Mapping[tuple[str, str], str]:
    whose, _, item = name.target.name.partition("#")
    if name.target.kind == "competency":
        return {(graph.atlases[whose].path, item.lower()): name.id}
    if name.target.kind == "responsibility":
        return {(graph.roles[whose].path, item): name.id}
    return {}


def _alias_edits(graph: LibraryGraph, name: NewName) -> Iterator[Edit]:
    """The old id as an alias: who knows the role by it, elsewhere or by heart, finds it.

    Where others bear the name it would mean those; and a skill has no such field.
    """
    if name.target.kind != "role" or graph.roles[name.target.name].is_skill:
        return
    if set(graph.resolver.actor_named(name.old, "").candidates) != {name.target}:
        return
    for role in graph.library.roles:
        if role.name != name.target.name or name.old in map(slug, role.aliases):
            continue
        # what it was once called is its name again: the two change places
        again = [span for alias, span in role.alias_spans if slug(alias) == name.id]
        edit = alias_edit(graph.library.sources[role.path], name.old)
        if again:
            yield Edit(again[0], name.old)
        elif edit:
            yield edit


_WORDS: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")
"""An id of one word is a word of every text."""


def _left(graph: LibraryGraph, name: NewName, change: Change) -> Iterator[Span]:
    """Where the old id stands and does not change."""
    if not _WORDS.fullmatch(name.old):
        return
    standing = re.compile(rf"(?<![\w-]){re.escape(name.old)}(?![\w-])", re.I)
    edited = {(one.span.path, one.span.line) for one in change.edits}
    for path, source in sorted(graph.library.sources.items()):
        if name.old not in source.text.lower():
            continue
        for match in standing.finditer(source.text):
            span = source.span(*match.span())
            if (path, span.line) not in edited:
                yield span
