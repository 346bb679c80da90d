"""Phrases as a grammar file writes them in; where one of them stands in a text out.

`a|b` is one of both, `a_b` two words that are one of several, `(x)` may be left out, `*` is one
word, `…` up to five words, `~` one word that is kept, and `<name>` one of the words that the file's
`[macros]` list.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
"""A word; what is elided (`dell'`) is one of its own."""

_ONE: Final = r"[^\W_][\w'-]*+"
_ANY: Final = rf"(?:{_ONE}\s++){{0,5}}?"
END: Final = r"(?:(?<=')\s*+|(?<=:)\s*+|(?![\w'-]))"
"""What ends a phrase: a word ends, or one that is elided or introduces with the blank behind it."""


ANY: Final = "~"
"""What stands for the first word of a phrase that begins with any."""


class Phrases:
    """The phrases of some lists, to be found by their first word."""

    def __init__(self, written: Mapping[str, Iterable[str]], macros: Mapping[str, str]) -> None:
        by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        telling: set[str] = set()
        for kind, phrases in written.items():
            for phrase in phrases:
                tokens = _expanded(phrase, macros).split()
                telling.update(_telling(tokens))
                for first, rest in _openings(tokens):
                    by_first[first].append((rest, kind))
        self._forms: Final = dict(by_first)
        self.firsts: Final = frozenset(by_first)
        """The words that they begin with."""
        self.telling: Final = frozenset(telling)
        """Words of which one stands in each of them: the first that is no other's."""
        self._compiled: Final[dict[str, re.Pattern[str]]] = {}

    def match(self, text: str, at: int, word: str) -> re.Match[str] | None:
        """The longest phrase that begins at an offset with a word (in lower case)."""
        return self._form(word).match(text, at) if word in self._forms else None

    def at(self, text: str, at: int) -> re.Match[str] | None:
        """The same, where the word is not known."""
        word = WORD.match(text, at)
        return self.match(text, at, word[0].lower()) if word else None

    def kept(self, match: re.Match[str]) -> str:
        """The words of what was found that are kept; none where none are."""
        if "(?P<kept" not in match.re.pattern:
            return ""
        return next((v for k, v in match.groupdict().items() if k.startswith("kept") and v), "")

    def kind(self, match: re.Match[str]) -> str:
        """The list that what was found stands in."""
        return (match.lastgroup or "").partition("_")[0]

    def _form(self, word: str) -> re.Pattern[str]:
        if word not in self._compiled:
            # the longer ones first: the first that fits is taken
            forms = sorted(
                set(self._forms[word]), key=lambda one: (-one[0].count("\\s"), -len(one[0]), one)
            )
            made = "|".join(
                f"(?P<{kind}_{number}>{form})" for number, (form, kind) in enumerate(forms)
            )
            for number in range(made.count("(?P<kept>")):
                made = made.replace("(?P<kept>", f"(?P<kept{number}>", 1)
            self._compiled[word] = re.compile(made, re.I)
        return self._compiled[word]


def pattern(phrase: str, macros: Mapping[str, str]) -> str:
    """A phrase as a regular expression, linear in the text."""
    return _joined(_expanded(phrase, macros).split())


def _expanded(phrase: str, macros: Mapping[str, str]) -> str:
    for name, words in macros.items():
        phrase = phrase.replace(f"<{name}>", words)
    return phrase


def _openings(tokens: list[str]) -> Iterable[tuple[str, str]]:
    """Each word that a phrase may begin with, and the phrase from there on as an expression."""
    at = 0
    while True:
        token = tokens[at]
        optional = token.startswith("(") and token.endswith(")")
        if token in (ANY, "~~"):
            yield ANY, _joined(tokens[at:])
            return
        for one in token.strip("()").removesuffix(":").split("|"):
            first = WORD.match(one)
            if first:
                colon = r"\s*+:" if token.endswith(":") else ""
                yield first[0].lower(), _joined([*_literal(one, colon), *tokens[at + 1 :]])
            else:
                yield one, _joined([*_literal(one, ""), *tokens[at + 1 :]])
        if not optional:
            return
        at += 1


def _telling(tokens: list[str]) -> Iterator[str]:
    """The words of a phrase that may be the first of its own."""
    for token in tokens:
        if token in (ANY, "~~", "*", "…"):
            continue
        for one in token.strip("()").removesuffix(":").split("|"):
            first = WORD.match(one)
            yield first[0].lower() if first else ANY
        if not token.startswith("("):
            return
    yield ANY


def _literal(word: str, colon: str) -> list[str]:
    return [f"={_words(word)}{colon}"]


def _words(word: str) -> str:
    return r"\s++".join(map(re.escape, word.split("_")))


def _joined(tokens: list[str]) -> str:
    made = ""
    glue = ""  # what stands between the last word and the next
    for token in tokens:
        if token == "…":
            made += glue + _ANY
            glue = ""
            continue
        if token.startswith("="):
            form, optional = token[1:], False
        else:
            optional = token.startswith("(") and token.endswith(")")
            form = _form(token.strip("()") if optional else token)
        elided = token.rstrip(")").endswith("'")
        if optional:
            made += f"(?:{glue}{form})?"
        else:
            made += glue + form
        glue = r"\s*+" if elided else r"(?:(?<=')\s*+|\s++)"
    return made + END


def _form(token: str) -> str:
    colon = r"\s*+:" if token.endswith(":") else ""
    words = token.removesuffix(":").split("|")
    forms = []
    for word in sorted(words, key=lambda one: (-len(one), one)):
        if word == "*":
            forms.append(_ONE)
        elif word == "~":
            forms.append(rf"(?P<kept>{_ONE})")
        elif word == "~~":
            forms.append(rf"(?P<kept>{_ONE}(?:\s++{_ONE}){{0,5}}?)")
        else:
            forms.append(_words(word))
    made = forms[0] if len(forms) == 1 else "(?:" + "|".join(forms) + ")"
    return made + colon


@lru_cache(maxsize=64)
def alternatives(words: tuple[str, ...]) -> str:
    """Words as one expression, the longest first."""
    return "|".join(re.escape(one) for one in sorted(set(words), key=lambda one: (-len(one), one)))


def every(*lists: Iterable[str]) -> tuple[str, ...]:
    """The words of several lists, each once, in their order."""
    return tuple(dict.fromkeys(itertools.chain(*lists)))
