"""A card in; its text for people out: what it is, where it stands, and a list for all it says."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

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
    Taker,
    Tie,
    Told,
)
from rolebook.model import Verdict
from rolebook.text.visible import visible

MOST_LISTED: Final = 12
"""Of those who name a thing, how many are told; JSON has them all."""

WIDTH: Final = 100
"""Columns of a paragraph; a list's items stand on one line each."""

Part: TypeAlias = tuple[str, list[str]]
"""A heading, and its lines."""


def card_text(card: Card, root: Path) -> str:
    """The text of a card whose paths are relative to `root`; what it does not say is left out."""
    head, summary, parts = _told(card)
    lines = [head]
    if not isinstance(card, DomainCard | OutsiderCard):
        lines.append(place(root, card.path, card.line))
    if summary:
        lines += ["", *textwrap.wrap(summary, WIDTH, break_on_hyphens=False)]
    if not isinstance(card, OutsiderCard | CompetencyCard):
        parts = [*parts, ("findings", [_finding(one, root) for one in card.findings])]
    for heading, items in parts:
        if items:
            lines += ["", f"{heading}:", *(f"  {one}" for one in items)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _told(card: Card) -> tuple[str, str, list[Part]]:
    """The first line of a card, its paragraph, and its lists."""
    if isinstance(card, RoleCard):
        kind = "a skill" if card.kind == "skill" else f"a role of {_plain(card.domain)}"
        return f"{card.title} (`{card.name}`), {kind}", card.summary, [*_role(card)]
    if isinstance(card, DomainCard):
        roles = [_titled(one) for one in card.roles]
        parts = [("roles", roles), ("left to it", _deferred(card.deferred, card.name))]
        return f"{card.title} (`{card.name}`), a domain", "", parts
    if isinstance(card, AtlasCard):
        return f"{card.title} (`{card.name}`), an atlas", card.summary, [*_atlas(card)]
    if isinstance(card, CompetencyCard):
        head = f"{card.title} (`{card.name}`), a competency of {_plain(card.atlas)}"
        return head, card.description, [*_competency(card)]
    if isinstance(card, ProfileCard):
        return f"{card.title} (`{card.name}`), a profile", card.description, [*_profile(card)]
    head = f"{card.name}, an actor outside the library"
    return head, "", [*_ties((), card.related), ("left to it", _deferred(card.deferred, card.name))]


def _role(card: RoleCard) -> Iterator[Part]:
    yield "holds", [f"{place}. {one.statement}" for place, one in enumerate(card.mandate, 1)]
    yield "leaves to others", [_left(one) for one in card.boundaries]
    yield from _ties(card.relations, card.related)
    yield "left to it", _deferred(card.deferred, card.name)
    yield "learned by", [_titled(one) for one in card.atlases]
    yield "in the teams", [_titled(one) for one in card.profiles]
    yield "also called", [", ".join(card.aliases)] if card.aliases else []


def _left(one: Left) -> str:
    owners = " or ".join(map(owner_text, one.owners)) or "nobody is named"
    return f"{one.statement} → {owners}"


def owner_text(one: Taker) -> str:
    """`Sales Lead (`sales/sales-lead`)`, with what is doubtful about it."""
    name = _titled(one.owner)
    if one.owner.kind == "unknown":
        return name
    return f"{name}, whose mandate is silent about it" if one.verdict is Verdict.UNCLAIMED else name


def _ties(own: Iterable[Tie], others: Iterable[Tie]) -> Iterator[Part]:
    yield "relations", [f"{_words(one.kind)} {_titled(one.other)}" for one in own]
    named = [f"{_titled(one.other)} {_words(one.kind)} it" for one in others]
    more = [f"and {len(named) - MOST_LISTED} more"] if len(named) > MOST_LISTED else []
    yield "named by", [*named[:MOST_LISTED], *more]


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _deferred(number: int, name: str) -> list[str]:
    """How much is left to somebody, and the command that tells all of it."""
    if not number:
        return []
    things = "1 boundary" if number == 1 else f"{number} boundaries"
    return [f"{things} of others: rolebook who-defers-to {name}"]


def _atlas(card: AtlasCard) -> Iterator[Part]:
    yield "for", [_titled(one) for one in card.roles]
    yield (
        "levels",
        [
            f"{' '.join(filter(None, (one.code, one.title or one.id)))}"
            f"{'' if one.min_score is None else f', from {one.min_score:g}'}"
            for one in card.levels
        ],
    )
    number = len(card.competencies)
    heading = f"competencies ({number}, {hours(card.practice_hours)}), in the order to learn them"
    yield heading, [f"{one.title} (`{_id(one.name)}`)" for one in card.competencies]


def _competency(card: CompetencyCard) -> Iterator[Part]:
    facts = [
        f"level {card.target_level}" if card.target_level else "",
        hours(card.practice_hours) + " of practice" if card.practice_hours else "",
        card.category,
    ]
    yield "takes", [", ".join(filter(None, facts))] if any(facts) else []
    yield "why", textwrap.wrap(card.why, WIDTH - 2, break_on_hyphens=False)
    yield "stands on", [_titled(one) for one in card.prerequisites]
    yield "leads to", [_titled(one) for one in card.leads_to]
    yield "proves", list(card.proves)
    if shown := card.evidence:
        count = f"{shown.count} × " if shown.count else ""
        window = f" within {shown.window_days} days" if shown.window_days else ""
        yield "evidence", [f"{count}{shown.type}{window}"]


def _profile(card: ProfileCard) -> Iterator[Part]:
    yield "led by", [_titled(card.lead)] if card.lead else []
    yield "needs at least", [card.floor] if card.floor else []
    yield (
        "roster",
        [
            f"{f'{one.multiplicity} × ' if one.multiplicity else ''}{_titled(one.role)}"
            f"{f', reports to {_plain(one.reports_to)}' if one.reports_to else ''}"
            for one in card.roster
        ],
    )
    yield "left to who has no seat", [_titled(one) for one in card.missing]


def _finding(one: Told, root: Path) -> str:
    level = f"{one.severity}[{one.code}] {one.name}"
    return f"{place(root, one.path, one.line, one.column)}: {level}: {one.message}"


def _titled(one: Named) -> str:
    if one.kind == "unknown":
        return f"`{one.name}`, who is nobody here"
    return one.name if one.kind == "external" else f"{one.title} (`{one.name}`)"


def _plain(one: Named) -> str:
    return one.title


def _id(name: str) -> str:
    return name.partition("#")[2]


def hours(number: float) -> str:
    """`1 hour`, `2.5 hours`."""
    return f"{number:g} hour{'' if number == 1 else 's'}"


def place(root: Path, path: str, line: int, column: int | None = None) -> str:
    """Where something stands, as it opens from where the command was called."""
    return f"{os.path.relpath(root / path)}:{line}" + (f":{column}" if column else "")
