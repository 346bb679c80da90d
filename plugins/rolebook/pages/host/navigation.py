"""A site's pages in, what its global navigation says of them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rolebook.graph.addresses import (
    ATLASES,
    EVIDENCE,
    EXPLORER,
    GLOSSARY,
    HEALTH,
    HOME,
    LIBRARY,
    OWNERSHIP,
    PROFILES,
    ROLES,
    SKILLS_PAGE,
)
from rolebook.pages.page import Page, PlannedPage


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation, with the pages that stand under it."""

    address: str
    title: str = ""
    """Plain text; empty where the page's own title serves."""

    children: tuple[Entry, ...] = ()


def navigation(pages: Iterable[Page | PlannedPage]) -> tuple[Entry, ...]:
    """Every page that stands in the global navigation, in the order of a site that sets none.

    Domains stand under `roles/` and atlases under `atlases/`, by their titles. The overview stands
    at the top once: as the home page, else as `library/`.
    """
    shown = {page.address: page for page in pages if page.in_navigation}
    top = (
        _entry(shown, HOME if HOME in shown else LIBRARY),
        Entry(ROLES, children=_under(ROLES, shown.values())),
        Entry(SKILLS_PAGE),
        Entry(ATLASES, children=_under(ATLASES, shown.values())),
        Entry(PROFILES, children=_under(PROFILES, shown.values())),
        _entry(shown, OWNERSHIP),
        Entry(EXPLORER),
        Entry(EVIDENCE),
        Entry(GLOSSARY),
        Entry(HEALTH),
    )
    return tuple(entry for entry in top if entry.address in shown)


def _entry(shown: Mapping[str, Page | PlannedPage], address: str) -> Entry:
    return Entry(address, shown[address].navigation_title if address in shown else "")


def _under(address: str, pages: Iterable[Page | PlannedPage]) -> tuple[Entry, ...]:
    found = [one for one in pages if one.address.startswith(address) and one.address != address]
    found.sort(key=lambda one: (one.title.casefold(), one.address))
    return tuple(Entry(one.address) for one in found)
