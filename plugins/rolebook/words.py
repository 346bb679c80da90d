"""Phrases in; what is left of them without case, punctuation, articles and inflection out."""

from __future__ import annotations

import functools
import re
import unicodedata

import snowballstemmer

ARTICLES = frozenset({"a", "an", "the", "its", "their", "any", "il", "lo", "la", "i", "gli", "le"})
"""Set aside when phrases are compared: authors add and drop them freely."""

_stemmer = snowballstemmer.stemmer("english")


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter2)."""
    return str(_stemmer.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text in their order, articles left out."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    return tuple(stem(word) for word in words if word not in ARTICLES)


def normal_phrase(statement: str) -> str:
    """The same for two statements that differ only in case, punctuation, articles, inflection."""
    return " ".join(stems(statement))
