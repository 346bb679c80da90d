"""A name of several words in, the ids that it abbreviates word by word out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

_SHORT_FOR: Final = {
    "acct": ("account", "accounts", "accounting"),
    "admin": ("administrator", "administration", "administrative"),
    "asst": ("assistant",),
    "comms": ("communications",),
    "coord": ("coordinator",),
    "dept": ("department",),
    "eng": ("engineer", "engineering"),
    "engr": ("engineer",),
    "gen": ("generation",),
    "intl": ("international",),
    "it": ("information-technology",),
    "jr": ("junior",),
    "mfg": ("manufacturing",),
    "mgmt": ("management",),
    "mgr": ("manager",),
    "mktg": ("marketing",),
    "natl": ("national",),
    "ops": ("operations",),
    "sr": ("senior",),
    "sw": ("software",),
    "sys": ("system", "systems"),
    "tech": ("technical", "technology"),
}
"""What is no beginning of the word that it is short for, or too short to be told from others."""

_SHORTEST: Final = 3
"""Letters of a beginning that stands for its word: `dev`, `ops`, `rep`."""


class Abbreviations:
    """Knows which ids a name may be short for, by their number of words and their whole words."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._by_word: Final[dict[tuple[int, int, str], list[tuple[str, ...]]]] = {}
        for id in ids:
            words = tuple(id.split("-"))
            for at, word in enumerate(words if len(words) > 1 else ()):
                self._by_word.setdefault((len(words), at, word), []).append(words)

    def meant(self, name: str) -> Iterator[str]:
        """The ids that a slug abbreviates (`demand-gen-manager`); one word at least is whole."""
        words = tuple(name.split("-"))
        found = {
            "-".join(full)
            for at, word in enumerate(words)
            for full in self._by_word.get((len(words), at, word), ())
            if all(_is_short_for(short, one) for short, one in zip(words, full, strict=True))
        }
        yield from sorted(found - {name})


def _is_short_for(short: str, word: str) -> bool:
    if short == word or word in _SHORT_FOR.get(short, ()):
        return True
    return len(short) >= _SHORTEST and word.startswith(short) and len(word) > len(short) + 1
