"""A domain in, its sheet out: responsibilities in rows, roles in columns, and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.graph.addresses import OWNERSHIP, SHEETS, sheet_address
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.responsibilities import ResponsibilityRow
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

PARTS: Final = ("holds", "left", "leaves", "consulted")
"""What a role may do about a responsibility, the first the most: it is all that a cell says."""

MOST_COLUMNS: Final = 16
"""Roles of a domain that stand side by side; of more, each row says who does what."""

MOST_ROWS: Final = 200
"""Rows of a sheet; the page of all responsibilities and the file have every one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A role's part in a responsibility."""

    part: str
    """One of `PARTS`."""

    who: Name
    """Linked to where its page says so, as far as it does."""

    @property
    def rank(self) -> int:
        """Its place among the parts, by which a column is sorted."""
        return PARTS.index(self.part)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A responsibility with everybody's part in it."""

    statement: str
    lang: str
    href: str
    """The placeholder link to it among all responsibilities."""

    cells: tuple[Mark | None, ...]
    """One for each column."""

    others: tuple[Mark, ...]
    """Those who have no column."""

    def doing(self, part: str) -> list[Name]:
        """Who has one part, of those without a column."""
        return [one.who for one in self.others if one.part == part]


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet on the page of all sheets."""

    domain: Name
    href: str
    responsibilities: int


def sheets_page(edition: Edition) -> Page:
    """The page at `sheets/`: which sheets there are."""
    return compose(
        edition.language,
        "sheets.html",
        SHEETS,
        sheets=[
            Listed(edition.names.domain(id), href(sheet_address(id)), len(rows))
            for id, rows in edition.sheets.items()
        ],
    )


def sheet_page(edition: Edition, domain: str) -> Page:
    """The sheet of the domain `sales`."""
    rows = edition.sheets[domain]
    parts = [_parts(edition, row) for row in rows]
    members = {one.id: one for marks in parts for one in marks if one.kind == "role"}
    columns = [members[id] for id in sorted(members) if members[id].domain == domain]
    if len(columns) > MOST_COLUMNS:
        columns = []
    shown = list(zip(rows, parts, strict=True))[:MOST_ROWS]
    return compose(
        edition.language,
        "sheet.html",
        sheet_address(domain),
        is_wide=True,
        searchable=False,
        domain=edition.names.domain(domain),
        columns=columns,
        rows=[_row(row, marks, columns) for row, marks in shown],
        more=max(0, len(rows) - MOST_ROWS),
        parts_of=PARTS,
    )


def _row(row: ResponsibilityRow, parts: dict[Name, Mark], columns: list[Name]) -> SheetRow:
    statement, lang = row.statements[0]
    within = {who.id: mark for who, mark in parts.items()}
    with_column = {one.id for one in columns}
    return SheetRow(
        statement,
        lang,
        href(OWNERSHIP, row.anchor),
        tuple(within.get(one.id) for one in columns),
        tuple(mark for who, mark in parts.items() if who.id not in with_column),
    )


def _parts(edition: Edition, row: ResponsibilityRow) -> dict[Name, Mark]:
    """Everybody who has a part in a responsibility, once, with the first part that they have."""
    found: dict[str, tuple[Name, Mark]] = {}
    for part, who in _told(edition, row):
        key = who.id or who.text
        found.setdefault(key, (_itself(edition, who), Mark(part, who)))
    return dict(found.values())


def _told(edition: Edition, row: ResponsibilityRow) -> Iterator[tuple[str, Name]]:
    yield from (("holds", one) for one in row.holders)
    # who is named for it and leaves it, too, does not do it
    yield from (("leaves", one.giver) for one in row.givings)
    yield from (("left", one) for one in row.named)
    for holder in row.holders:
        for link in edition.graph.relations_from(holder.id):
            if link.kind == "consults" and (one := link.resolution.target):
                yield "consulted", edition.names.target(one)


def _itself(edition: Edition, who: Name) -> Name:
    """A role as such: the link of its part leads to one place of its page."""
    return edition.names.role(edition.graph.roles[who.id]) if who.kind == "role" else who
