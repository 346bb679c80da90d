"""A grammar file's words in; what negates at the beginning of an item, in one language, out."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from rolebook.languages.phrases import ANY, WORD, Phrases, alternatives

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_BLANK: Final = re.compile(r"\s*+")
_BEFORE: Final = re.compile(
    r"(?>(?:[^\w\s\"'“”‘’«»()\[\]{}<>#@/.,:;!?-]++\s*+)+)|(?:\d{1,3}|[a-zA-Z])[.)]\s++"
)
"""A sign or a number before an item: "❌ Keep archives", "a) Does NOT …"."""

_COLON: Final = re.compile(r"[\s:]*")
_MOST_ADVERBS: Final = 3
_MOST_SUBJECT: Final = 4
"""Words of a subject, such as "the account executive", after the first."""

_MOST_FIRST: Final = 32
"""Words within which an opening shows itself, behind the longest subject and its adverbs."""


@lru_cache(maxsize=1)
def _first_words(text: str, at: int) -> frozenset[str]:
    """Those of a text by which an opening may show itself."""
    words = islice(WORD.finditer(text, at), _MOST_FIRST)
    return frozenset((ANY, *(one[0].lower() for one in words)))


class Negation(StrEnum):
    """How an item says that a role does not do something."""

    DISOWNS = "disowns"
    """"Does NOT …": somebody else does, and is to be named."""

    FORBIDS = "forbids"
    """"Must NOT …": a rule for the role, unless somebody is named."""

    NEVER = "never"
    """"Never …": the same, and only who surely stands as an owner is one."""

    LISTED = "listed"
    """Not at all: the heading above says it."""

    NONE = "none"
    """Neither: an owner is named, and that is enough."""


RULES: Final = (Negation.FORBIDS, Negation.NEVER, Negation.NONE)
"""What negates in these ways, and names nobody, leaves nothing lying: a rule for the role."""


class Opening(NamedTuple):
    """What negates at the beginning of an item."""

    kind: Negation
    start: int
    end: int
    kept: str
    """Words within it that belong to what is disowned: `fixe` of "ne fixe pas"."""

    language: str


class Openings:
    """How an item of one language begins that says what a role does not do."""

    def __init__(self, file: dict[str, Any]) -> None:
        words, macros = file["openings"], file.get("macros", {})
        kinds = (Negation.DISOWNS, Negation.FORBIDS, Negation.NEVER)
        self._phrases = Phrases({kind.value: words[kind.value] for kind in kinds}, macros)
        self._subjects = Phrases({"subject": words.get("subjects", ())}, macros)
        self._adverbs = frozenset(words.get("adverbs", ()))
        self._signs = tuple(words.get("signs", ()))
        loud = alternatives(tuple(words.get("loud", ("NOT",))))
        self._loud = re.compile(rf"(?<!\w)(?:{loud})(?!\w)")

    def match(self, text: str, at: int, *, quiet: bool) -> Opening | None:
        """What negates at an offset; with `quiet`, also behind a subject without capitals."""
        marks = _BEFORE.match(text, at)
        if not marks and self._phrases.telling.isdisjoint(_first_words(text, at)):
            return None  # most texts, in three languages of four
        if found := self._here(text, at):
            return found
        if marks:
            if found := self._here(text, marks.end()):
                return found
            if text.startswith(self._signs, at):
                return Opening(Negation.DISOWNS, at, marks.end(), "", "")
        subject = self._subjects.at(text, at) or _ID.match(text, at)
        if not subject:
            return None
        end = subject.end()
        for _ in range(_MOST_SUBJECT):
            begin = _BLANK.match(text, end)
            found = self._here(text, begin.end() if begin else end)
            if found:
                loud = self._loud.search(text, found.start, found.end)
                return found if quiet or loud else None
            word = WORD.match(text, begin.end() if begin else end)
            if not word:
                return None
            end = word.end()
        return None

    def _here(self, text: str, at: int) -> Opening | None:
        for _ in range(_MOST_ADVERBS):
            word = WORD.match(text, at)
            if not word:
                return None
            lower = word[0].lower()
            match = self._phrases.match(text, at, lower) or self._phrases.match(text, at, ANY)
            if match:
                kept = self._phrases.kept(match)
                end = _COLON.match(text, match.end())
                stop = end.end() if end else match.end()
                return Opening(Negation(self._phrases.kind(match)), at, stop, kept, "")
            if lower not in self._adverbs:
                return None
            blank = _BLANK.match(text, word.end())
            at = blank.end() if blank else word.end()
        return None
