"""Nothing in; the words that questions are put in, of all languages, out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from rolebook.text.words import words

_FILES: Final = tuple(
    tomllib.loads(one.read_text("utf-8"))
    for one in sorted((Path(__file__).parent / "questions").glob("*.toml"))
)


def _all(kind: str) -> frozenset[str]:
    return frozenset(word for one in _FILES for word in words(one[kind]))


STOP: Final = _all("stop")
"""Set aside in a question that has other words."""

WEAK: Final = _all("weak") - STOP
"""Words of a question that tell little of what is meant beside others."""

NEGATIONS: Final = _all("negations")
"""Who answers for a thing may not be who answers where it does not happen."""

ENDINGS: Final = tuple(
    (ending, instead)
    for one in _FILES
    for pair in one["endings"].split()
    for ending, _, instead in (pair.partition(">"),)
)
"""What a word of a question may end with, where it is not known as it stands, and what instead."""
