"""A thing of a linked library in; what is told of it where somebody points at it, as Markdown, out.

The facts are those of `rolebook show`. Nothing of an author's text is taken for Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from rolebook.exports.card_records import (
    AtlasCard,
    Card,
    CompetencyCard,
    DomainCard,
    Left,
    Named,
    OutsiderCard,
    ProfileCard,
    RoleCard,
    Tie,
)
from rolebook.exports.cards import Cards
from rolebook.formats.markdown.marks import plain
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.text.visible import visible

MOST: Final = 12
"""Lines of one list."""

LONGEST: Final = 300
"""Characters of one line: a card is a glance."""

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()<>#+\-!|~&$:@]")


def card(graph: LibraryGraph, target: Target) -> str:
    """The card of a thing; empty of what has none, such as a file."""
    if target.kind == "item":
        return _item(graph, target)
    if target.kind == "level":
        return _level(graph, target)
    known: dict[str, Container[str]] = {
        "role": graph.roles,
        "atlas": graph.atlases,
        "competency": graph.competencies,
        "profile": graph.profiles,
        "domain": {one.name for one in graph.domains.values()},
        "external": {target.name},
    }
    if target.name not in known.get(target.kind, ()):
        return ""
    return "\n".join(_card(Cards(graph, first_sentence).of(target)))


def first_sentence(text: str) -> str:
    """The first sentence of some Markdown, as plain text."""
    bare = plain(" ".join(text.split()))
    match = _END.search(bare)
    return bare[: match.end()].rstrip() if match else bare


_END: Final = re.compile(r"[.!?…](?=\s|$)")


def _card(found: Card) -> Iterator[str]:
    match found:
        case RoleCard():
            yield _head(found.title, found.name, found.kind)
            yield from _paragraph(found.summary)
            yield from _list("Holds", (one.statement for one in found.mandate))
            yield from _list("Leaves to others", map(_left, found.boundaries))
            yield from _list("Relations", map(_tie, found.relations))
            yield from _deferred(found.deferred)
            yield from _list("Learned by", map(_titled, found.atlases))
        case DomainCard():
            yield _head(found.title, found.name, "domain")
            yield from _list("Roles", map(_titled, found.roles))
            yield from _deferred(found.deferred)
        case AtlasCard():
            yield _head(found.title, found.name, "atlas")
            yield from _paragraph(found.summary)
            yield from _list("For", map(_titled, found.roles))
            yield from _list("Competencies", (one.title for one in found.competencies))
        case CompetencyCard():
            yield _head(found.title, found.name, "competency")
            yield from _paragraph(found.description or found.why)
            hours = f"{found.practice_hours:g} hours" if found.practice_hours else ""
            facts = filter(None, (found.target_level, hours, found.category))
            yield from _paragraph(", ".join(facts))
            yield from _list("Stands on", map(_titled, found.prerequisites))
            yield from _list("Leads to", map(_titled, found.leads_to))
            yield from _list("Proves", found.proves)
        case ProfileCard():
            yield _head(found.title, found.name, "profile")
            yield from _paragraph(found.description)
            yield from _list("Roster", (_titled(one.role) for one in found.roster))
        case OutsiderCard():
            yield _head(found.name, found.name, "outside the library")
            yield from _deferred(found.deferred)


def _item(graph: LibraryGraph, target: Target) -> str:
    name, _, key = target.name.partition("#")
    role = graph.roles.get(name)
    item = next((one for one in role.mandate if one.key == key), None) if role else None
    if role is None or item is None:
        return ""
    detail = plain(" ".join(item.detail.split()))
    lines = [_head(item.statement, key, f"held by {role.title}"), *_paragraph(detail)]
    return "\n".join(lines)


def _level(graph: LibraryGraph, target: Target) -> str:
    name, _, id = target.name.partition("#")
    atlas = graph.atlases.get(name)
    level = atlas.level(id) if atlas else None
    if level is None:
        return ""
    least = "" if level.min_score is None else f"from {level.min_score:g}"
    facts = ", ".join(filter(None, (level.code, least)))
    return "\n".join((_head(level.title or id, id, "level"), *_paragraph(facts)))


def _head(title: str, name: str, kind: str) -> str:
    return f"**{_safe(title)}** · {_safe(name)} · {_safe(kind)}"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield ""
        yield _safe(text)


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    listed: Sequence[str] = tuple(lines)
    if listed:
        yield f"\n{heading}:\n"
        yield from (f"- {_safe(one)}" for one in listed[:MOST])
        if len(listed) > MOST:
            yield f"- and {len(listed) - MOST} more"


def _left(one: Left) -> str:
    owners = " or ".join(_titled(taker.owner) for taker in one.owners)
    return f"{one.statement} → {owners or 'nobody is named'}"


def _tie(one: Tie) -> str:
    return f"{one.kind.replace('_', ' ')} {_titled(one.other)}"


def _titled(one: Named) -> str:
    return one.name if one.kind in ("external", "unknown") else f"{one.title} ({one.name})"


def _deferred(count: int) -> Iterator[str]:
    if count:
        things = "1 boundary" if count == 1 else f"{count} boundaries"
        yield f"\n{things} of others {'leaves' if count == 1 else 'leave'} work to it."


def _safe(text: str) -> str:
    """An author's words: nothing of them is a mark, a tag or a line of its own."""
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(" ".join(short.split())))
    return re.sub(r"^(\d+)\.", r"\1\\.", escaped)
