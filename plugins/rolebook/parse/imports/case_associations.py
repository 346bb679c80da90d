"""The associations of a CASE package in; prerequisites and categories of its items out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import YamlMap, YamlScalar
from rolebook.model import Reference
from rolebook.parse.imports.case_items import BOOKKEEPING, Item
from rolebook.parse.imports.imported import Notes, words
from rolebook.text.source import Span

_CARRIED: Final = BOOKKEEPING | {
    *("identifier", "associationType", "originNodeURI", "destinationNodeURI", "sequenceNumber"),
}


_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Associations:
    """What the associations say of each item, by the id of its competency."""

    prerequisites: dict[str, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    categories: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """The parent of a child, where that is an item of the package."""

    numbers: dict[str, float] = field(default_factory=dict)
    """Where each child stands among its siblings, as its `sequenceNumber` says."""

    ordered: set[str] = field(default_factory=set)
    """Who precedes another, or is preceded: no mere group."""


@dataclass(frozen=True, slots=True)
class _End:
    """The origin or destination of an association, as it is written."""

    identifier: str
    uri: str
    title: str
    span: Span

    @property
    def name(self) -> str:
        return self.identifier or self.uri or self.title


class _Nodes:
    """What the ends of associations mean: items of the package, or the document itself."""

    def __init__(self, document: YamlMap, items: Sequence[Item]) -> None:
        self._by_identifier: dict[str, Item] = {}
        self._by_uri: dict[str, Item] = {}
        for item in items:
            self._by_identifier.setdefault(item.identifier, item)
            self._by_uri.setdefault(item.uri, item)
        self._document = {words(document, "identifier"), words(document, "uri")} - {""}

    def item(self, end: _End) -> Item | None:
        by_identifier = self._by_identifier.get(end.identifier) if end.identifier else None
        return by_identifier or (self._by_uri.get(end.uri) if end.uri else None)

    def is_document(self, end: _End) -> bool:
        return end.identifier in self._document or end.uri in self._document


def read_associations(
    package: YamlMap, document: YamlMap, items: Sequence[Item], notes: Notes
) -> Associations:
    """Items that precede others are their prerequisites; a parent's title is a category.

    CASE 1.0: the origin of `precedes` comes before its destination, the origin of `isChildOf` is
    the child.
    """
    nodes, found = _Nodes(document, items), Associations()
    for node in package.items_of("CFAssociations"):
        if not isinstance(node, YamlMap):
            continue
        kind = words(node, "associationType")
        origin, destination = _end(node, "originNodeURI"), _end(node, "destinationNodeURI")
        between = f"{origin.name} → {destination.name}"
        if kind not in _READERS:
            notes.lose(f"associations of type `{kind or 'none'}`", between)
            continue
        notes.lose_fields("associations", node, _CARRIED, between)
        _READERS[kind](nodes, origin, destination, found, notes)
        if kind == "isChildOf" and (child := nodes.item(origin)):
            number = words(node, "sequenceNumber")
            if _NUMBER.fullmatch(number):
                found.numbers.setdefault(child.competency.id, float(number))
    return found


def _precedes(
    nodes: _Nodes, origin: _End, destination: _End, found: Associations, notes: Notes
) -> None:
    dependent, needed = nodes.item(destination), nodes.item(origin)
    if dependent is None:
        _dangle("precedes", "destination", destination, notes)
        return
    found.ordered.update(one.competency.id for one in (dependent, needed) if one)
    # one that the package does not hold keeps its name, and dangles as in any other atlas
    written = needed.competency.id if needed else origin.name
    if written:
        found.prerequisites[dependent.competency.id].append(Reference(written, origin.span))
    else:
        _dangle("precedes", "origin", origin, notes)


def _is_child_of(
    nodes: _Nodes, origin: _End, destination: _End, found: Associations, notes: Notes
) -> None:
    child, parent = nodes.item(origin), nodes.item(destination)
    if child is None:
        _dangle("isChildOf", "origin", origin, notes)
    elif parent is None:
        if not nodes.is_document(destination):
            _dangle("isChildOf", "destination", destination, notes)
    elif child.competency.id in found.categories:
        second = f"{child.competency.id} in {parent.competency.title}"
        notes.lose("second parents of CFItems", second)
    else:
        found.categories[child.competency.id] = parent.competency.title
        found.parents[child.competency.id] = parent.competency.id


_READERS: Final = {"precedes": _precedes, "isChildOf": _is_child_of}
"""The types of associations that an atlas has a place for."""

DANGLING_ASSOCIATION = rule("RB416")
"""An association orders or groups two items; one whose item is not in the package does neither.
An origin that is missing from `precedes` is a dangling prerequisite (RB103) instead."""


def _dangle(kind: str, which: str, end: _End, notes: Notes) -> None:
    named = f"`{end.name}`, which is no item of this package" if end.name else "no item"
    help = "add the item to `CFItems`, or remove the association"
    message = f"the {which} of this `{kind}` association is {named}"
    notes.diagnostics.append(Diagnostic(DANGLING_ASSOCIATION, message, end.span, help))
    notes.lose(f"associations (`{kind}`) whose {which} is not there", end.name or "without a name")


_Place: TypeAlias = YamlScalar | YamlMap


def _end(node: YamlMap, key: str) -> _End:
    """The node that an association names: a link with its identifier, or just an address."""
    value = node.get(key)
    if isinstance(value, YamlScalar) and not value.is_null:
        return _End("", value.text.strip(), "", value.span)
    if not isinstance(value, YamlMap):
        place: _Place = node.key(key) or node.key("associationType") or node
        return _End("", "", "", place.span)
    place = value.scalar("identifier") or value.scalar("uri") or node.key(key) or node
    return _End(words(value, "identifier"), words(value, "uri"), words(value, "title"), place.span)
