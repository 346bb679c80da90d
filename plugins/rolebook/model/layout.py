"""Where on a site the library stands, and which of its pages it does without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OPTIONAL_PAGES: Final = ("compare", "evidence", "explorer", "glossary", "health", "sheets")
"""The pages that a site may do without, each at the address of its name. A hand-written page at
one of these addresses takes its place."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the configuration says of the pages as a whole."""

    at: str = ""
    """What stands before every address, as `handbook/`; empty, or with a slash at its end."""

    off: frozenset[str] = frozenset()
    """Of `OPTIONAL_PAGES`, those that are not made."""


NO_LAYOUT: Final = Layout()
"""All pages, from the top of the site on."""
