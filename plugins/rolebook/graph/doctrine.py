"""A doctrine reference as a role cites it in, the introduction or docs page that it means out."""

from __future__ import annotations

import posixpath

from rolebook.model import DocPage, Introduction, Library, Role


def cited(written: str, role: Role, library: Library) -> Introduction | DocPage | None:
    """What a path or name means (design.md §2.1): an introduction near the role, or a docs page."""
    name = posixpath.basename(written).lower()
    introductions = _nearest_first(role, library)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(role.path), written))
    for one in introductions:
        if one.path in (written, beside):
            return one
    for page in library.docs:
        if written in (page.path, page.home) or beside == page.path:
            return page
    if "/" not in written:
        for one in introductions:
            if posixpath.basename(one.path).lower() == name:
                return one
    pages = [page for page in library.docs if _ends(page.home.lower(), written.lower())]
    return pages[0] if len(pages) == 1 else None


def _ends(home: str, written: str) -> bool:
    return home == written or home.endswith(f"/{written}")


def _nearest_first(role: Role, library: Library) -> list[Introduction]:
    """Introductions of the role's domain before those of the library; of others, none."""
    return sorted(
        (one for one in library.introductions if one.domain in ("", role.domain)),
        key=lambda one: (one.domain == "", one.path),
    )
