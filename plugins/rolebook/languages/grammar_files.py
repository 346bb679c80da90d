"""A language's tag in; the words of its grammar, as its data file holds them, out."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent / "grammar"

FIRST: Final = "en"
"""What is read in every library: the words of our own pages."""

GRAMMAR_LANGUAGES: Final = (
    FIRST,
    *sorted(file.stem for file in _FOLDER.glob("*.toml") if file.stem != FIRST),
)
"""The languages that role files are read in; each is one file, and nothing else."""


@cache
def grammar_file(language: str) -> dict[str, Any]:
    """The lists of one language."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
