"""A word that means nothing and those that mean something in; the one that was meant out."""

from __future__ import annotations

from collections.abc import Iterable
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
