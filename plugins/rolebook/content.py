"""A statement in; the words of it that say something, and whether another says the same, out."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Final

from rolebook.words import normal_phrase, stems

GENERIC: Final = frozenset(
    stems(
        "about above after again all also an and any anybody anyone anything are as at be been"
        " before behind being below between both but by can cannot could do does done down during"
        " each either else even every everybody everyone everything for from had has have he her"
        " here him his how if in into is it its itself just least less many may might more most"
        " much must never no nobody none nor not nothing now of off on once one only or other our"
        " out over per rather she should so some somebody someone something such than that the"
        " their them themselves then there these they thing this those through to too two under"
        " until up upon us very was we well were what when where whether which while who whoever"
        " whom whose why will with within without would yes yet you your"
        # verbs that leave it to their object to say what is done
        " bring brought come came ensure find found get got give gave given go goes went gone keep"
        " kept let make made provide put run ran say said see saw seen set take took taken use work"
        # what lanes, mandates and boundaries are called
        " alone belong call decide decision handle hold held job lane manage own owner part remit"
        " responsibility role"
        # every mandate has its deadlines, and every boundary its occasion
        " first new hour day week month quarter year"
    )
)
"""Words that every mandate uses: sharing them says nothing."""

_IRREGULAR: Final = {
    "bought": "buy",
    "built": "build",
    "chosen": "choos",
    "drawn": "draw",
    "led": "lead",
    "met": "meet",
    "paid": "pay",
    "sent": "send",
    "sold": "sell",
    "spent": "spend",
    "taught": "teach",
    "written": "write",
}
"""Stems that the stemmer does not know for one: a clause tells in the passive ("what is built")."""


def content(text: str) -> frozenset[str]:
    """The stems of a text that say something."""
    return frozenset().union(*map(content_of_word, text.split()))


@functools.lru_cache(maxsize=65536)
def content_of_word(word: str) -> frozenset[str]:
    # one letter alone is what a possessive leaves behind
    said = frozenset(stem for stem in stems(word) if len(stem) > 1) - GENERIC
    return frozenset(_IRREGULAR.get(stem, stem) for stem in said)


ANY_VERB: Final = "·"
"""Stands for a generic first word: "set prices" and "decide prices" are alike, but "set forecasts"
is a part of neither "explain forecasts" nor "rank forecasts"."""


def essence(statement: str) -> frozenset[str]:
    """What statements are compared by: the stems that say something, and the verb's place.

    A stem that stands twice counts twice: "renew renewals" is no part of "renew a contract". Where
    one word says it all, the word itself counts: "own marketing" is not "own the market".
    """
    said: dict[str, str] = {}
    for word in statement.split():
        for stem in content_of_word(word):
            said[f"{stem} again" if stem in said else stem] = word
    kept = frozenset(said) if len(said) > 1 else frozenset(map(normal_phrase, said.values()))
    first, _, _ = statement.partition(" ")
    return kept if content_of_word(first) else kept | {ANY_VERB}


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two essences say the same: all of one in the other, and not much besides.

    Two of three words are enough. If each has a word that the other lacks, they are two things:
    "review sales forecasts" and "review marketing forecasts".
    """
    small, large = sorted((one, other), key=len)
    return len(small) > 1 and 3 * len(small) >= 2 * len(large) and small <= large


def alike_within(essence: frozenset[str]) -> Iterator[frozenset[str]]:
    """Every essence that this one is alike and no larger: few, so that they can be looked up."""
    words = sorted(essence)
    for left_out in range(min(len(words) // 3, MOST_LEFT_OUT) + 1):
        for kept in itertools.combinations(words, len(words) - left_out):
            if len(kept) > 1:
                yield frozenset(kept)


MOST_LEFT_OUT: Final = 2
"""Words; a statement of nine of which three are left out is hardly the same any more."""
