"""A statement in; the words of it that say something, and whether another says the same, out."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Final

from rolebook.text.words import normal_phrase, stems, words

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
    "backup": "back",
    "built": "build",
    "chosen": "choos",
    "drawn": "draw",
    "led": "lead",
    "met": "meet",
    "paid": "pay",
    "reconcili": "reconcil",
    "sent": "send",
    "sold": "sell",
    "spent": "spend",
    "taught": "teach",
    "written": "write",
}
"""Stems that the stemmer does not know for one: a clause tells in the passive ("what is built")."""


@functools.lru_cache(maxsize=65536)
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


_VERBS: Final = {
    verb: verbs[0]
    for line in (
        "approv authoris sign|off",
        "answer repli respond",
        "purchas order buy procur",
        "recruit hire",
        "write draft",
        "submit file",
        "monitor track watch",
        "teach train coach",
        "inspect check examin",
        "investig look|into",
    )
    for verbs in (line.split(),)
    for verb in verbs
}
"""Stems of verbs that are one where a statement begins with them: elsewhere an order is an order,
and a train is a train."""


@functools.lru_cache(maxsize=65536)
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
    first, _, rest = statement.partition(" ")
    verb = content_of_word(first)
    if not verb:
        return kept | {ANY_VERB}
    if len(said) < 2 or len(verb) > 1:
        return kept
    (stem,) = verb
    meant = _VERBS.get(f"{stem}|{rest.partition(' ')[0].lower()}") or _VERBS.get(stem, stem)
    return kept if meant == stem else kept - {stem} | {meant}


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two essences say the same: all of one in the other, and not much besides.

    Two of three words are enough, if a verb that says little is none of the two. If each has a word
    that the other lacks, they are two things: "review sales forecasts" and "review marketing
    forecasts".
    """
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    few = len(small) < 2 or 3 * len(small) < 2 * len(large)
    return not few and small <= large and (small == large or len(small - {ANY_VERB}) > 1)


def of_one_thing(one: str, other: str) -> bool:
    """Whether of two statements that are alike the longer has no other thing at its head.

    "Approve special discounts" is about discounts, "approve discount forecasts" about forecasts.
    """
    small, large = sorted((essence(one), essence(other)), key=len)
    head = head_of(one if essence(one) == large else other)
    return len(small) == len(large) or not small.isdisjoint(head) or head <= LIGHT


def head_of(statement: str) -> frozenset[str]:
    """The stems of the word that the first noun phrase ends with: in English, what it is about."""
    head: frozenset[str] = frozenset()
    for word in statement.split()[1:]:  # a verb is no head
        if word.lower() in BREAKS:
            break
        head = content_of_word(word) or head
    return head


BREAKS: Final = frozenset(
    words(
        "about across after against and around as at before below between beyond by during for"
        " from if in into of on or over per since than that through to under until when where"
        " which while who with within without"
    )
)
"""What begins after a noun phrase."""

LIGHT: Final = frozenset(stems("request case matter question issue task process procedure need"))
"""Heads that leave it to the word before them to say what it is about: refund requests."""


def alike_within(essence: frozenset[str]) -> Iterator[frozenset[str]]:
    """Every essence that this one is alike and no larger: few, so that they can be looked up."""
    stems_in = sorted(essence)
    # a statement of n words has n² parts of n words each
    most = MOST_LEFT_OUT if len(stems_in) <= MOST_WORDS else 0
    for left_out in range(min(len(stems_in) // 3, most) + 1):
        for kept in itertools.combinations(stems_in, len(stems_in) - left_out):
            if len(kept) > 1 + (left_out > 0 and ANY_VERB in kept):
                yield frozenset(kept)


MOST_WORDS: Final = 30
"""Of a statement; a longer one is like another only where both have the very same words."""

MOST_LEFT_OUT: Final = 2
"""Words; a statement of nine of which three are left out is hardly the same any more."""
