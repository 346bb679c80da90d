"""Nothing in; the stylesheet and the script of the generated pages out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rolebook import diagrams

_ASSETS = Path(__file__).with_name("assets")
_SHEETS = (
    Path(diagrams.__file__).with_name("diagram.css"),
    _ASSETS / "text.css",
    _ASSETS / "figures.css",
    _ASSETS / "overview.css",
    _ASSETS / "role.css",
    _ASSETS / "tables.css",
    _ASSETS / "folds.css",
    _ASSETS / "atlas.css",
    _ASSETS / "findings.css",
    _ASSETS / "lookup.css",
    _ASSETS / "seams.css",
    _ASSETS / "spokes.css",
    _ASSETS / "cards.css",
    _ASSETS / "explorer.css",
    _ASSETS / "explorer-picture.css",
    _ASSETS / "explorer-panel.css",
    _ASSETS / "explorer-list.css",
    _ASSETS / "planner.css",
)
_SCRIPTS = (
    Path(diagrams.__file__).with_name("diagram.js"),
    _ASSETS / "page.js",  # before all that set up a page with it
    _ASSETS / "theme.js",
    _ASSETS / "figures.js",
    _ASSETS / "words.js",
    _ASSETS / "index.js",
    _ASSETS / "lookup.js",
    _ASSETS / "filter.js",
    _ASSETS / "cards.js",
    _ASSETS / "explorer-graph.js",
    _ASSETS / "explorer-view.js",
    _ASSETS / "explorer-lines.js",
    _ASSETS / "explorer-shapes.js",
    _ASSETS / "explorer-picture.js",
    _ASSETS / "explorer-places.js",
    _ASSETS / "explorer-panel.js",
    _ASSETS / "explorer.js",
    _ASSETS / "progress.js",
    _ASSETS / "reading.js",  # before the planner, which shows what is done in its diagrams
    _ASSETS / "planner.js",
)


_FOR_AUTHORS: Final = re.compile(rb"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n|^[ \t]+|^\n", re.S | re.M)
"""Comments that have lines of their own, indentation and empty lines: a quarter of what a phone
would have to load. No text of ours goes on over a line."""


def stylesheet() -> bytes:
    """The style of diagrams and pages, as one sheet."""
    return _together(_SHEETS)


def diagram_script() -> bytes:
    """What must run before the scripts of Material that come before ours."""
    return _together(_SCRIPTS[:1])


def script() -> bytes:
    """The script of every page, as one file: without it, pages show all they have."""
    return _together(_SCRIPTS)


def _together(files: Iterable[Path]) -> bytes:
    return _FOR_AUTHORS.sub(b"", b"\n".join(one.read_bytes() for one in files))
