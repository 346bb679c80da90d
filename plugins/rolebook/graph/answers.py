"""A question in words in; who answers for it, best first, and why, out.

The same is done in a browser by `pages/ownership/answers.js`, on the same index and in whole
numbers: what is changed here is changed there, and `tests/lookup` asks both the same questions.
An entry of which one strong word is asked beats many scattered words, a word as written beats what
means the same, and that beats a mistyped word. Each owner stands once, by his best entry.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from rolebook.graph.answer_index import ALSO, AnswerIndex, Entry
from rolebook.graph.resolve import Target
from rolebook.text.identity import singular
from rolebook.text.question_words import ENDINGS, NEGATIONS, STOP, WEAK
from rolebook.text.words import words

LEAST: Final = 18
"""Of 100 that the best entry could have: less is no answer."""

LEAST_OF_BEST: Final = 30
"""Of 100 that the best answer has."""

CERTAIN: Final = 58
"""What each word of a question has to be worth where an entry states it, for an answer to be stated
as the answer."""

AS_WRITTEN: Final = 30
"""What a word as written is worth more than what means the same, of 100."""

AHEAD: Final = 115
"""How much better than the second one it has to be, of 100."""

SCATTERED: Final = 25
"""What words in other entries of the same owner are worth, of 100."""

FURTHER: Final = 5
"""For each further entry of an owner that is nearly as good, of 100."""

MOST_FURTHER: Final = 6
NEARLY: Final = 80
ALIKE: Final = 60
"""Of 100 of an owner's best entry: what has so much is told as the same."""

MOST_WORDS: Final = 12
"""Of a question."""

LONGEST_PHRASE: Final = 3
PART_OF_PHRASE: Final = 70
BEGUN: Final = 60
"""A word of the question that begins a word of the library: it may not be typed to its end."""

SHORTEST_BEGINNING: Final = 3
MISTYPED: Final = (100, 75, 60)
"""By the letters that are wrong."""

WEAKER: Final = 4
LONGEST_ALSO: Final = 4
"""Words of what an author says that readers ask."""

AS_ASKED: Final = 60
"""What it is worth besides, of 100, where it stands in the question as written: by then it is no
more a few words of which each may mean something else."""

LESS: Final = 10
"""For a mistyped word that is not the whole word, or begins with another letter."""

NOWHERE: Final = 100
"""The weight of a word that nobody has: it says nothing of who is meant, but that the others are
not all of the question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One owner of what is asked for."""

    owner: Target
    entry: Entry
    """The best of what is said of it."""

    near: tuple[Entry, ...]
    """All that is said of it that has a word of the question and is about as good."""

    certain: bool
    """Whether nothing else can be meant; else it is one of several, perhaps."""

    score: int = 0

    @property
    def held(self) -> int:
        """How much of it the owner says himself."""
        return sum(not one.deferral and not one.whole for one in self.near)

    @property
    def givers(self) -> int:
        """How many roles leave it to the owner."""
        return len({one.deferral.role.name for one in self.near if one.deferral})


@dataclass(frozen=True, slots=True)
class _Term:
    meant: Mapping[str, int]
    """Keys of the library, with how strongly they are meant."""

    literal: Mapping[str, int]
    """Those that stand in the question as written, with the share of it that they are."""

    exact: tuple[str, ...]
    """Its words as written, but for the plural: several of a set phrase."""

    weak: bool = False
    """Whether it tells little of what is meant."""


class Answers:
    """Who answers for what in one library; made once, asked often."""

    def __init__(self, index: AnswerIndex) -> None:
        self.index: Final = index
        self._of_owner: list[list[int]] = [[] for _ in index.owners]
        for number, entry in enumerate(index.entries):
            self._of_owner[entry.owner].append(number)

    def asked(self, question: str) -> list[Answer]:
        """The owners, best first; none where nothing has enough of the question."""
        negated = not NEGATIONS.isdisjoint(words(question))
        given = self._terms(question)
        found = [self._places(one.meant) for one in given]
        if not any(found[at] for at, one in enumerate(given) if not one.weak or len(given) == 1):
            return []
        literal = [self._places(one.literal) for one in given]
        telling = [places for one, places in zip(given, literal, strict=True) if not one.weak]
        weights = [self._weight(t, one) for t, one in zip(given, found, strict=True)]
        whole = sum(weights)
        as_asked = self._as_asked(question)
        best: dict[int, tuple[int, int]] = {}
        """Of each owner: the score of its best entry, and which that is, less one."""
        scores: dict[int, int] = {}
        for number in sorted({place for one in found for place in one}):
            score = sum(w * one.get(number, 0) for w, one in zip(weights, found, strict=True))
            as_written = sum(
                w * one.get(number, 0) for w, one in zip(weights, literal, strict=True)
            )
            score += AS_WRITTEN * as_written // 100
            scores[number] = score + whole * as_asked.get(number, 0)
            owner = self.index.entries[number].owner
            if owner not in best or scores[number] > best[owner][0]:
                best[owner] = (scores[number], number)
        ranked = sorted(
            (-self._total(score, number, weights, found, scores), owner, number)
            for owner, (score, number) in best.items()
        )
        if not ranked:
            return []
        least = max(LEAST * whole, LEAST_OF_BEST * -ranked[0][0] // 100)
        kept = [one for one in ranked if -one[0] >= least]
        return [
            Answer(
                self.index.owners[owner],
                self.index.entries[number],
                tuple(
                    self.index.entries[one]
                    for one in self._of_owner[owner]
                    if 100 * scores.get(one, 0) >= ALIKE * scores[number]
                    and any(places.get(one, 0) for places in telling)
                ),
                place == 0 and not negated and self._is_certain(given, kept),
                -score,
            )
            for place, (score, owner, number) in enumerate(kept)
        ]

    def _total(
        self,
        score: int,
        best: int,
        weights: list[int],
        found: list[dict[int, int]],
        scores: Mapping[int, int],
    ) -> int:
        """What an owner is worth: its best entry, and less, what its others have besides."""
        others = self._of_owner[self.index.entries[best].owner]
        scattered = sum(
            weight * (max(one.get(other, 0) for other in others) - one.get(best, 0))
            for weight, one in zip(weights, found, strict=True)
        )
        further = sum(100 * scores.get(other, 0) >= NEARLY * score for other in others) - 1
        score += SCATTERED * scattered // 100
        return score * (100 + FURTHER * min(further, MOST_FURTHER)) // 100

    def _is_certain(self, given: list[_Term], ranked: list[tuple[int, int, int]]) -> bool:
        """Whether the best entry states every word that tells something, and no other owner's is
        nearly as good. One word alone has to be half of what is stated."""
        score, _, number = ranked[0]
        telling = [one for one in given if not one.weak]
        worths = [self._stated(one, number) for one in telling]
        if not worths or min(worths) < CERTAIN:
            return False
        size = sum(len(one.exact) for one in telling)
        whole = size > 1 or worths[0] > 100 or self.index.entries[number].telling <= 2
        return whole and (len(ranked) < 2 or 100 * score <= AHEAD * ranked[1][0])

    def _stated(self, term: _Term, number: int) -> int:
        exact = self.index.exact
        each = min(exact.get(one, {}).get(number, 0) for one in term.exact)
        return max(each, exact.get(" ".join(term.exact), {}).get(number, 0))

    def _as_asked(self, question: str) -> dict[int, int]:
        """The entries of which a set phrase stands in a question, with what that is worth."""
        telling = [singular(one) for one in words(question) if one not in STOP][:MOST_WORDS]
        found: dict[int, int] = {}
        for size in range(2, LONGEST_ALSO + 1):
            for at in range(len(telling) - size + 1):
                stated = self.index.exact.get(" ".join(telling[at : at + size]), {})
                for number, worth in stated.items():
                    if worth > ALSO:
                        found[number] = AS_ASKED * size // len(telling)
        return found

    def _terms(self, question: str) -> list[_Term]:
        """The words and set phrases of a question, each once."""
        written = words(question)
        if any(one not in STOP for one in written):
            stop = STOP
        else:
            stop = frozenset()
        keys = [self._key(one) for one in written]
        terms: dict[str, _Term] = {}
        at = 0
        while at < len(written) and len(terms) < MOST_WORDS:
            size = LONGEST_PHRASE
            while size > 1 and (
                " ".join(keys[at : at + size]) not in self.index.meant or at + size > len(written)
            ):
                size -= 1
            telling = [n for n in range(at, at + size) if written[n] not in stop]
            if parts := [keys[n] for n in telling]:
                name = " ".join(keys[at : at + size])
                if name not in terms:
                    exact = tuple(singular(written[n]) for n in telling)
                    terms[name] = (
                        self._phrase(name, parts, exact)
                        if size > 1
                        else self._word(name, exact, written[at])
                    )
            at += size
        return list(terms.values())

    def _phrase(self, name: str, parts: list[str], exact: tuple[str, ...]) -> _Term:
        meant = dict(self.index.meant[name])
        for one in parts:
            for key, strength in self._meant(one).items():
                meant[key] = max(meant.get(key, 0), strength * PART_OF_PHRASE // 100)
        literal = {one: 100 // len(parts) for one in parts}
        literal[name] = 100
        return _Term(meant, literal, exact)

    def _word(self, key: str, exact: tuple[str, ...], written: str) -> _Term:
        meant = self._meant(key)
        if not meant and self.index.foreign.isdisjoint((written, exact[0])):
            meant = self._mistyped(key)
        return _Term(meant, {key: 100}, exact, written in WEAK)

    def _meant(self, key: str) -> dict[str, int]:
        meant = dict(self.index.meant.get(key, {}))
        if key in self.index.found or key in self.index.named:
            meant[key] = 100
        return meant

    def _key(self, word: str) -> str:
        """The stem of a word of the question, as the index has it; else the word."""
        forms = self.index.forms
        if word in forms:
            return forms[word]
        for ending, instead in ENDINGS:
            if word.endswith(ending):
                form = word[: len(word) - len(ending)] + instead
                if len(form) > 2:
                    if form in forms:
                        return forms[form]
                    # "planning", "plan"
                    if form[-1] == form[-2] and form[:-1] in forms:
                        return forms[form[:-1]]
        return word

    def _mistyped(self, word: str) -> dict[str, int]:
        """What a word that means nothing here begins, else what it may be mistyped for."""
        written = self.index.written
        if len(word) >= SHORTEST_BEGINNING:
            begun = {key: BEGUN for other, key in written.items() if other.startswith(word)}
            if begun:
                return begun
        near: dict[str, int] = {}
        for other, key in written.items():
            if likeness := _likeness(word, other):
                near[key] = max(near.get(key, 0), likeness)
        most = max(near.values(), default=0)
        return {key: likeness for key, likeness in near.items() if likeness == most}

    def _places(self, keys: Mapping[str, int]) -> dict[int, int]:
        """The entries that have one of some keys, with what they are worth."""
        found: dict[int, int] = {}
        for key, strength in keys.items():
            for owner, worth in self.index.named.get(key, {}).items():
                for number in self._of_owner[owner]:
                    found[number] = max(found.get(number, 0), strength * worth // 100)
            for number, worth in self.index.found.get(key, {}).items():
                found[number] = max(found.get(number, 0), strength * worth // 100)
        return found

    def _weight(self, term: _Term, places: Mapping[int, int]) -> int:
        """What a word tells: one that stands everywhere tells little."""
        if not places:
            return NOWHERE // WEAKER if term.weak else NOWHERE
        strong = sum(worth > 50 for worth in places.values())
        weight = math.floor(100 * math.log(1 + len(self.index.entries) / (1 + strong)) + 0.5)
        return weight // WEAKER if term.weak else weight


def _likeness(asked: str, word: str) -> int:
    allowed = 0 if len(asked) < 4 else 1 if len(asked) < 7 else 2
    if not allowed or len(word) < len(asked) - allowed:
        return 0
    lengths = range(len(asked) - allowed, min(len(word), len(asked) + allowed) + 1)
    typos = min(OSA.distance(asked, word[:length], score_cutoff=allowed) for length in lengths)
    if typos > allowed:
        return 0
    less = (len(word) > len(asked) + allowed) + (word[0] != asked[0])
    return MISTYPED[typos] - LESS * less
