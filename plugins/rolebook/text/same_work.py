"""Statements of work in; which of them are the same, in other words each, out."""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from rolebook.text.lexicon import ITSELF, OWN_SENSE, Term, leading_verbs, likeness, sides, terms
from rolebook.text.statements import GENERIC, alike, content, essence, head_of, of_one_thing
from rolebook.text.words import stems

ALIKE: Final = 0.75
"""From here on two words are one: a synonym, not a word of a wider meaning."""

MOST_WORDS: Final = 20
"""Of a statement that is compared: a longer one is an account of much."""

SAYS_LITTLE: Final = frozenset(
    stems("customer client company business team department organisation own new every")
    + stems("request case matter question issue task process procedure need")
)
"""Words that a statement may have more than the other: a complaint is a customer's anyway."""

_NUMBER: Final = re.compile(r"\d[\d.,']*")
_NAME: Final = re.compile(r"(?<=\w )[A-Z][a-z]+")


def same_work(one: str, other: str) -> bool:
    """Whether two statements say the same: by the stems of their words, or by what those may mean.

    By meaning, each word of one has a like in the other, and what is left over says little, such as
    whose the thing is. Nothing may set the two apart.
    """
    # most are not, and it is the words that tell at once
    return _say_the_same(one, other) and not set_apart(one, other)


def _say_the_same(one: str, other: str) -> bool:
    if alike(essence(one), essence(other)) and of_one_thing(one, other):
        return True
    if not _match(terms(one), terms(other)) and not (
        _is_led(one) and _is_led(other) and _match(_things(one), _things(other))
    ):
        return False
    if content(one) == content(other):
        return False  # "own marketing" is not "own the market", whatever their stem means
    return not _has_another_head(one, other) and not _has_another_head(other, one)


def wholly_same_work(one: str, other: str) -> bool:
    """Whether neither of two statements that say the same says more: no "special" discounts."""
    if not same_work(one, other) or narrows(one, other):
        return False
    here, there = terms(one), terms(other)
    return all(_found(term, there) for term in here) and all(_found(term, here) for term in there)


def set_apart(one: str, other: str) -> bool:
    """Whether a word that splits lanes, an amount or a name stands in both and is another one."""
    here, there = sides(one), sides(other)
    if any(here[line].isdisjoint(there[line]) for line in here.keys() & there.keys()):
        return True
    for pattern in (_NUMBER, _NAME):
        found, others = ({*pattern.findall(text)} for text in (one, other))
        if found and others and found.isdisjoint(others):
            return True
    return False


def narrows(one: str, other: str) -> bool:
    """Whether one has a word that splits lanes, an amount or a name that the other has not."""
    if sides(one) != sides(other):
        return True
    return any({*p.findall(one)} != {*p.findall(other)} for p in (_NUMBER, _NAME, _ONLY))


_ONLY: Final = re.compile(r"(?i)\b(?:own|alone|directly|final|unless|until|except|instead)\b")


def _match(one: Sequence[Term], other: Sequence[Term]) -> bool:
    few, many = sorted((one, other), key=len)
    if not few or len(many) > MOST_WORDS or not all(_found(term, many) for term in few):
        return False
    return all(term.stems <= SAYS_LITTLE for term in many if not _found(term, few))


def _has_another_head(one: str, other: str) -> bool:
    """Whether one is about a thing that only a word beside it joins with the other.

    "Teach the mathematics teachers" is about teachers, whom "teach" alone knows.
    """
    head, here, there = head_of(one), terms(one), terms(other)
    about = next((term for term in here if head and head <= term.stems), None)
    if about is None or len(here) <= len(there):
        return False
    rest = [term for term in here if term is not about]
    free = [term for term in there if all(likeness(term, own) < ITSELF for own in rest)]
    return not _found(about, free) and not about.stems <= SAYS_LITTLE


def _found(term: Term, others: Sequence[Term]) -> bool:
    return any(likeness(term, other) >= ALIKE for other in others)


@functools.lru_cache(maxsize=16384)
def _is_led(statement: str) -> bool:
    """Whether the verb leaves it to its thing to say what is done: "own", "lead", "handle"."""
    first = stems(statement)[:1]
    return first in leading_verbs() or (bool(first) and first[0] in GENERIC)


def _things(statement: str) -> tuple[Term, ...]:
    first = stems(statement)[:1]
    return tuple(one for one in terms(statement) if not one.stems or not one.stems <= {*first})


MOST_BEARERS: Final = 40
"""Statements with one meaning: what more of them share tells none of them from the others."""

MOST_NEAR: Final = 20
"""Statements that one is compared with."""


class Statements:
    """Statements that may be the same as another, found by a meaning that they share."""

    def __init__(self, statements: Sequence[str]) -> None:
        self._statements: Final = statements
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for place, statement in enumerate(statements):
            for meaning in _meanings(statement):
                self._bearers[meaning].append(place)

    def near(self, statement: str) -> list[int]:
        """The places of those that share most, at most a few, in their order."""
        found = (self._bearers.get(meaning, ()) for meaning in _meanings(statement))
        few = (bearers for bearers in found if len(bearers) <= MOST_BEARERS)
        shared = Counter(itertools.chain.from_iterable(few))
        most = heapq.nsmallest(MOST_NEAR, shared, key=lambda place: (-shared[place], place))
        return sorted(most)


@functools.lru_cache(maxsize=16384)
def _meanings(statement: str) -> frozenset[str]:
    return frozenset(
        meaning
        for term in terms(statement)[:MOST_WORDS]
        for meaning, strength in term.meanings.items()
        if strength >= OWN_SENSE
    )
