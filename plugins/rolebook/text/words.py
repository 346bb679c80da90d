"""Phrases in; what is left of them without case, punctuation, articles and inflection out."""

from __future__ import annotations

import functools
import re
import unicodedata

from Stemmer import Stemmer

from rolebook.text.identity import singular

ARTICLES = frozenset({"a", "an", "the", "its", "their", "any", "il", "lo", "la", "i", "gli", "le"})
"""Set aside when phrases are compared: authors add and drop them freely."""

_WORD = re.compile(r"[^\W_]+[+#]*")
_stemmer = Stemmer("english")


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter2)."""
    return str(_stemmer.stemWord(word))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without accents and articles; `c++` is no `c`."""
    if text.isascii():
        plain = text.lower()
    else:
        folded = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    return tuple(one for one in _WORD.findall(plain) if one not in ARTICLES)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text in their order, articles left out."""
    return tuple(stem(word) for word in words(text))


@functools.lru_cache(maxsize=32768)
def normal_phrase(statement: str) -> str:
    """The same for two statements that differ only in case, punctuation, articles, inflection.

    Of inflection only the plural and the third person are set aside. A stem joins more than that
    (`accounts` and `accounting`, `marketing` and `market`), and this decides over errors.
    """
    return " ".join(singular(word) for word in words(statement))
