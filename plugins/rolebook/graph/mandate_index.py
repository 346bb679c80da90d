"""What roles say that they do in; how well each of their items names some work, in any words, out.

The words of `lexicon` are compared by what they may mean. An item is scored by what is given:

- the disowned statement: the share of its words that the item has, each as far as it is alike;
- the clause: a bonus for each further word;
- less, where the thing that it is about is not there, or the deed, if it is one that is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rolebook.text.lexicon import Term, likeness, terms
from rolebook.text.statements import BREAKS, content_of_word
from rolebook.text.words import words

IN_DETAIL: Final = 0.5
"""A detail tells how the work is done, and so has words of much that the role does not hold."""

TOLD: Final = 0.6
TOLD_IN_DETAIL: Final = 0.33
"""A word of the clause, in the statement of an item and in its detail."""

LEAST_ALIKE: Final = 0.5
"""Below, two words have nothing to do with each other."""

HEAD_MISSING: Final = 0.4
DEED_MISSING: Final = 0.8
MISSING_BELOW: Final = 0.4

ABOUT: Final = 0.35
FIRST: Final = 0.2
TOLD_BEST: Final = 0.3
"""What an item gets besides for what the statement is about (all but its first word), for its first
word, and for the best word of the clause: the weights, like `CLAIMED_IN_OTHER_WORDS_ABOVE`, are
those that a logistic regression found on the pairs of `tests/claims/` that are tuned on."""

LEAST_ABOUT: Final = 0.4
"""Of the thing that has to be there: a deed and a reason alone are somebody else's work."""

SAID_IN_DETAIL: Final = 0.7
"""For these, a word in a detail."""

MOST_TERMS: Final = 100
"""Of a statement, clause or item that are looked at: nobody answers for a thousand things."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a boundary hands over."""

    disowned: tuple[Term, ...]
    told: tuple[Term, ...]
    """What its clause says besides."""

    deed: Term | None
    """The verb that the statement begins with, if it is one that is always named."""

    head: Term | None
    """The thing that it is about: in English the last word of the first noun phrase."""

    @property
    def known(self) -> bool:
        """Whether the lexicon knows every word of the statement."""
        return all(one.known for one in self.disowned)


def given(statement: str, clause: str = "") -> Given:
    """What is handed over; a statement without a word leaves it to the clause to say what."""
    disowned, told = terms(statement)[:MOST_TERMS], terms(clause)[:MOST_TERMS]
    if not disowned:
        return Given(told, (), None, None)
    further = (one for one in told if all(likeness(one, other) < 0.99 for other in disowned))
    first, *rest = words(statement)
    said = content_of_word(first)
    verb = disowned[0] if said and said <= disowned[0].stems and len(disowned) > 1 else None
    things = [one for one in disowned if one is not verb]
    ends = _head(rest if verb else [first, *rest])
    head = next((one for one in things if ends and ends <= one.stems), things[-1])
    return Given(disowned, tuple(further), verb if verb and verb.deed else None, head)


MOST_HALVES: Final = 4
"""Pieces of work in one statement."""

_AND: Final = re.compile(r"\s{1,9}(?:and|or|&)\s+|\s{0,9}[,/]\s*(?:and\s+|or\s+)?")


def halves_of(statement: str) -> tuple[str, ...]:
    """What a statement names one by one: "approve discounts and refunds" is two pieces of work.

    What follows an "and" without a verb of its own has the first one's.
    """
    first, *rest = [one for one in _AND.split(statement) if terms(one)][:MOST_HALVES] or (
        statement,
    )
    verb = first.partition(" ")[0]
    return (first, *(one if " " in one else f"{verb} {one}" for one in rest))


def _head(written: Iterable[str]) -> frozenset[str]:
    head: frozenset[str] = frozenset()
    for word in written:
        if word in BREAKS and head:
            break
        head = content_of_word(word) or head
    return head


_Places = Mapping[int, tuple[float, float]]
"""By the place of an item: how well a word stands in its statement, and in its detail."""


_NOWHERE: Final = (0.0, 0.0)


class MandateIndex:
    """Statements and details by what their words may mean."""

    def __init__(self, said: Sequence[tuple[str, str]]) -> None:
        self._terms: Final = [
            (place, part, term)
            for place, texts in enumerate(said)
            for part, text in enumerate(texts)
            for term in terms(text)[:MOST_TERMS]
        ]

    def places(self, asked: Sequence[Term]) -> list[_Places]:
        """Where each of some words stands, or one that is like it: one walk for all of them."""
        meaning: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, one in enumerate(asked):
            for sense, strength in one.meanings.items():
                meaning[sense].append((number, strength))
        found: list[dict[int, tuple[float, float]]] = [{} for _ in asked]
        for place, part, term in self._terms:
            for sense in term.meanings.keys() & meaning.keys():
                for number, strength in meaning[sense]:
                    alike = strength * term.meanings[sense]
                    stated, added = found[number].get(place, (0.0, 0.0))
                    found[number][place] = (
                        (stated, max(added, alike)) if part else (max(stated, alike), added)
                    )
        return list(found)

    def names(self, term: Term, place: int) -> bool:
        """Whether the item at a place has a word like it."""
        return max(self.places([term])[0].get(place, _NOWHERE)) >= MISSING_BELOW

    def places_of(self, work: Given) -> list[_Places]:
        """Where each word of some work stands: first of the statement, then of the clause."""
        return self.places((*work.disowned, *work.told))

    def is_silent_on(self, work: Given, found: list[_Places], but: Collection[int] = ()) -> bool:
        """Whether the mandate is about something else, and not only in words that nobody knows.

        So it is where it lacks the deed, if it is one that is always named, or with such a deed the
        thing; and where it has no word that is like any of what is given.
        """
        asked = (*work.disowned, *work.told)
        missing = [_is_missing(one, but) for one in found]
        named = (work.deed, work.head) if work.deed else ()
        lacking = (one for one, gone in zip(asked, missing, strict=True) if gone)
        return any(one in named for one in lacking) or (work.known and all(missing))

    def scores(self, work: Given, found: list[_Places]) -> Iterator[tuple[int, float]]:
        """The score of each item that has a word of it, in order."""
        disowned, told = found[: len(work.disowned)], found[len(work.disowned) :]
        about = disowned[1:] or disowned
        for place in sorted({place for one in found for place in one}):
            share = sum(_weighed(one.get(place), 1.0, IN_DETAIL) for one in disowned)
            score = share / len(disowned)
            score += sum(_weighed(one.get(place), TOLD, TOLD_IN_DETAIL) for one in told)
            for term, one in zip(work.disowned, disowned, strict=True):
                if max(one.get(place, _NOWHERE)) < MISSING_BELOW:
                    score -= HEAD_MISSING * (term is work.head) + DEED_MISSING * (term is work.deed)
            things = sum(_said(one.get(place)) for one in about) / len(about)
            if things >= LEAST_ABOUT:
                first = _said(disowned[0].get(place)) if len(disowned) > 1 else 0.0
                score += ABOUT * things + FIRST * first
                score += TOLD_BEST * max((_said(one.get(place)) for one in told), default=0.0)
            yield place, score


def _is_missing(found: _Places, but: Collection[int]) -> bool:
    return all(place in but or max(one) < MISSING_BELOW for place, one in found.items())


def _said(found: tuple[float, float] | None) -> float:
    stated, added = found or _NOWHERE
    return max(stated, added * SAID_IN_DETAIL)


def _weighed(found: tuple[float, float] | None, stated: float, added: float) -> float:
    if found is None:
        return 0.0
    worth = max(found[0] * stated, found[1] * added)
    return worth if worth >= LEAST_ALIKE * stated else 0.0
