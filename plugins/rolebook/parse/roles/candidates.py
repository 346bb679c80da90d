"""A clause in; what may be a name in it, each with how surely an owner stands there, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.languages.grammar import Grammar
from rolebook.languages.phrases import WORD
from rolebook.parse.roles.positions import KEBAB, Candidate, Positions
from rolebook.parse.roles.wording import Name, Wording, masked

_TITLE: Final = re.compile(
    r"(?<![\w/#.-])[A-Z][\w&-]*+(?:\s+(?:of\s+)?[A-Z][\w&-]*+){0,5}(?![\w/#]|\.\w)"
)
_SINGLE: Final = re.compile(r"(?<![\w/#.-])[^\W\d_A-Z]\w*+(?![\w/#-]|\.\w)")
_CAPITAL: Final = re.compile(r"[A-Z]")


class Clause:
    """One clause, and the names in it."""

    def __init__(self, said: Wording, start: int, end: int, grammar: Grammar) -> None:
        self.said: Final = said
        self.grammar: Final = grammar
        self.text: Final = masked(said, start, end)[:end]
        self._start, self._end = start, end
        self._words: Final = [
            (one[0].lower(), *one.span()) for one in WORD.finditer(self.text, start)
        ]
        self._positions: Final = Positions(self.text, start, self._words, grammar)

    def candidates(self) -> list[Candidate]:
        """All that may be names, in their order, each with where it stands."""
        found = {one.outer_start: one for one in map(_marked, self._names())}
        if self.text.find("-", self._start) >= 0 or self.text.find("/", self._start) >= 0:
            for match in KEBAB.finditer(self.text, self._start):
                found.setdefault(match.start(), _plain(match))
        if _CAPITAL.search(self.text, self._start):
            for match in _TITLE.finditer(self.text, self._start):
                at = self._after_article(match)
                words = self.text[at : match.end()].lower()
                if words and words not in self.grammar.follow:
                    title = Candidate(self.text[at : match.end()], at, match.end(), at, match.end())
                    found.setdefault(at, title)
        for place in self._positions.places():
            if place not in found and (one := self._single(place)):
                found[place] = _plain(one)
        for place in self._acting():
            if place not in found and (one := self._single(place)):
                found[place] = _plain(one)
        ordered = [found[place] for place in sorted(found)]
        for candidate in ordered:
            self._positions.judge(candidate)
        return self._joined(ordered)

    def _names(self) -> Iterator[Name]:
        for one in self.said.names:
            if self._start <= one.outer_start and one.outer_end <= self._end:
                yield one

    def _single(self, at: int) -> re.Match[str] | None:
        """One word that may be a name, and no joint of the sentence."""
        match = _SINGLE.match(self.text, at)
        if not match or (self.text[at - 1 : at] == "'" and match[0] == "s"):
            return None
        return None if match[0].lower() in self.grammar.follow else match

    def _after_article(self, title: re.Match[str]) -> int:
        article = self.grammar.articles.match(self.text, title.start())
        return article.end() if article else title.start()

    def _acting(self) -> Iterator[int]:
        """Where the words begin that are followed by what an owner does: looked for cheaply."""
        acting, teams = self.grammar.acting, self.grammar.teams
        signed = self.text.find("'", self._start) >= 0
        before = stop = -1
        for lower, place, end in self._words:
            if before >= 0 and (lower in acting or (signed and lower.rstrip("'") in teams)):
                between = self.text[stop:place]
                if between == " " or not between.strip(" \n,"):
                    yield before
            before, stop = place, end
            if signed and (self.text[end : end + 1] == "'" or self.text[end - 1] == "'"):
                yield place

    def _joined(self, ordered: list[Candidate]) -> list[Candidate]:
        """The same, with those that are joined to one that stands as an owner."""
        joint = self.grammar.joint
        places = {one.outer_start for one in ordered}
        at = 0
        while at < len(ordered):
            one = ordered[at]
            at += 1
            if not one.strength or one.named:
                continue
            match = joint.match(self.text, one.outer_end)
            if not match:
                continue
            place = match.end()
            if place not in places and (single := self._single(place)):
                joined = _plain(single)
                if not self._positions.is_attribute(joined.outer_end):
                    joined.strength = one.strength
                    ordered.insert(at, joined)
                    places.add(place)
                continue
            if at < len(ordered) and ordered[at].outer_start == place and not ordered[at].named:
                following = ordered[at]
                if not following.strength and not self._positions.is_attribute(following.outer_end):
                    following.strength = one.strength
        for one, following in zip(reversed(ordered[:-1]), reversed(ordered[1:]), strict=True):
            if following.strength and not one.strength and not one.named:
                match = joint.match(self.text, one.outer_end)
                if match and match.end() == following.outer_start and following.begins < 0:
                    one.strength = following.strength
        return ordered


def _marked(name: Name) -> Candidate:
    return Candidate(*name)


def _plain(match: re.Match[str]) -> Candidate:
    return Candidate(match[0], *match.span(), *match.span())
