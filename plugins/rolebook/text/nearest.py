"""A word that means nothing and those that mean something in; the one that was meant out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

CLOSE: Final = 70
"""Of 100, as `rapidfuzz.fuzz.ratio` counts: two slips in a name of seven letters. Whole words in
common are no slip of the pen."""

LOOSE: Final = 60
"""For a configuration: it knows few words, and most of them are short."""


def nearest(written: str, known: Iterable[str], close: int = CLOSE) -> str:
    """The known word that is most like what is written; empty where none is like it."""
    best = process.extractOne(written, known, scorer=fuzz.ratio, score_cutoff=close)
    return best[0] if best else ""


class Names:
    """Names that many words are looked up in: with a budget, since each is compared with all.

    When it is spent, a word is compared with some of those that begin or end as it does.
    """

    MOST_COMPARED: Final = 3_000_000
    """Half a second of comparing."""

    _AT_EITHER_END: Final = 4
    _MOST_ALIKE: Final = 200

    def __init__(self, known: Iterable[str], close: int = CLOSE) -> None:
        # capitals hide no name; of two that differ in them the first is meant
        self._written: Final = {one.lower(): one for one in reversed(tuple(known))}
        self._known: Final = tuple(reversed(self._written))
        self._close: Final = close
        self._left = self.MOST_COMPARED

    def nearest(self, written: str, but: str = "") -> str:
        """The name that is most like what is written, and not `but`; empty where none is."""
        written = written.lower()
        if written in self._written and self._written[written] != but:
            return self._written[written]
        among = self._known if self._left >= len(self._known) else self._beginning_alike(written)
        self._left -= len(among)
        best = process.extract(
            written, among, scorer=fuzz.ratio, score_cutoff=self._close, limit=2 if but else 1
        )
        names = (self._written[one] for one, *_ in best)
        return next((name for name in names if name != but), "")

    def _beginning_alike(self, written: str) -> Sequence[str]:
        ends = (written[: self._AT_EITHER_END], "", written[-self._AT_EITHER_END :])
        return [one for end in (ends[:2], ends[1:]) for one in self._by_ends.get(end, ())]

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], list[str]]:
        """The first names that begin, and those that end, with some letters."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in self._known:
            ends = (one[: self._AT_EITHER_END], "", one[-self._AT_EITHER_END :])
            for end in (ends[:2], ends[1:]):
                if len(found[end]) < self._MOST_ALIKE:
                    found[end].append(one)
        return found
