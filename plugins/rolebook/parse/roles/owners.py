"""The clause of a boundary in; its owners, and who is only named in it, out (design.md §2.1).

A name counts where it stands as an owner does: after what hands work over ("goes to x"), before
what an owner does ("x decides", "x's call"), alone, in brackets, or joined to such a name. Whether
it is anybody's name only the resolver can say; here it is said how sure an owner stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from rolebook.languages.grammar import Grammar
from rolebook.languages.phrases import WORD
from rolebook.model import Reference, Standing
from rolebook.parse.agents.actors import ELSEWHERE, looks_like_actor
from rolebook.parse.roles.wording import NAME, Name, Wording, masked

CERTAIN: Final = 4
"""It is said in so many words that whoever is named there owns it."""

SURE: Final = 3
"""Nothing but an owner stands there."""

LIKELY: Final = 2
"""A tool may stand there as well, which people write in backticks."""

OPEN: Final = 1
"""Anything may; an owner is whoever bears the name."""

_ID: Final = re.compile(
    r"[a-z0-9]+(?:[-_.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_.][a-z0-9]+)*)?/?(?:#[\w.-]+)?", re.I
)
_KEBAB: Final = re.compile(
    r"(?<![\w/#.-])[a-z0-9]+(?:(?:-[a-z0-9]+)+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?"
    r"|/[a-z0-9]+(?:-[a-z0-9]+)*|/)(?:#[\w-]+)?(?![\w/#-]|\.\w)"
)
"""An id of several words, or one with its domain, or a domain as `sales/`."""

_TITLE: Final = re.compile(
    r"(?<![\w/#.-])[A-Z][\w&-]*+(?:\s+(?:of\s+)?[A-Z][\w&-]*+){0,5}(?![\w/#]|\.\w)"
)
_SINGLE: Final = re.compile(r"(?<![\w/#.-])[^\W\d_A-Z]\w*+(?![\w/#-]|\.\w)")
_STOP: Final = re.compile(r"\s*(?:$|[.,;:!?)])")
_END: Final = re.compile(r"\s*(?:$|[.;)])")
_BLANK: Final = re.compile(r"\s*")
_OPENED: Final = re.compile(r"\(\s*")
_AND: Final = re.compile(r"\s+(?:and|&)\s+")
_CAPITAL: Final = re.compile(r"[A-Z]")


class Owners(NamedTuple):
    """What a clause says of who has the work."""

    owners: tuple[Reference, ...]
    """In the order written."""

    named: tuple[Reference, ...]
    """Who is named there, and is no owner."""

    first: int
    """Where the first phrase that names an owner begins, in offsets; -1 where none does."""


@dataclass(slots=True)
class _Candidate:
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


def owners_in(
    said: Wording, start: int, end: int, grammar: Grammar, *, surely: bool = False
) -> Owners:
    """The owners between two offsets of a text; with `surely`, only those who stand as such."""
    reader = _Clause(said, start, end, grammar)
    owners: dict[int, Reference] = {}
    named: list[Reference] = []
    first = -1
    previous: _Candidate | None = None
    for one in reader.candidates():
        if one.named:
            if one.mark or "-" in one.words:
                named.append(reader.reference(one, Standing.BESIDE))
            continue
        if one.strength:
            begins = one.begins if one.begins >= 0 else one.outer_start
            first = begins if first < 0 else min(first, begins)
            if both := reader.half(previous, one):
                owners[both.start] = owners.get(both.start, reader.reference(both, Standing.OWNER))
                owners[both.start + 1] = reader.reference(both, Standing.OWNER)
                owners[one.start] = reader.reference(one, Standing.OWNER, typed=False)
            else:
                standing = Standing.OWNER if one.strength > OPEN else Standing.BESIDE
                owners[one.start] = reader.reference(one, standing)
            previous = one
        elif not surely and (one.mark or _KEBAB.fullmatch(one.words)):
            owners[one.start] = reader.reference(one, Standing.BESIDE)
    return Owners(tuple(owners[place] for place in sorted(owners)), tuple(named), first)


class _Clause:
    """One clause, and where in it an owner stands."""

    def __init__(self, said: Wording, start: int, end: int, grammar: Grammar) -> None:
        self._said, self._start, self._end, self._grammar = said, start, end, grammar
        self._text: Final = masked(said, start, end)[:end]
        self._words: Final = list(WORD.finditer(self._text, start))
        self._heads: Final[dict[int, tuple[int, int]]] = {}
        """Where a name would be an owner by what stands before it: how sure, from where on."""
        self._asides: Final[dict[int, bool]] = {}
        """Where a name would only be named; whether nothing can make an owner of it."""
        self._closing: Final[set[int]] = set()
        """Where a name would be an owner if nothing else stood in its brackets, or clause."""
        self._read_heads()

    def candidates(self) -> list[_Candidate]:
        """All that may be names, in their order, each with where it stands."""
        found = {one.outer_start: one for one in map(_marked, self._names())}
        for match in _KEBAB.finditer(self._text, self._start):
            found.setdefault(match.start(), _plain(match))
        if _CAPITAL.search(self._text, self._start):
            for match in _TITLE.finditer(self._text, self._start):
                at = self._after_article(match)
                words = self._text[at : match.end()].lower()
                if words and words not in self._grammar.follow:
                    title = _Candidate(
                        self._text[at : match.end()], at, match.end(), at, match.end()
                    )
                    found.setdefault(at, title)
        for place in (*self._heads, *self._closing):
            if place not in found and (one := self._single(place)):
                found[place] = _plain(one)
        for number, word in enumerate(self._words):
            place = word.start()
            if place not in found and self._may_act(number) and (one := self._single(place)):
                found[place] = _plain(one)
        ordered = [found[place] for place in sorted(found)]
        for candidate in ordered:
            self._judge(candidate)
        return self._joined(ordered)

    def reference(
        self, one: _Candidate, standing: Standing, *, typed: bool | None = None
    ) -> Reference:
        """A candidate as the reference that it would be."""
        words = " ".join(one.words.split())
        must = self._must_exist(one, words) if typed is None else typed
        certain = one.strength == CERTAIN and not one.named
        outside = not certain and words.lower().replace(" ", "-") in ELSEWHERE
        compound = self._grammar.is_compound(words)
        nearly = not outside and bool(
            one.mark
            or (one.strength and "-" in words and not compound)
            or (" " in words and one.strength)
        )
        return Reference(
            words,
            self._said.inline.span(one.start, one.end),
            marked=bool(one.mark),
            typed=must and not outside and not one.named,
            standing=standing,
            nearly=nearly,
            acts=one.acts and not one.mark,
            path=one.path,
        )

    def half(self, before: _Candidate | None, one: _Candidate) -> _Candidate | None:
        """ "Risk and Compliance Manager": one role or two, whichever the library knows."""
        if before is None or before.mark or one.mark or not (_is_title(before) and _is_title(one)):
            return None
        if " " in before.words or not _AND.fullmatch(self._text, before.end, one.start):
            return None
        words = self._text[before.start : one.end]
        return replace(before, words=words, end=one.end)

    def _must_exist(self, one: _Candidate, words: str) -> bool:
        """Whether a name that nobody bears is an error, whatever it is like."""
        grammar = self._grammar
        if one.mark == "wiki":
            return True
        if "-" in words or "/" in words:
            if not _ID.fullmatch(words) or not one.mark:
                return bool(not one.mark and one.strength >= LIKELY and grammar.like_actor(words))
            if not one.strength:
                return grammar.is_actor(words)
            sure = one.strength >= SURE or (one.strength == LIKELY and one.mark != "code")
            if one.strength == CERTAIN or grammar.is_actor(words):
                return True
            return sure and not grammar.is_compound(words)
        if " " in words:
            if one.mark:
                return words[:1].isupper() and grammar.is_actor(words)
            return one.strength >= LIKELY and looks_like_actor(words, marked=False)
        if not one.mark or one.strength < LIKELY:
            return False
        return one.strength == CERTAIN or grammar.is_actor(words)

    def _single(self, at: int) -> re.Match[str] | None:
        """One word that may be a name, and no joint of the sentence."""
        match = _SINGLE.match(self._text, at)
        if not match or (self._text[at - 1 : at] == "'" and match[0] == "s"):
            return None
        return None if match[0].lower() in self._grammar.follow else match

    def _names(self) -> Iterator[Name]:
        for one in self._said.names:
            if self._start <= one.outer_start and one.outer_end <= self._end:
                yield one

    def _read_heads(self) -> None:
        """Where owners would stand, by what is before."""
        grammar, text = self._grammar, self._text
        for word in self._words:
            lower, at = word[0].lower(), word.start()
            if lower not in grammar.heralds:
                continue
            for phrases, strength in (
                (grammar.owning, CERTAIN),
                (grammar.before, SURE),
                (grammar.ways, LIKELY),
            ):
                if match := phrases.match(text, at, lower):
                    self._head(match.end(), strength, at)
            for phrases, surely in ((grammar.named_before, True), (grammar.aside_before, False)):
                if match := phrases.match(text, at, lower):
                    place = self._skipped(match.end())
                    self._asides[place] = self._asides.get(place, False) or surely
        for arrow in grammar.arrows:
            at = text.find(arrow, self._start)
            while at >= 0:
                self._head(at + len(arrow), SURE, at)
                at = text.find(arrow, at + len(arrow))
        for match in _OPENED.finditer(text, self._start):
            self._closing.add(self._skipped(match.end()))
        begin = self._skipped(self._start)
        if lead := grammar.leads.at(text, begin):
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

    def _after_article(self, title: re.Match[str]) -> int:
        article = self._grammar.articles.match(self._text, title.start())
        return article.end() if article else title.start()

    def _may_act(self, number: int) -> bool:
        """Whether a word is followed by what an owner does: asked of all, so asked cheaply."""
        end = self._words[number].end()
        if self._text[end : end + 1] == "'" or self._text[end - 1] == "'":
            return True
        if number + 1 >= len(self._words):
            return False
        following = self._words[number + 1]
        lower = following[0].lower()
        grammar = self._grammar
        return (lower in grammar.acting or lower.rstrip("'") in grammar.teams) and not self._text[
            end : following.start()
        ].strip(" \n,")

    def _judge(self, one: _Candidate) -> None:
        """Find out where a candidate stands."""
        text, place = self._text, one.outer_start
        head, begins = self._heads.get(place, (0, -1))
        one.begins = begins
        end = one.outer_end
        tail = self._tail(end, marked=bool(one.mark) or "-" in one.words)
        department = self._grammar.team.match(text, end) if not one.mark else None
        if department and not tail:
            tail = self._tail(department.end(), marked=False)
            end = department.end()
        stopped = (_END if not one.mark and _is_single(one) else _STOP).match(text, end)
        if place in self._closing and (stopped or self._joins(end)):
            head = max(head, SURE)
        if head and not tail and self._is_attribute(end):
            head = 0
        if one.mark == "" and _is_single(one) and not department:
            one.acts = not head and tail > 0 and not self._is_possessive(one.outer_end)
        if place in self._asides and (self._asides[place] or tail < LIKELY):
            one.named = True
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
            return (
                SURE
                if lower in ("who", "which", "chi", "che", "der", "die", "qui")
                and grammar.after.match(text, at, lower)
                else 0
            )
        if grammar.after.match(text, at, lower):
            return SURE
        return OPEN if grammar.tools.match(text, at, lower) else 0

    def _is_possessive(self, end: int) -> bool:
        return self._grammar.sign.match(self._text, end) is not None

    def _is_attribute(self, end: int) -> bool:
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
            or _KEBAB.match(self._text, match.end()) is not None
        )

    def _joined(self, ordered: list[_Candidate]) -> list[_Candidate]:
        """The same, with those that are joined to one that stands as an owner."""
        joint = self._grammar.joint
        places = {one.outer_start for one in ordered}
        at = 0
        while at < len(ordered):
            one = ordered[at]
            at += 1
            if not one.strength or one.named:
                continue
            match = joint.match(self._text, one.outer_end)
            if not match:
                continue
            place = match.end()
            if place not in places and (single := self._single(place)):
                joined = _plain(single)
                if not self._is_attribute(joined.outer_end):
                    joined.strength = one.strength
                    ordered.insert(at, joined)
                    places.add(place)
                continue
            if at < len(ordered) and ordered[at].outer_start == place and not ordered[at].named:
                following = ordered[at]
                if not following.strength and not self._is_attribute(following.outer_end):
                    following.strength = one.strength
        for one, following in zip(reversed(ordered[:-1]), reversed(ordered[1:]), strict=True):
            if following.strength and not one.strength and not one.named:
                match = joint.match(self._text, one.outer_end)
                if match and match.end() == following.outer_start and following.begins < 0:
                    one.strength = following.strength
        return ordered


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _marked(name: Name) -> _Candidate:
    return _Candidate(*name)


def _plain(match: re.Match[str]) -> _Candidate:
    return _Candidate(match[0], *match.span(), *match.span())


def _is_title(one: _Candidate) -> bool:
    return one.words[:1].isupper()


def _is_single(one: _Candidate) -> bool:
    return not re.search(r"[\s/-]", one.words) and not _is_title(one)
