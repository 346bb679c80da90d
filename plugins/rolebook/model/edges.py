"""Nothing in; the kinds of edges of a library's graph (design.md §3) out."""

from __future__ import annotations

from typing import Final

from rolebook.model.roles import RELATION_KINDS, USES

EDGE_KINDS: Final = (
    "member",
    "holds",
    "disowns",
    "boundary",
    *RELATION_KINDS,
    USES,
    "mention",
    "charts",
    "contains",
    "prerequisite",
    "proves",
)
"""Every kind of edge, as `LibraryGraph` calls them."""
