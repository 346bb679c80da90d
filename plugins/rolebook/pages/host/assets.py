"""Nothing in; the stylesheet and the script of the generated pages out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rolebook import diagrams

_PAGES = Path(__file__).parents[1]
_SHEETS = (
    Path(diagrams.__file__).with_name("diagram.css"),
    _PAGES / "edition" / "text.css",
    _PAGES / "edition" / "figures.css",
    _PAGES / "library" / "overview.css",
    _PAGES / "role" / "role.css",
    _PAGES / "edition" / "tables.css",
    _PAGES / "edition" / "folds.css",
    _PAGES / "atlas" / "atlas.css",
    _PAGES / "edition" / "findings.css",
    _PAGES / "ownership" / "lookup.css",
    _PAGES / "role" / "seams.css",
    _PAGES / "edition" / "spokes.css",
    _PAGES / "edition" / "cards.css",
    _PAGES / "explorer" / "explorer.css",
    _PAGES / "explorer" / "explorer-picture.css",
    _PAGES / "explorer" / "explorer-panel.css",
    _PAGES / "explorer" / "explorer-list.css",
    _PAGES / "atlas" / "layers.css",
    _PAGES / "atlas" / "planner.css",
    _PAGES / "sheet" / "sheet.css",
    _PAGES / "compare" / "compare.css",
)
_SCRIPTS = (
    Path(diagrams.__file__).with_name("diagram.js"),
    _PAGES / "edition" / "page.js",  # before all that set up a page with it
    _PAGES / "edition" / "theme.js",
    _PAGES / "edition" / "figures.js",
    _PAGES / "ownership" / "words.js",
    _PAGES / "ownership" / "index.js",
    _PAGES / "ownership" / "answers.js",
    _PAGES / "ownership" / "lookup.js",
    _PAGES / "library" / "filter.js",
    _PAGES / "edition" / "cards.js",
    _PAGES / "explorer" / "explorer-graph.js",
    _PAGES / "explorer" / "explorer-view.js",
    _PAGES / "explorer" / "explorer-lines.js",
    _PAGES / "explorer" / "explorer-shapes.js",
    _PAGES / "explorer" / "explorer-picture.js",
    _PAGES / "explorer" / "explorer-places.js",
    _PAGES / "explorer" / "explorer-panel.js",
    _PAGES / "explorer" / "explorer.js",
    _PAGES / "atlas" / "progress.js",
    _PAGES / "atlas" / "layers.js",
    _PAGES / "atlas" / "reading.js",  # before the planner, which shows what is done in its diagrams
    _PAGES / "atlas" / "planner.js",
)


PAGE_SCRIPTS: Final = {
    "assets/rolebook/comparing.js": _PAGES / "compare" / "compare.js",
    "assets/rolebook/sorting.js": _PAGES / "edition" / "sorting.js",
}
"""What few pages need, and no other loads: a `data-script` on such a page names the address."""

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


def page_script(address: str) -> bytes:
    """One of `PAGE_SCRIPTS`."""
    return _together((PAGE_SCRIPTS[address],))


def lookup_scripts() -> tuple[Path, ...]:
    """The scripts that look up who answers for what, and nothing else: they need no page."""
    return tuple(_PAGES / "ownership" / name for name in ("words.js", "answers.js"))


def _together(files: Iterable[Path]) -> bytes:
    return _FOR_AUTHORS.sub(b"", b"\n".join(one.read_bytes() for one in files))
