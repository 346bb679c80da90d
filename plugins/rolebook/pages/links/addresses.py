"""A thing of the library in, the placeholder link to its page out."""

from __future__ import annotations

from urllib.parse import quote

from rolebook.graph.addresses import (
    ATLASES,
    EVIDENCE,
    HEALTH,
    HOME,
    LIBRARY,
    OWNERSHIP,
    ROLES,
    atlas_address,
    domain_address,
    role_address,
    seams_address,
)
from rolebook.graph.resolve import Target

__all__ = [
    "ATLASES",
    "EVIDENCE",
    "HEALTH",
    "HOME",
    "LIBRARY",
    "OWNERSHIP",
    "ROLES",
    "atlas_address",
    "doc_href",
    "domain_address",
    "href",
    "role_address",
    "seams_address",
    "target_href",
]


def href(address: str, fragment: str = "") -> str:
    """The placeholder link to a generated page or file."""
    return f"rb:/{address}{'#' + fragment if fragment else ''}"


def doc_href(home: str, fragment: str = "") -> str:
    """The placeholder link to a hand-written page, by its path within the docs folder."""
    return f"rb-doc:/{quote(home)}{'#' + fragment if fragment else ''}"


def target_href(target: Target) -> str | None:
    """The placeholder link to what a reference means; none for an actor outside the library."""
    if target.kind == "role":
        return href(role_address(target.name))
    if target.kind == "domain":
        return href(domain_address(target.name.rstrip("/")))
    if target.kind == "atlas":
        return href(atlas_address(target.name))
    if target.kind == "competency":
        atlas, _, competency = target.name.partition("#")
        return href(atlas_address(atlas), competency)
    return None
