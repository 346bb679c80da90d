"""Statements of work in; which of them are the same, in other words each, out."""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rolebook.text.lexicon import ITSELF, Term, leading_verbs, likeness, sides, terms
from rolebook.text.statements import GENERIC, alike, content, essence, head_of, of_one_thing
from rolebook.text.words import stems

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
    if not _match(_words(one), _words(other)) and not (
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
    here, there = _words(one), _words(other)
    return all(there.have(term) for term in here.terms) and all(map(here.have, there.terms))


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


class _Words(NamedTuple):
    """The words of a statement, or some of them."""

    terms: tuple[Term, ...]
    own: frozenset[str]
    """The meanings that one of them has as its own."""

    def have(self, term: Term) -> bool:
        """Whether a word, or another for it, is one of them."""
        return not self.own.isdisjoint(term.own)


def _words_of(several: Iterable[Term]) -> _Words:
    chosen = tuple(several)
    return _Words(chosen, frozenset().union(*(one.own for one in chosen)))


@functools.lru_cache(maxsize=16384)
def _words(statement: str) -> _Words:
    return _words_of(terms(statement))


def _match(one: _Words, other: _Words) -> bool:
    few, many = (one, other) if len(one.terms) <= len(other.terms) else (other, one)
    if not few.terms or len(many.terms) > MOST_WORDS or not all(map(many.have, few.terms)):
        return False
    return all(term.stems <= SAYS_LITTLE for term in many.terms if not few.have(term))


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
    return not _words_of(free).have(about) and not about.stems <= SAYS_LITTLE


@functools.lru_cache(maxsize=16384)
def _is_led(statement: str) -> bool:
    """Whether the verb leaves it to its thing to say what is done: "own", "lead", "handle"."""
    first = stems(statement)[:1]
    return first in leading_verbs() or (bool(first) and first[0] in GENERIC)


@functools.lru_cache(maxsize=16384)
def _things(statement: str) -> _Words:
    first = {*stems(statement)[:1]}
    return _words_of(one for one in terms(statement) if not one.stems or not one.stems <= first)


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
    return frozenset().union(*(term.own for term in terms(statement)[:MOST_WORDS]))
