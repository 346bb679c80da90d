"""The clause of a boundary in; its owners, and who is only named in it, out (design.md §2.1).

A name counts where it stands as an owner does: after what hands work over ("goes to x"), before
what an owner does ("x decides", "x's call"), alone, in brackets, or joined to such a name. Whether
it is anybody's name only the resolver can say; here it is said how sure an owner stands there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from rolebook.languages.grammar import Grammar
from rolebook.model import Reference, Standing
from rolebook.parse.agents.actors import ELSEWHERE, looks_like_actor
from rolebook.parse.roles.candidates import Clause
from rolebook.parse.roles.positions import CERTAIN, KEBAB, LIKELY, OPEN, SURE, Candidate
from rolebook.parse.roles.wording import Wording

_ID: Final = re.compile(
    r"[a-z0-9]+(?:[-_.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_.][a-z0-9]+)*)?/?(?:#[\w.-]+)?", re.I
)
_AND: Final = re.compile(r"\s+(?:and|&)\s+")


class Owners(NamedTuple):
    """What a clause says of who has the work."""

    owners: tuple[Reference, ...]
    """In the order written."""

    named: tuple[Reference, ...]
    """Who is named there, and is no owner."""

    first: int
    """Where the first phrase that names an owner begins, in offsets; -1 where none does."""


def owners_in(
    said: Wording, start: int, end: int, grammar: Grammar, *, surely: bool = False
) -> Owners:
    """The owners between two offsets of a text; with `surely`, only those who stand as such."""
    clause = Clause(said, start, end, grammar)
    owners: dict[int, Reference] = {}
    named: list[Reference] = []
    first = -1
    previous: Candidate | None = None
    candidates = clause.candidates()
    alone = not any(one.strength > OPEN and not (one.named or one.aside) for one in candidates)
    for one in candidates:
        if one.named or (one.aside and not alone):
            if one.mark or "-" in one.words:
                named.append(_reference(clause, one, Standing.BESIDE))
            continue
        if one.strength:
            begins = one.begins if one.begins >= 0 else one.outer_start
            first = begins if first < 0 else min(first, begins)
            if both := _half(clause, previous, one):
                owners[both.start] = owners.get(
                    both.start, _reference(clause, both, Standing.OWNER)
                )
                owners[both.start + 1] = _reference(clause, both, Standing.OWNER)
                owners[one.start] = _reference(clause, one, Standing.OWNER, typed=False)
            else:
                standing = Standing.OWNER if one.strength > OPEN else Standing.BESIDE
                owners[one.start] = _reference(clause, one, standing)
            previous = one
        elif not surely and (one.mark or KEBAB.fullmatch(one.words)):
            owners[one.start] = _reference(clause, one, Standing.BESIDE)
    return Owners(tuple(owners[place] for place in sorted(owners)), tuple(named), first)


def _reference(
    clause: Clause, one: Candidate, standing: Standing, *, typed: bool | None = None
) -> Reference:
    """A candidate as the reference that it would be."""
    words = " ".join(one.words.split())
    must = _must_exist(clause.grammar, one, words) if typed is None else typed
    certain = one.strength == CERTAIN and not one.named
    outside = not certain and words.lower().replace(" ", "-") in ELSEWHERE
    compound = clause.grammar.is_compound(words)
    nearly = not outside and bool(
        one.mark
        or ("-" in words and not compound and not one.qualifies)
        or (" " in words and one.strength)
    )
    return Reference(
        words,
        clause.said.inline.span(one.start, one.end),
        marked=bool(one.mark),
        typed=must and not outside and not one.named,
        standing=standing,
        nearly=nearly,
        acts=one.acts and not one.mark,
        path=one.path,
    )


def _half(clause: Clause, before: Candidate | None, one: Candidate) -> Candidate | None:
    """ "Risk and Compliance Manager": one role or two, whichever the library knows."""
    if before is None or before.mark or one.mark or not (_is_title(before) and _is_title(one)):
        return None
    if " " in before.words or not _AND.fullmatch(clause.text, before.end, one.start):
        return None
    words = clause.text[before.start : one.end]
    return replace(before, words=words, end=one.end)


def _must_exist(grammar: Grammar, one: Candidate, words: str) -> bool:
    """Whether a name that nobody bears is an error, whatever it is like."""
    if one.mark == "wiki":
        return True
    if "#" in words and one.mark and one.strength >= LIKELY:
        return _ID.fullmatch(words) is not None  # nothing but an item of a mandate is written so
    if "-" in words or "/" in words:
        if not one.mark:
            # what is written loses nothing when its marks are lost in a paste
            if one.strength < LIKELY:
                return not one.qualifies and grammar.is_actor(words)
            return grammar.like_actor(words)
        if not _ID.fullmatch(words):
            return False
        if not one.strength:
            return grammar.is_actor(words)
        sure = one.strength >= SURE or (one.strength == LIKELY and one.mark != "code")
        if one.strength == CERTAIN or grammar.is_actor(words):
            return True
        return sure and not grammar.is_compound(words)
    if " " in words:
        if one.mark:
            return words[:1].isupper() and grammar.is_actor(words)
        return one.strength >= LIKELY and looks_like_actor(words, marked=False)
    if not one.mark or one.strength < LIKELY:
        return False
    return one.strength == CERTAIN or grammar.is_actor(words)


def _is_title(one: Candidate) -> bool:
    return one.words[:1].isupper()
