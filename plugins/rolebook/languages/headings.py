"""The words of a heading in; which section of a role it begins, and in whose language, out."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolebook.languages.grammar_files import GRAMMAR_LANGUAGES, grammar_file


class SectionKind(StrEnum):
    """What a section of a role is for; each has its list of headings in a language's grammar."""

    MANDATE = "mandate"
    BOUNDARIES = "boundaries"
    LIMITS = "limits"
    """Boundaries, and what a role is otherwise kept from."""

    REFUSALS = "refusals"
    """What stands below is disowned, whether or not it says "not" once more."""

    PERSONA = "persona"


class SectionName(NamedTuple):
    """What a heading says."""

    kind: SectionKind
    usual: bool
    """Whether it has the name that our own pages give it."""

    language: str


MAX_HEADING_LENGTH: Final = 80
"""A longer one is a sentence."""

_LEADING: Final = re.compile(
    r"[\W_]*(?:(?:section\s+|§\s*)?(?:\d+(?:\.\d+)*[.):]*|[ivx]+[.):])\s+)?[\W_]*"
)
"""A number, an emoji or a mark before the words."""

_ASIDE: Final = re.compile(
    r"(?<!\s)\s*+\([^()]*\)\s*+$|(?<!\s)\s++[—–-]\s.*$|(?<!\s)\s*+:\s.*$", re.S
)
"""What explains the words: "Boundaries (what it leaves to others)", "Limits — read me"."""


@lru_cache(maxsize=4096)
def section_name(heading: str) -> SectionName | None:
    """The section that a heading begins, read in every language that has a grammar."""
    if len(heading) > MAX_HEADING_LENGTH:
        return None
    words = " ".join(heading.replace("’", "'").split()).lower()
    leading = _LEADING.match(words)
    words = words[leading.end() if leading else 0 :]
    for form in (words, _ASIDE.sub("", words)):
        form = form.strip(" .:;!*_—–-")
        for language in GRAMMAR_LANGUAGES:
            if kind := _kind(form, language):
                # `boundary` is `boundaries` to everybody; only other words are told of
                usual = kind not in (SectionKind.LIMITS, SectionKind.REFUSALS)
                usual = usual and _headings(language).canonical[kind].startswith(form[:-1])
                return SectionName(kind, usual, language)
    return None


def section_title(kind: SectionKind, language: str) -> str:
    """What our own pages call a section, in a language."""
    return _headings(language).canonical[kind].capitalize()


def _kind(words: str, language: str) -> SectionKind | None:
    """The kind of some words, or of two phrases of one kind that a joint connects."""
    headings = _headings(language)
    if found := headings.named(words):
        return found
    parts = headings.between.split(words)
    if len(parts) > 1 and all(parts):
        kinds = [headings.named(part) for part in parts]
        if kinds[0] and all(one in (kinds[0], *_NEAR.get(kinds[0], ())) for one in kinds):
            return kinds[0]
    return None


_NEAR: Final = {
    SectionKind.BOUNDARIES: (SectionKind.LIMITS,),
    SectionKind.LIMITS: (SectionKind.BOUNDARIES,),
}
"""Kinds that one heading may name together: "Boundaries and limits"."""


class _Headings:
    """The headings of one language."""

    def __init__(self, language: str) -> None:
        written = grammar_file(language)["headings"]
        self.canonical: Final[dict[SectionKind, str]] = {}
        self._phrases: Final[dict[str, SectionKind]] = {}
        forms: list[tuple[re.Pattern[str], SectionKind]] = []
        for kind in SectionKind:
            phrases = written[kind.value]
            self.canonical[kind] = phrases[0]
            for phrase in phrases:
                if "*" in phrase:
                    form = re.escape(phrase).replace(r"\*", r"[\w'-]+(?: [\w'-]+){0,3}")
                    forms.append((re.compile(form), kind))
                else:
                    self._phrases[phrase] = kind
        self._forms: Final = tuple(forms)
        joints = "|".join(
            rf"\s{{1,9}}{re.escape(one)}\s+" if one.isalpha() else rf"\s{{0,9}}{re.escape(one)}\s*"
            for one in written["joints"]
        )
        self.between: Final = re.compile(joints)
        qualifiers = "|".join(map(re.escape, written["qualifiers"]))
        self._qualified: Final = re.compile(rf"(?:(?:{qualifiers})\s+){{1,3}}")

    def named(self, words: str) -> SectionKind | None:
        """The kind of a phrase, with or without qualifiers before it."""
        if words in self._phrases:
            return self._phrases[words]
        if qualified := self._qualified.match(words):
            words = words[qualified.end() :]
            if words in self._phrases:
                return self._phrases[words]
        return next((kind for form, kind in self._forms if form.fullmatch(words)), None)


@cache
def _headings(language: str) -> _Headings:
    return _Headings(language)
