"""What a library holds and disowns in; every responsibility once, with who holds it, who disowns it
and to whom, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rolebook.pages.links.anchors import mandate_anchors, unique_anchors
from rolebook.pages.links.names import Name
from rolebook.text.identity import slug

if TYPE_CHECKING:
    from rolebook.pages.edition.edition import Edition


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

    @property
    def named(self) -> tuple[Name, ...]:
        """The owners that those who disown it name, each once."""
        return tuple({one.id or one.text: one for it in self.givings for one in it.owners}.values())

    @property
    def domains(self) -> frozenset[str]:
        """The domains whose roles hold it, disown it or are named for it, or that are named."""
        concerned = (*self.holders, *(one.giver for one in self.givings), *self.named)
        return frozenset(one.domain for one in concerned if one.domain)


@dataclass(slots=True)
class _Gathered:
    statements: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By their normal form, so that wordings that differ in case only are one; each with its
    language."""

    holders: list[Name] = field(default_factory=list)
    givings: list[Giving] = field(default_factory=list)

    def state(self, statement: str, lang: str) -> None:
        self.statements.setdefault(statement.casefold(), (statement, lang))


def responsibility_rows(edition: Edition) -> tuple[ResponsibilityRow, ...]:
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
