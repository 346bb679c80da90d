"""A role in, the anchors of what it holds and disowns on its page out."""

from __future__ import annotations

from collections.abc import Iterable

from rolebook.graph.deferrals import Deferral
from rolebook.model import Responsibility, Role

HOLDS = "m"
"""What a mandate item's anchor starts with: `#m-<key>`."""

DISOWNS = "b"
"""What a boundary's anchor starts with: `#b-<key>`."""


def unique_anchors(prefix: str, keys: Iterable[str]) -> tuple[str, ...]:
    """One anchor for each key; the second of two equal ones is numbered."""
    taken: dict[str, None] = {}
    last: dict[str, int] = {}  # not counted up to: a list may hold one key a thousand times
    for key in keys:
        anchor, number = f"{prefix}-{key}", last.get(key, 1)
        while anchor in taken:
            number += 1
            anchor = f"{prefix}-{key}.{number}"
        last[key] = number
        taken[anchor] = None
    return tuple(taken)


def mandate_anchors(role: Role) -> tuple[str, ...]:
    """The anchors of a role's mandate items, in their order."""
    return unique_anchors(HOLDS, (item.key for item in role.mandate))


def boundary_anchors(deferrals: Iterable[Deferral]) -> tuple[str, ...]:
    """The anchors of the boundaries of one role, in their order."""
    return unique_anchors(DISOWNS, (one.boundary.responsibility.key for one in deferrals))


def boundary_anchor(deferrals: tuple[Deferral, ...], key: str) -> str:
    """The anchor of the boundary about what has this key; empty where there is none."""
    pairs = zip(deferrals, boundary_anchors(deferrals), strict=True)
    return next((anchor for one, anchor in pairs if one.boundary.responsibility.key == key), "")


def mandate_anchor(role: Role, key: str) -> str:
    """The anchor of the mandate item with this key; empty where the role holds none of it."""
    pairs: Iterable[tuple[Responsibility, str]] = zip(
        role.mandate, mandate_anchors(role), strict=True
    )
    return next((anchor for item, anchor in pairs if item.key == key), "")
