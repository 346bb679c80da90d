"""A clause in; where in it an owner would stand, and how surely, out."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rolebook.languages.grammar import Grammar
from rolebook.languages.phrases import WORD, Phrases
from rolebook.parse.roles.wording import NAME

CERTAIN: Final = 4
"""It is said in so many words that whoever is named there owns it."""

SURE: Final = 3
"""Nothing but an owner stands there."""

LIKELY: Final = 2
"""A tool may stand there as well, which people write in backticks."""

OPEN: Final = 1
"""Anything may; an owner is whoever bears the name."""

_ASIDE: Final = 0
"""Who is named there is no owner, unless by what follows the name."""

_NAMED: Final = -1
"""Who is named there is none at all."""

KEBAB: Final = re.compile(
    r"(?<![\w/#.-])[a-z0-9]++(?:(?:-[a-z0-9]+)+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?"
    r"|/[a-z0-9]+(?:-[a-z0-9]+)*|/)(?:#[\w-]+)?(?![\w/#-]|\.\w)"
)
"""An id of several words, or one with its domain, or a domain as `sales/`."""

_STOP: Final = re.compile(r"\s*(?:$|[.,;:!?)])")
_END: Final = re.compile(r"\s*(?:$|[.;)])")
_BLANK: Final = re.compile(r"\s*")
_ARTICLE: Final = 8
"""Characters of an article and the blank behind it."""

_OPENED: Final = re.compile(r"\(\s*")
_SEVERAL: Final = re.compile(r"[\s/-]")


@dataclass(slots=True)
class Candidate:
    """A stretch of the text that may be a name."""

    words: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str = ""
    path: str = ""
    strength: int = 0
    acts: bool = False
    """Only what follows makes it an owner, and that is what it does."""

    begins: int = -1
    """Where what makes it an owner begins."""

    named: bool = False
    aside: bool = False
    """It stands in a condition: an owner only where nobody else is."""

    qualifies: bool = False
    """It says of what kind the noun behind it is: "sales-led growth"."""


class Positions:
    """The places of one clause at which a name would be an owner."""

    def __init__(
        self, text: str, start: int, words: Sequence[tuple[str, int, int]], grammar: Grammar
    ) -> None:
        self._text, self._start, self._grammar = text, start, grammar
        self._heads: Final[dict[int, tuple[int, int]]] = {}
        """Where a name would be an owner by what stands before it: how sure, from where on."""
        self._asides: Final[dict[int, bool]] = {}
        """Where a name would only be named; whether nothing can make an owner of it."""
        self._closing: Final[set[int]] = set()
        """Where a name would be an owner if nothing else stood in its brackets, or clause."""
        self._read_heads(words)

    def places(self) -> tuple[int, ...]:
        """Where a name would be an owner by what stands before it."""
        return (*self._heads, *self._closing)

    def judge(self, one: Candidate) -> None:
        """Find out where a candidate stands."""
        text, place = self._text, one.outer_start
        head, begins = self._heads.get(place, (0, -1))
        one.begins = begins
        end = one.outer_end
        tail = self._tail(end, marked=bool(one.mark) or "-" in one.words)
        whole = bool(one.mark) or "-" in one.words
        department = (self._grammar.called if whole else self._grammar.team).match(text, end)
        if department and not tail:
            tail = self._tail(department.end(), marked=False)
            end = department.end()
        stopped = (_END if not one.mark and _is_single(one) else _STOP).match(text, end)
        if (
            place in self._closing
            and (stopped or self._joins(end))
            and not self._grammar.indefinite.search(text, max(self._start, place - _ARTICLE), place)
        ):
            head = max(head, SURE)
        one.qualifies = not tail and self.is_attribute(end)
        if one.qualifies:
            head = 0
        if one.mark == "" and _is_single(one) and not department:
            one.acts = not head and tail > 0 and not self._is_possessive(one.outer_end)
        if place in self._asides:
            one.named = self._asides[place] or tail < LIKELY
            one.aside = True
        one.strength = max(head, tail)

    def _tail(self, end: int, *, marked: bool) -> int:
        """How sure a name is an owner by what follows it."""
        text, grammar = self._text, self._grammar
        if grammar.possessive.match(text, end):
            return CERTAIN
        if marked and grammar.ending.match(text, end):
            return SURE
        at = _after_blank(text, end)
        comma = text[at : at + 1] == ","
        at = _after_blank(text, at + 1) if comma else at
        word = WORD.match(text, at)
        if not word:
            return 0
        lower = word[0].lower()
        if comma:
            follows = lower in grammar.relatives and grammar.after.match(text, at, lower)
            return SURE if follows else 0
        if grammar.after.match(text, at, lower):
            return SURE
        return OPEN if grammar.tools.match(text, at, lower) else 0

    def _is_possessive(self, end: int) -> bool:
        return self._grammar.sign.match(self._text, end) is not None

    def is_attribute(self, end: int) -> bool:
        """Whether a name only qualifies the noun behind it: "goes to **four-eyes** review"."""
        at = _after_blank(self._text, end)
        if at == end:
            return False
        word = WORD.match(self._text, at)
        if not word:
            return False
        lower = word[0].lower()
        grammar = self._grammar
        return not (
            lower in grammar.follow
            or lower.endswith(("ly", "ing"))
            or grammar.team.match(self._text, end)
            or grammar.joint.match(self._text, end)
        )

    def _joins(self, end: int) -> bool:
        """Whether another name is joined to what ends here."""
        match = self._grammar.joint.match(self._text, end)
        return match is not None and (
            self._text[match.end() : match.end() + 1] == NAME
            or KEBAB.match(self._text, match.end()) is not None
        )

    def _read_heads(self, words: Sequence[tuple[str, int, int]]) -> None:
        """Where owners would stand, by what is before; the words in lower case, with their
        places."""
        grammar, text = self._grammar, self._text
        heralds = _heralds(grammar)
        for lower, at, _ in words:
            # few of a clause are one
            if lower not in heralds:
                continue
            for phrases, strength in heralds[lower]:
                match = phrases.match(text, at, lower)
                if match and strength > _ASIDE:
                    self._head(match.end(), strength, at)
                elif match:
                    place = self._skipped(match.end())
                    self._asides[place] = self._asides.get(place, False) or strength == _NAMED
        for arrow in grammar.arrows:
            at = text.find(arrow, self._start)
            while at >= 0:
                self._head(at + len(arrow), SURE, at)
                at = text.find(arrow, at + len(arrow))
        for match in _OPENED.finditer(text, self._start):
            self._closing.add(self._skipped(match.end()))
        begin, blank = self._skipped(self._start), _after_blank(text, self._start)
        # "this is x": the first word is no article there
        for at in (begin, blank):
            if lead := grammar.leads.at(text, at):
                self._closing.add(self._skipped(lead.end()))
        self._closing.add(begin)

    def _head(self, end: int, strength: int, begin: int) -> None:
        place = self._skipped(end)
        if self._text[place : place + 1] == ":":
            place = self._skipped(place + 1)
        known, first = self._heads.get(place, (0, begin))
        self._heads[place] = max(known, strength), min(first, begin)

    def _skipped(self, at: int) -> int:
        match = self._grammar.articles.match(self._text, at)
        return match.end() if match else at


@functools.cache
def _heralds(grammar: Grammar) -> Mapping[str, Sequence[tuple[Phrases, int]]]:
    """By the first word of what says who a name behind it is: in which phrases, and how sure."""
    found: dict[str, list[tuple[Phrases, int]]] = defaultdict(list)
    for phrases, strength in (
        (grammar.owning, CERTAIN),
        (grammar.before, SURE),
        (grammar.ways, LIKELY),
        (grammar.named_before, _NAMED),
        (grammar.aside_before, _ASIDE),
    ):
        for first in phrases.firsts:
            found[first].append((phrases, strength))
    return dict(found)


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _is_single(one: Candidate) -> bool:
    return not one.words[:1].isupper() and not _SEVERAL.search(one.words)
