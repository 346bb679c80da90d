"""An address of every kind of page that the garden's site has."""

from __future__ import annotations

from typing import Final

PAGES: Final = (
    *("", "library/", "roles/", "roles/beds/", "roles/beds/gardener/", "roles/beds/hedge-cutter/"),
    *("roles/beds/gardener/seams/", "roles/beds/hedge-cutter/seams/"),
    *(
        "atlases/",
        "atlases/atlas.garden/",
        "ownership/",
        "explorer/",
        "evidence/",
        "glossary/",
        "health/",
        "compare/",
        "sheets/",
        "sheets/beds/",
    ),
)

HAND_WRITTEN: Final = ("",)
"""Those of them that look as Material makes the pages of `docs/` look."""
