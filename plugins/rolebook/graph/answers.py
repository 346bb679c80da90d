"""A question in words in; who answers for it, best first, and why, out.

Every mandate item, boundary and line of an agent is one entry, found by what its words may mean.
An entry of which one strong word is asked beats many scattered words, and a word as written beats
its synonym, a synonym beats a mistyped word. Each owner stands once, by his best entry.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.self_descriptions import says, says_in_prose
from rolebook.model import Role
from rolebook.text.lexicon import Term, terms
from rolebook.text.statements import content_of_word
from rolebook.text.words import words

HELD: Final = 1.0
GIVEN: Final = 0.9
"""What somebody else leaves to the owner, against what the owner's own mandate says."""

IN_LINE: Final = 0.8
"""A heading or list item of an agent."""

NAMED: Final = 0.6
"""The title of a role and its domain."""

IN_DETAIL: Final = 0.35

LEAST: Final = 0.25
"""Of what the best entry could have: less is no answer."""

LEAST_OF_BEST: Final = 0.4

CERTAIN: Final = 0.8
"""Of a question that an answer has to have, to be stated as the answer."""

AS_WRITTEN: Final = 0.3
"""What a word as written is worth more than what means the same."""

AHEAD: Final = 1.15
"""How much better than the second one it has to be."""

FURTHER: Final = 0.05
"""For each further entry of an owner that is as good."""

MOST: Final = 10
MOST_WORDS: Final = 12
"""Of a question."""

_AFFIX: Final = 0.6
"""A word of the question that begins a word of the library: it may not be typed to its end."""

_MISTYPED: Final = (0.0, 0.75, 0.6)
"""By the letters that are wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One owner of what is asked for."""

    role: Role
    why: str
    """What its mandate, or the boundary of another, says in its own words."""

    certain: bool
    """Whether nothing else can be meant; else it is one of several, perhaps."""


@dataclass(frozen=True, slots=True)
class _Entry:
    owner: Role
    text: str
    """What is said, as the answer quotes it."""

    parts: tuple[tuple[str, float], ...]
    """Texts, each with what a word of it is worth."""


class Answers:
    """Who answers for what in one library; made once, asked often."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._entries: Final = list(_entries(graph))
        self._meanings: dict[str, dict[int, float]] = defaultdict(dict)
        self._literal: dict[str, dict[int, float]] = defaultdict(dict)
        self._written: dict[str, set[str]] = defaultdict(set)
        for place, entry in enumerate(self._entries):
            for text, worth in entry.parts:
                for term in terms(text):
                    for meaning, strength in term.meanings.items():
                        held = self._meanings[meaning]
                        held[place] = max(held.get(place, 0.0), strength * worth)
                    for one in _literally(term):
                        held = self._literal[one]
                        held[place] = max(held.get(place, 0.0), worth)
                for word in words(text):
                    self._written[word] |= content_of_word(word)

    def asked(self, question: str) -> list[Answer]:
        """The owners, best first; none where nothing has enough of the question."""
        given = [term for term in terms(question) if _literally(term)][:MOST_WORDS]
        if not given:
            return []
        found = [self._found(term) for term in given]
        weights = [self._weight(one) for one in found]
        whole = sum(weights)
        scores: dict[int, float] = defaultdict(float)
        for weight, places in zip(weights, found, strict=True):
            for place, worth in places.items():
                scores[place] += weight * worth / whole
        written = self._as_written(given, weights)
        best: dict[str, tuple[float, int]] = {}
        further: dict[str, int] = defaultdict(int)
        for place in scores:
            scores[place] += AS_WRITTEN * written.get(place, 0.0)
        for place in sorted(scores, key=lambda one: (-scores[one], one)):
            name = self._entries[place].owner.name
            if name not in best:
                best[name] = (scores[place], place)
            elif scores[place] >= 0.8 * best[name][0]:
                further[name] += 1
        ranked = sorted(
            (
                (-score * (1 + FURTHER * min(further[name], 6)), name, place)
                for name, (score, place) in best.items()
                if score >= max(LEAST, LEAST_OF_BEST * max(scores.values()))
            )
        )
        return [
            Answer(
                self._entries[place].owner,
                self._entries[place].text,
                at == 0 and self._is_certain(ranked, written.get(place, 0.0)),
            )
            for at, (_, name, place) in enumerate(ranked[:MOST])
        ]

    def _is_certain(self, ranked: list[tuple[float, str, int]], written: float) -> bool:
        ahead = len(ranked) < 2 or ranked[0][0] <= AHEAD * ranked[1][0]
        return written >= CERTAIN and ahead

    def _as_written(self, given: list[Term], weights: list[float]) -> dict[int, float]:
        """How much of the question each entry has in the very words."""
        found: dict[int, float] = defaultdict(float)
        for term, weight in zip(given, weights, strict=True):
            best: dict[int, float] = {}
            for one, share in _literally(term).items():
                for place, worth in self._literal.get(one, {}).items():
                    best[place] = max(best.get(place, 0.0), share * worth)
            for place, worth in best.items():
                found[place] += weight * worth / sum(weights)
        return found

    def _found(self, term: Term) -> dict[int, float]:
        """Where a word of the question stands, or one that means the same, or was meant."""
        places = self._places(term.meanings)
        if any(self._meanings.get(one) for one in term.stems) or len(term.stems) != 1:
            return places
        (written,) = term.stems
        near: dict[str, float] = {}
        for word, several in self._written.items():
            likeness = _likeness(written, word)
            for one in several:
                if likeness > near.get(one, 0.0):
                    near[one] = likeness
        if near:
            most = max(near.values())
            mistyped = self._places({one: s for one, s in near.items() if s == most})
            for place, worth in mistyped.items():
                places[place] = max(places.get(place, 0.0), worth)
        return places

    def _places(self, meanings: Mapping[str, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for meaning, strength in meanings.items():
            for place, worth in self._meanings.get(meaning, {}).items():
                found[place] = max(found.get(place, 0.0), strength * worth)
        return found

    def _weight(self, places: dict[int, float]) -> float:
        """What a word tells: one that stands everywhere tells little, one that nobody has nothing
        of who is meant, but that the others are not all of the question."""
        strong = sum(worth > 0.5 for worth in places.values())
        return math.log(1 + len(self._entries) / (1 + strong)) if places else 1.0


def _literally(term: Term) -> dict[str, float]:
    """How a term is written, as stems: the phrase, and less, each word of it."""
    phrases = {one: 1.0 for one in term.meanings if " " in one}
    return {one: 1.0 / len(term.stems) for one in term.stems} | phrases


def _likeness(asked: str, word: str) -> float:
    if len(asked) > 2 and word.startswith(asked):
        return _AFFIX
    allowed = 0 if len(asked) < 4 else 1 if len(asked) < 7 else 2
    if not allowed or abs(len(word) - len(asked)) > allowed + 2:
        return 0.0
    typos = OSA.distance(asked, word, score_cutoff=allowed)
    begun = OSA.distance(asked, word[: len(asked)], score_cutoff=allowed)
    least = min(typos, begun)
    return _MISTYPED[least] if 0 < least <= allowed else 0.0


def _entries(graph: LibraryGraph) -> Iterator[_Entry]:
    for _, role in sorted(graph.roles.items()):
        about = f"{role.title} {role.domain.replace('-', ' ')} {' '.join(role.aliases)}"
        for said in (*says(role), *says_in_prose(role)):
            worth = HELD if said.item else IN_LINE
            parts = ((said.states, worth), (said.adds, IN_DETAIL), (about, NAMED))
            yield _Entry(role, said.states, parts)
        for deferral in graph.deferrals_from(role.name):
            statement = deferral.boundary.responsibility.statement
            told = ((statement, GIVEN), (deferral.told, IN_DETAIL))
            for owner in deferral.owners:
                target = owner.resolution.target
                if target and target.kind == "role":
                    taker = graph.roles[target.name]
                    yield _Entry(taker, statement, (*told, (taker.title, NAMED)))
