"""A file's path and a format in; what the file says in that format, or why it says nothing, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rolebook.config.settings import Settings
from rolebook.parse.imports.formats import read_foreign
from rolebook.parse.imports.imported import Imported
from rolebook.parse.imports.names import IMPORTS
from rolebook.sources import read_sources
from rolebook.text.limits import Limits
from rolebook.text.source import Source

LIMITS: Final = Limits(json_bytes=64 * 1024 * 1024, json_values=10_000_000, json_items=500_000)
"""What is imported once may be larger than what is read at every build."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was to be imported."""

    imported: Imported
    sources: dict[str, Source]
    """Its text, for excerpts; empty where it could not be read."""

    refused: str = ""
    """Why it is nothing to import; empty where it is, or was to be."""


def read_import(file: Path, format: str) -> Read:
    """What a file says, read as `exercism` or `case`."""
    settings = Settings(file.parent, files=(file,), configured=False, limits=LIMITS)
    found = read_sources(settings)
    if found.problems:
        return Read(Imported(None, found.problems), {})
    (source,) = found.atlases or (None,)
    if source is None or not source.path.lower().endswith(".json"):
        return Read(Imported(None), {}, f"`{file}` is no .json file")
    imported = read_foreign(source)
    sources = {source.path: source}
    if imported is None:
        return Read(Imported(None), sources, f"`{file}` is no {IMPORTS[format]}")
    other = next((name for name, title in IMPORTS.items() if title == imported.format), format)
    if other != format:
        refused = f"`{file}` is no {IMPORTS[format]}; try `rolebook import {other}`"
        return Read(Imported(None), sources, refused)
    ordered = sorted(imported.diagnostics, key=lambda one: one.order)
    return Read(replace(imported, diagnostics=tuple(ordered)), sources)
