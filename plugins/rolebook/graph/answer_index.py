"""A library in; what "Who owns …?" is looked up in, as plain data that two programs read, out.

`graph/answers.py` asks it in Python, `pages/ownership/answers.js` in a browser: both do the same
arithmetic on the same whole numbers, so that site and terminal rank alike. All that knows words,
stems, thesaurus and WordNet is done here, when the index is built.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rolebook.formats.markdown.marks import plain
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.graph.self_descriptions import says, says_in_headings
from rolebook.model import Role
from rolebook.text.identity import singular
from rolebook.text.lexicon import Term, kin, phrases, terms
from rolebook.text.question_words import STOP, WEAK
from rolebook.text.statements import content_of_word
from rolebook.text.words import stem, words

HELD: Final = 100
ALSO: Final = 100
"""Words that an author gives for what readers may ask."""

WHOLE: Final = 200
PART_OF_ALSO: Final = 55
GIVEN: Final = 88
"""What somebody else leaves to the owner, against what the owner's own mandate says."""

IN_LINE: Final = 80
"""A heading of an agent, and what it says of itself."""

IN_DETAIL: Final = 45
NAMED: Final = 60
"""Title, aliases and tags of a role."""

IN_INTRODUCTION: Final = 40
IN_DOMAIN: Final = 30
PART_OF_PHRASE: Final = 0.85
LONGEST_SENTENCE: Final = 160
_MARKERS: Final = re.compile(r" ?\([^()]{0,80}:[^()]{0,80}\)")
LEAST_MEANT: Final = 40
"""How strongly a word has to mean another one to be looked up for it, of 100."""

MOST_MEANT: Final = 16
"""Words of a library for one that a reader may use."""

COMMON_HEADING: Final = 8
"""So many agents have a heading that says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is said of one owner."""

    owner: int
    text: str
    """What is said, as the answer quotes it."""

    deferral: Deferral | None = None
    """The boundary that leaves it to the owner; none where the owner says it himself."""

    telling: int = 0
    """How many words of the text tell what it is about."""

    item: int | None = None
    """The number of the mandate item; none of an agent, or of the role as a whole."""

    whole: bool = False
    """Whether it is the role as a whole: its names and its introduction."""


@dataclass(slots=True)
class AnswerIndex:
    """Every entry, and by which words it is found."""

    owners: list[Target] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    """The stem of each word that the library, or a table of the lexicon, knows."""

    meant: dict[str, dict[str, int]] = field(default_factory=dict)
    """For a stem, or stems with blanks between: the keys of the library that it may mean, with how
    strongly, of 100."""

    found: dict[str, dict[int, int]] = field(default_factory=dict)
    """For a key of the library: the entries that have it, with what it is worth there."""

    exact: dict[str, dict[int, int]] = field(default_factory=dict)
    """For a word, two, or a set phrase as written, but for the plural: the entries that state it,
    with its worth; more than 100 where it is all of what an author says that readers call it."""

    named: dict[str, dict[int, int]] = field(default_factory=dict)
    """The same for the owners in whose name it stands."""

    foreign: set[str] = field(default_factory=set)
    """Words of the thesaurus that mean nothing here: none of them is mistyped."""

    written: dict[str, str] = field(default_factory=dict)
    """The words of the library, each with its stem: those that a mistyped word is compared with."""


def answer_index(graph: LibraryGraph, synonyms: Iterable[tuple[str, ...]] = ()) -> AnswerIndex:
    """What can be asked of a library. `synonyms` are groups of words that mean the same here."""
    return _Building(graph, tuple(synonyms)).index


class _Building:
    def __init__(self, graph: LibraryGraph, synonyms: tuple[tuple[str, ...], ...]) -> None:
        self.index: Final = AnswerIndex()
        self._numbers: dict[Target, int] = {}
        self._library: dict[str, Term] = {}
        """Each term that the library has, by its key."""
        common = _common_headings(graph)
        for _, role in sorted(graph.roles.items()):
            self._role(role, common)
        for _, role in sorted(graph.roles.items()):
            for deferral in graph.deferrals_from(role.name):
                self._deferral(graph, deferral)
        self._means(synonyms)

    def _owner(self, target: Target) -> int:
        if target not in self._numbers:
            self._numbers[target] = len(self._numbers)
            self.index.owners.append(target)
        return self._numbers[target]

    def _role(self, role: Role, common: frozenset[str]) -> None:
        owner = self._owner(Target("role", role.name))
        names = " ".join((role.title, *role.aliases, role.id.replace("-", " ")))
        tags = " ".join((*role.tags, *role.also))
        for text, worth in ((names, NAMED), (tags, NAMED), (role.domain, IN_DOMAIN)):
            self._post(self.index.named, owner, text.replace("-", " "), worth)
        introduction = role.introduction.text if role.introduction else ""
        whole = self._entry(Entry(owner, _first_sentence(introduction) or role.title, whole=True))
        self._state(whole, role.title, NAMED)
        self._post(self.index.found, whole, names, NAMED)
        self._post(self.index.found, whole, introduction, IN_INTRODUCTION)
        for one in role.also:
            self._also(whole, one)
        for number, said in enumerate(says(role)):
            item = number if said.item else None
            place = self._entry(Entry(owner, said.states, item=item))
            if said.item:
                self._state(place, said.states, HELD)
            else:
                self._post(self.index.found, place, said.states, IN_LINE)
            self._post(self.index.found, place, said.adds, IN_DETAIL)
            for one in said.item.also if said.item else ():
                self._also(place, one)
        for said in says_in_headings(role):
            if said.states.casefold() not in common:
                place = self._entry(Entry(owner, said.states))
                self._post(self.index.found, place, said.states, IN_LINE)

    def _deferral(self, graph: LibraryGraph, deferral: Deferral) -> None:
        boundary = deferral.boundary
        statement = boundary.responsibility.statement
        for one in deferral.owners:
            if target := one.resolution.target:
                owner = self._owner(target)
                if target.kind != "role":
                    title = graph.domains[target.name[:-1]].title if target.kind == "domain" else ""
                    self._post(self.index.named, owner, title or target.name, NAMED)
                place = self._entry(Entry(owner, statement, deferral))
                self._state(place, statement, GIVEN)
                self._post(self.index.found, place, deferral.told, IN_DETAIL)

    def _entry(self, entry: Entry) -> int:
        telling = sum(bool(content_of_word(w)) and w not in WEAK for w in words(entry.text))
        self.index.entries.append(replace(entry, telling=telling))
        return len(self.index.entries) - 1

    def _also(self, number: int, text: str) -> None:
        """One word of several is not yet what they mean together: "pay" is no "pay a supplier"."""
        several = sum(bool(content_of_word(word)) for word in words(text)) > 1
        self._write(number, text, PART_OF_ALSO if several else WHOLE, ALSO)
        if several:
            _hold(self.index.exact, set_phrase(words(text)), number, WHOLE)
        self._post(self.index.found, number, text, PART_OF_ALSO if several else ALSO)

    def _state(self, number: int, text: str, worth: int) -> None:
        self._write(number, text, worth, worth)
        self._post(self.index.found, number, text, worth)

    def _write(self, number: int, text: str, worth: int, of_pair: int) -> None:
        """Words as written; two that stand side by side are one thing: "personal data"."""
        exact, found = self.index.exact, self.index.found
        for part in text.split(","):
            said = [(singular(word), [*content_of_word(word)]) for word in words(part)]
            for word, stems_of_word in said:
                if stems_of_word:
                    _hold(exact, word, number, worth)
            for (first, one), (second, other) in itertools.pairwise(said):
                if len(one) == len(other) == 1:
                    key = f"{one[0]} {other[0]}"
                    _hold(exact, f"{first} {second}", number, of_pair)
                    _hold(found, key, number, of_pair)
                    self.index.meant.setdefault(key, {})[key] = 100

    def _post(self, where: dict[str, dict[int, int]], number: int, text: str, worth: int) -> None:
        for term in terms(text):
            for key, share in _keys(term):
                _hold(where, key, number, round(share * worth))
                self._library.setdefault(key, term)
        for word in words(text):
            stems_of_word = sorted(content_of_word(word)) if word not in self.index.written else ()
            for one in stems_of_word:
                self.index.forms.setdefault(one, one)
                self.index.written.setdefault(word, one)
            for one in stems_of_word[:1]:
                # it may be the stem of a word of another language: "commissione", "commission"
                self.index.forms[word] = one

    def _means(self, synonyms: tuple[tuple[str, ...], ...]) -> None:
        by_meaning: dict[str, dict[str, float]] = defaultdict(dict)
        for key, term in sorted(self._library.items()):
            by_meaning[key][key] = 1.0
            if _keys(term)[0][0] == key:
                for meaning, strength in term.meanings.items():
                    if not meaning[0].isalpha() or " " in meaning or meaning in self._library:
                        held = by_meaning[meaning]
                        held[key] = max(held.get(key, 0.0), strength)
        for word in sorted({*phrases(), *(kin(self._library)), *self.index.written}):
            asked = terms(word)
            if len(asked) != 1:
                continue
            near = _near(asked[0].meanings, by_meaning)
            if near:
                self._mean(word, near)
            elif " " not in word:
                self.index.foreign.update(words(word))
        for group in synonyms:
            near = {
                key: 95
                for one in group
                for term in terms(one)
                for key, share in _keys(term)
                if key in self._library and share == 1
            }
            for one in group:
                if near:
                    self._mean(one, near)

    def _mean(self, word: str, near: Mapping[str, int]) -> None:
        written = words(word)
        for one in written:
            self.index.forms.setdefault(one, stem(one))
        name = " ".join(self.index.forms[one] for one in written)
        held = self.index.meant.setdefault(name, {})
        for key, strength in near.items():
            held[key] = max(held.get(key, 0), strength)


def set_phrase(written: Iterable[str]) -> str:
    """Words as they are asked for together: without what only joins them, and not in the plural."""
    return " ".join(singular(one) for one in written if one not in STOP)


def _hold(where: dict[str, dict[int, int]], key: str, number: int, worth: int) -> None:
    held = where.setdefault(key, {})
    held[number] = max(held.get(number, 0), worth)


def _near(
    meanings: Mapping[str, float], by_meaning: Mapping[str, Mapping[str, float]]
) -> dict[str, int]:
    near: dict[str, int] = {}
    for meaning, strength in meanings.items():
        for key, other in by_meaning.get(meaning, {}).items():
            alike = round(100 * strength * other)
            if alike >= LEAST_MEANT:
                near[key] = max(near.get(key, 0), alike)
    best = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_MEANT]
    return dict(best)


@functools.lru_cache(maxsize=16384)
def _keys(term: Term) -> list[tuple[str, float]]:
    """The keys that a term of the library is found by: a set phrase, and less, each word of it."""
    phrase = next((one for one in term.meanings if " " in one), "")
    single = sorted(term.stems)
    if phrase:
        return [(phrase, 1.0), *((one, PART_OF_PHRASE) for one in single)]
    return [(one, 1.0) for one in single]


def _first_sentence(markdown: str) -> str:
    """What a role says of itself, without its markers: "(`class: x`, `domain: y`)"."""
    text = _MARKERS.sub("", plain(markdown))
    return text.partition(". ")[0].rstrip(". ")[:LONGEST_SENTENCE]


def _common_headings(graph: LibraryGraph) -> frozenset[str]:
    counted: dict[str, int] = defaultdict(int)
    for role in graph.roles.values():
        for one in {said.states.casefold() for said in says_in_headings(role)}:
            counted[one] += 1
    return frozenset(one for one, number in counted.items() if number >= COMMON_HEADING)
