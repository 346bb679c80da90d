"""A domain in, who defers how much to whom over its borders and within them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rolebook.graph.addresses import domain_address, seams_address
from rolebook.graph.deferrals import Deferral
from rolebook.graph.resolve import Target
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.folds import Fold, fold
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name
from rolebook.pages.links.sentences import shortened

MOST_COLUMNS = 16
"""With more, those of other domains share a column for each of their domains."""

MOST_MEMBERS = 40
"""With more rows or columns than these nobody finds a cell: there is a list instead."""

_MAX_TITLE = 160
"""Characters of what a cell says."""

_Boundaries = list[tuple[Target, Target, Deferral]]
_Pairs = dict[tuple[Target, Target], _Boundaries]
"""Giver and owner, as the table has them, with each boundary and who it leads from and to."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row gives to one column."""

    giver: Name
    owner: Name
    count: int
    """Boundaries; one that names two owners of a column counts once."""

    href: str
    """To the seam; to all seams of the member where there are several."""

    said: str
    """The responsibilities, as their authors call them."""

    lang: str
    """The language of the first of them, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class GiverRow:
    """What one giver gives away."""

    giver: Name
    cells: tuple[Cell | None, ...]
    """One for each column, none where nothing is given; in a list only those that are."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Givers in rows, owners in columns, without those that would be empty."""

    columns: tuple[Name, ...]
    rows: tuple[GiverRow, ...]
    listed: Fold[GiverRow]
    """The rows as a list instead, where they or the columns are too many for a table."""


def boundary_matrix(edition: Edition, domain: str) -> Matrix | None:
    """The matrix of the domain `sales`; none where no boundary leads from, to or within it."""
    pairs = _pairs(edition, domain)
    if not pairs:
        return None
    if len({owner for _, owner in pairs}) > MOST_COLUMNS:
        pairs = _by_domain(pairs, domain)

    def order(one: Target) -> tuple[object, ...]:
        # members, then others by their domain, each before the domain as a whole
        whose = one.name.partition("/")[0]
        return not _within(one, domain), one.kind == "external", whose, one.kind == "domain", one

    given: dict[Target, dict[Target, Cell]] = {}
    for giver, owner in sorted(pairs, key=lambda pair: (order(pair[0]), order(pair[1]))):
        cell = _cell(edition, domain, giver, owner, pairs[giver, owner])
        given.setdefault(giver, {})[owner] = cell
    owners = sorted({owner for _, owner in pairs}, key=order)
    named = edition.names.target
    if max(len(given), len(owners)) > MOST_MEMBERS:
        rows = (GiverRow(named(giver), tuple(cells.values())) for giver, cells in given.items())
        return Matrix((), (), fold(rows))
    return Matrix(
        tuple(named(owner) for owner in owners),
        tuple(
            GiverRow(named(giver), tuple(cells.get(owner) for owner in owners))
            for giver, cells in given.items()
        ),
        Fold(()),
    )


def _pairs(edition: Edition, domain: str) -> _Pairs:
    graph, found = edition.graph, _Pairs()
    members = [Target("role", role.name) for role in graph.members(domain)]
    for giver in members:
        for deferral in graph.deferrals_from(giver.name):
            for owner in dict.fromkeys(one.resolution.target for one in deferral.owners):
                if owner:
                    found.setdefault((giver, owner), []).append((giver, owner, deferral))
    for owner in (*members, Target("domain", f"{domain}/")):
        for deferral in graph.deferrals_to(owner):
            giver = Target("role", deferral.role.name)
            if not _within(giver, domain):
                found.setdefault((giver, owner), []).append((giver, owner, deferral))
    return found


def _by_domain(pairs: _Pairs, domain: str) -> _Pairs:
    """The same, with the domains of those from elsewhere instead of themselves."""

    def seen(one: Target) -> Target:
        if one.kind != "role" or _within(one, domain):
            return one
        return Target("domain", f"{one.name.partition('/')[0]}/")

    found: _Pairs = {}
    for (giver, owner), boundaries in pairs.items():
        found.setdefault((seen(giver), seen(owner)), []).extend(boundaries)
    return found


def _within(one: Target, domain: str) -> bool:
    return one.kind in ("role", "domain") and one.name.partition("/")[0] == domain


def _cell(
    edition: Edition, domain: str, giver: Target, owner: Target, boundaries: _Boundaries
) -> Cell:
    deferrals = list({id(one): one for _, _, one in boundaries}.values())
    (start, end), *others = {(start, end) for start, end, _ in boundaries}
    member = giver if giver.kind == "role" else owner
    if not others:
        # beyond the library there is no seam: what is said of it stands with the boundary
        link = edition.seam(start.name, end) or edition.disowned(deferrals[0]).giver.href
    elif member.kind == "role":
        link = href(seams_address(member.name))
    else:
        link = href(domain_address(domain), "rb-deferred")
    named = edition.names.target
    lang = edition.names.lang(deferrals[0].role.path)
    return Cell(named(giver), named(owner), len(deferrals), link, _said(deferrals), lang)


def _said(deferrals: Iterable[Deferral]) -> str:
    statements = dict.fromkeys(one.boundary.responsibility.statement for one in deferrals)
    return shortened("; ".join(statements), _MAX_TITLE)
