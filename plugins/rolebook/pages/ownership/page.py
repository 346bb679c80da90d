"""The library in, the table of every responsibility out: who holds it, who disowns it, to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolebook.graph.addresses import OWNERSHIP
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.anchors import mandate_anchors, unique_anchors
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page
from rolebook.text.identity import slug


@dataclass(frozen=True, slots=True)
class Giving:
    """Who disowns a responsibility, and the owners that it names."""

    giver: Name
    owners: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One responsibility, in every wording that it has."""

    anchor: str
    statements: tuple[tuple[str, str], ...]
    """The holders' words first; each with its language, where it is not the interface's."""

    holders: tuple[Name, ...]
    givings: tuple[Giving, ...]


@dataclass(slots=True)
class _Gathered:
    statements: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By their normal form, so that wordings that differ in case only are one; each with its
    language."""

    holders: list[Name] = field(default_factory=list)
    givings: list[Giving] = field(default_factory=list)

    def state(self, statement: str, lang: str) -> None:
        self.statements.setdefault(statement.casefold(), (statement, lang))


def ownership_page(edition: Edition) -> Page:
    """The page at `ownership/`."""
    rows = ownership_rows(edition)
    return compose(
        edition.language,
        "ownership.html",
        OWNERSHIP,
        in_navigation=True,
        navigation_title=edition.language.gettext("Who owns what"),
        rows=rows,
        domains=[edition.names.domain(id) for id in sorted(edition.graph.domains)],
        held=sum(bool(row.holders) for row in rows),
        disowned=sum(bool(row.givings) for row in rows),
    )


def ownership_rows(edition: Edition) -> tuple[ResponsibilityRow, ...]:
    """Every responsibility of the library once (design.md §3), sorted by its words."""
    graph = edition.graph
    gathered: dict[str, _Gathered] = {}
    for _, role in sorted(graph.roles.items()):
        for item, anchor in zip(role.mandate, mandate_anchors(role), strict=True):
            one = gathered.setdefault(graph.responsibilities.shown(item), _Gathered())
            one.state(item.statement, edition.names.lang(role.path))
            one.holders.append(edition.names.role(role, anchor))
    for _, role in sorted(graph.roles.items()):
        for deferral in graph.deferrals_from(role.name):
            disowned = edition.disowned(deferral)
            one = gathered.setdefault(deferral.responsibility, _Gathered())
            one.state(disowned.statement, disowned.lang)
            one.givings.append(Giving(disowned.giver, disowned.owners))
    in_order = sorted(gathered.items(), key=lambda pair: (_sort_key(pair[1]), pair[0]))
    anchors = unique_anchors("r", (slug(name.partition(":")[2]) for name, _ in in_order))
    return tuple(
        ResponsibilityRow(
            anchor, tuple(one.statements.values()), tuple(one.holders), tuple(one.givings)
        )
        for anchor, (_, one) in zip(anchors, in_order, strict=True)
    )


def _sort_key(one: _Gathered) -> str:
    return next(iter(one.statements), "")
