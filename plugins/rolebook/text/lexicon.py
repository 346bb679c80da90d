"""A text in; its words that say something, each with the meanings it may have, out.

Two tables give a word its meanings: the thesaurus of work (`thesaurus/en.txt`, written by hand)
and WordNet (`wordnet/en.gz`, made by `benchmarks/lexicon.py`). Two words are as alike as the
strongest meaning that they share, so that texts can be looked up by meanings in an index.
"""

from __future__ import annotations

import functools
import gzip
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rolebook.text.statements import GENERIC, content_of_word
from rolebook.text.words import stem, stems, words

TABLE: Final = Path(__file__).parent / "wordnet" / "en.gz"
THESAURUS: Final = Path(__file__).parent / "thesaurus" / "en.txt"

ITSELF: Final = 1.0
"""How strongly a word has a meaning; two words are alike by the product of both."""

ONE_MEANING: Final = 0.95
KIN: Final = 0.95
OWN_SENSE: Final = 0.87
PART_OF_PHRASE: Final = 0.7
ONE_AFFAIR: Final = 0.65
ABOVE: Final = 0.6

LONGEST_PHRASE: Final = 3
"""Words of an entry of the thesaurus."""

_STRENGTHS: Final = {"=": ONE_MEANING, "~": ONE_AFFAIR}
_DEED: Final = "!"
_LEADING: Final = "%"
_SPLIT: Final = "/"


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A word or set phrase of a text."""

    stems: frozenset[str]
    """The stems of its words that say something."""

    meanings: Mapping[str, float]
    """Each meaning that it may have, with how strongly it has it: 0..1."""

    own: frozenset[str]
    """Those that it has as its own, and not in part or in a wider sense: words that share one are
    one word."""

    deed: bool = False
    """Whether it is a deed that whoever does it names: a mandate without "pay" pays nobody."""

    @property
    def known(self) -> bool:
        """Whether a table knows more of it than how it is written."""
        return len(self.meanings) > len(self.stems)


@functools.lru_cache(maxsize=16384)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of a text in their order, each once; the longest set phrase goes first."""
    found: dict[frozenset[str], Term] = {}
    written = words(text)
    stemmed = _stemmed(written)
    at = 0
    while at < len(written):
        size = _length_of_phrase(stemmed, at)
        one = _term(written[at : at + size])
        if one.meanings:
            found.setdefault(one.stems or frozenset(written[at : at + size]), one)
        at += size
    return tuple(found.values())


def likeness(one: Term, other: Term) -> float:
    """How alike two terms are: 0..1."""
    if one.meanings.keys().isdisjoint(other.meanings):
        return 0  # as most are
    shared = one.meanings.keys() & other.meanings.keys()
    return max(one.meanings[it] * other.meanings[it] for it in shared)


def _length_of_phrase(stemmed: tuple[str, ...], at: int) -> int:
    entries = _entries()
    for size in range(min(LONGEST_PHRASE, len(stemmed) - at), 1, -1):
        if stemmed[at : at + size] in entries:
            return size
    return 1


@functools.lru_cache(maxsize=65536)
def _term(written: tuple[str, ...]) -> Term:
    phrase = _stemmed(written)
    meanings: dict[str, float] = defaultdict(float)
    alone = len(written) == 1
    for meaning, strength in _meanings(written, phrase, alone):
        meanings[meaning] = max(meanings[meaning], strength)
    said = frozenset[str]().union(*map(content_of_word, written))
    own = frozenset(one for one, strength in meanings.items() if strength >= OWN_SENSE)
    return Term(said, dict(meanings), own, phrase in _deeds())


def _meanings(
    written: tuple[str, ...], phrase: tuple[str, ...], alone: bool
) -> Iterator[tuple[str, float]]:
    yield from _entries().get(phrase, ())
    if not alone:
        yield " ".join(phrase), ITSELF
    for word in written:
        for one in content_of_word(word):
            yield one, ITSELF if alone else PART_OF_PHRASE
    if alone and phrase[0] not in GENERIC:
        yield from _senses(written[0])


def _stemmed(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem(word) for word in written)


def _senses(word: str) -> Iterator[tuple[str, float]]:
    """What WordNet knows of a word, or of the word without its ending."""
    table = _wordnet()
    line = next((table[form] for form in _base_forms(word) if form in table), None)
    if line:
        own, above, kin = line.split("|")
        for meanings, strength in ((own, OWN_SENSE), (above, ABOVE)):
            for one in meanings.split():
                yield f"w{one}", strength
        for one in kin.split():
            yield stem(one), KIN


_ENDINGS: Final = (
    ("", ""),
    ("ies", "y"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
)


def _base_forms(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            form = word[: len(word) - len(ending)] + instead
            yield form
            if ending in ("ing", "ed") and form[-1:] == form[-2:-1]:
                yield form[:-1]  # planned: plann, plan


@functools.cache
def _wordnet() -> dict[str, str]:
    """The line of each word, read when the first word is looked up."""
    lines = gzip.decompress(TABLE.read_bytes()).decode("ascii").splitlines()
    return {word: line for word, _, line in (one.partition("\t") for one in lines)}


@functools.cache
def _entries() -> dict[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """The lines of the thesaurus on which a word or phrase stands, by its stems."""
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for number, line in enumerate(_thesaurus()):
        if strength := _STRENGTHS.get(line[:1]):
            for one in line[1:].split(","):
                found[_stemmed(words(one))][f"{line[0]}{number}"] = strength
    return {phrase: tuple(lines.items()) for phrase, lines in found.items()}


@functools.cache
def phrases() -> tuple[str, ...]:
    """Every word and phrase of the thesaurus that means the same as others, or belongs to them."""
    lines = (line[1:].split(",") for line in _thesaurus() if line[:1] in _STRENGTHS)
    return tuple(sorted({one.strip() for line in lines for one in line}))


_BEGINNING: Final = 4


def kin(known: Collection[str]) -> list[str]:
    """The words of WordNet that are made from the same word as one of some stems are."""
    begun = {one[:_BEGINNING] for one in known}
    return [
        word
        for word, line in _wordnet().items()
        if any(
            one[:_BEGINNING] in begun and stem(one) in known
            for one in line.rpartition("|")[2].split()
        )
    ]


@functools.cache
def _deeds() -> frozenset[tuple[str, ...]]:
    lines = (line[1:].split(",") for line in _thesaurus() if line.startswith(_DEED))
    return frozenset(_stemmed(words(one)) for line in lines for one in line)


@functools.cache
def leading_verbs() -> frozenset[tuple[str, ...]]:
    """Verbs that leave it to their thing to say what is done, by their stems."""
    lines = (line[1:].split(",") for line in _thesaurus() if line.startswith(_LEADING))
    return frozenset(_stemmed(words(one)) for line in lines for one in line)


@functools.lru_cache(maxsize=16384)
def sides(text: str) -> Mapping[int, frozenset[int]]:
    """The lines that split lanes of which a text has words, and on which of their sides it is."""
    found: dict[int, set[int]] = defaultdict(set)
    written = stems(text)
    for at in range(len(written)):
        for size in range(1, LONGEST_PHRASE + 1):
            for line, side in _splitting().get(written[at : at + size], ()):
                found[line].add(side)
    return {line: frozenset(several) for line, several in found.items()}


@functools.cache
def _splitting() -> dict[tuple[str, ...], tuple[tuple[int, int], ...]]:
    found: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    lines = (line[1:] for line in _thesaurus() if line.startswith(_SPLIT))
    for number, line in enumerate(lines):
        for side, several in enumerate(line.split(_SPLIT)):
            for one in several.split(","):
                found[stems(one)].add((number, side))
    return {phrase: tuple(sorted(places)) for phrase, places in found.items()}


@functools.cache
def _thesaurus() -> tuple[str, ...]:
    return tuple(THESAURUS.read_text("utf-8").splitlines())
