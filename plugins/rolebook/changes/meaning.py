"""Texts in; what they say without regard to form, and how alike two of them are, out."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz

from rolebook.text.identity import singular
from rolebook.text.statements import content
from rolebook.text.words import ARTICLES, words

_NO_WORDS: Final = re.compile(
    r"\{(?:#|also:|reviewed:)[^{}]*\}|</?[a-z][a-z0-9]*(?: [^<>]*)?/?>|\]\([^()\s]*\)",
    re.I,
)
"""Markers, tags, and where links lead: a file that moves takes its links along."""

_LIST: Final = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+|^[ \t]*>+", re.M)
"""What begins the line of a list item or quote."""

_HAN: Final = r"[\u3040-\u30ff\u3400-\u9fff]"
_WRAPPED: Final = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
"""Where a line was wrapped that has no blanks between words."""

_TOKEN: Final = re.compile(r"[^\W_]+|[%‰°<>=≤≥±×÷€$£¥]")

ALIKE: Final = 0.6
"""0..1: statements of one role with so much in common are one statement, reworded."""

_SLIPS: Final = 90
"""Of 100: statements that differ by a slip of the pen."""

_LONG: Final = 6
"""Words of an account that tells of one piece of work whatever its statement is."""


@functools.lru_cache(maxsize=16384)
def said(text: str) -> tuple[str, ...]:
    """The words and signs of a text: the same for two that differ in wrapping, marks, case,
    punctuation, articles and the plural alone."""
    text = _LIST.sub(" ", _NO_WORDS.sub(" ", _without_comments(text)))
    text = _WRAPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return tuple(singular(one) for one in _TOKEN.findall(text) if one not in ARTICLES)


def _without_comments(text: str) -> str:
    """A pattern would look for the end of each comment anew, where none ends."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
    return " ".join([*parts, text[at:]])


def shared(here: frozenset[str], there: frozenset[str]) -> float:
    """0..1: how much two sets have in common."""
    return 2 * len(here & there) / (len(here) + len(there)) if here and there else 0.0


def alike(one: str, other: str) -> float:
    """0..1: how much two statements say the same; the order of the two does not matter."""
    if said(one) == said(other):
        return 1.0
    if fuzz.ratio(*sorted((one.casefold(), other.casefold()))) >= _SLIPS:
        return 0.9
    return min(shared(stems(one), stems(other)), 0.9)


def alike_in_all(one: tuple[str, str], other: tuple[str, str]) -> float:
    """As `alike`, of statements with what is said of them: a new name for the same account."""
    here, there = (content(f"{statement} {detail}") for statement, detail in (one, other))
    whole = shared(here, there) if min(len(here), len(there)) >= _LONG else 0.0
    return max(alike(one[0], other[0]), min(whole, 0.9))


@functools.lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """What tells a statement from others; all its words where none does."""
    return content(text) or frozenset(words(text))


def one_line(text: str) -> str:
    """A text as one line of words, as its author wrote them."""
    text = _without_comments(text)
    plain = _LIST.sub(" ", _NO_WORDS.sub(lambda one: "]" if one[0][0] == "]" else " ", text))
    return " ".join(_MARKS.sub("", plain).split())


_MARKS: Final = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|\[|\]")
