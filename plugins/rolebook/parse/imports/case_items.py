"""The items of a CASE package in, each as a competency that nothing is associated with yet, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.formats.yaml.tree import YamlMap, YamlScalar
from rolebook.model import Competency
from rolebook.parse.imports.imported import Notes, fits, id_of, words

LONGEST_TITLE: Final = 80
"""Characters; a longer statement is cut between words, and stands whole in the description."""

BOOKKEEPING: Final = frozenset({"uri", "lastChangeDateTime", "CFDocumentURI"})
"""Fields of items and associations that serve the exchange, and say nothing to a reader."""

_CARRIED: Final = BOOKKEEPING | {
    *("identifier", "humanCodingScheme", "fullStatement", "abbreviatedStatement"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A CFItem and the competency that it becomes."""

    identifier: str
    uri: str
    competency: Competency


def read_items(package: YamlMap, atlas: str, notes: Notes) -> tuple[Item, ...]:
    """Each item that has an identifier or a code, in the file's order."""
    nodes = [one for one in package.items_of("CFItems") if isinstance(one, YamlMap)]
    codes = Counter(words(node, "humanCodingScheme") for node in nodes)
    identifiers = {words(node, "identifier") for node in nodes}
    unique = {code for code, times in codes.items() if times == 1 and fits(code)} - identifiers
    return tuple(_items(nodes, unique, atlas, notes))


def _items(nodes: list[YamlMap], codes: set[str], atlas: str, notes: Notes) -> Iterator[Item]:
    for node in nodes:
        identifier, code = words(node, "identifier"), words(node, "humanCodingScheme")
        id = code if code in codes else id_of(identifier) if identifier else ""
        if not id:
            notes.missing("CFItem", "identifier", node)
            continue
        if code and id != code:
            notes.lose("`humanCodingScheme` of CFItems, where it is no unique id", code)
        elif id == code and identifier:
            notes.lose("`identifier` of CFItems that are known by their code", identifier)
        notes.lose_fields("CFItems", node, _CARRIED, id)
        statement = words(node, "fullStatement")
        title = words(node, "abbreviatedStatement") or _shortened(statement)
        if not title:
            notes.missing("CFItem", "fullStatement", node)
        competency = Competency(
            id=id,
            title=title or code or id,
            atlas=atlas,
            span=_place(node, "humanCodingScheme" if id == code else "identifier").span,
            description=statement if statement != title else "",
        )
        yield Item(identifier, words(node, "uri"), competency)


def _place(node: YamlMap, key: str) -> YamlScalar | YamlMap:
    return node.scalar(key) or node


def _shortened(statement: str) -> str:
    if len(statement) <= LONGEST_TITLE:
        return statement
    cut = statement[:LONGEST_TITLE]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:.–-')}…"
