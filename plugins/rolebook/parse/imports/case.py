"""A CASE package in; its items as the competencies of an atlas, and its dangling ends, out.

The format: 1EdTech Competencies and Academic Standards Exchange, CFPackage
(https://www.imsglobal.org/spec/case/v1p0/); packages of version 1.1 are read the same way.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.elements import elements
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar
from rolebook.languages import language_tag
from rolebook.model import Atlas, Competency, Reference, Specification
from rolebook.parse.imports.case_associations import Associations, read_associations
from rolebook.parse.imports.case_items import Item, read_items
from rolebook.parse.imports.imported import Imported, Notes, words
from rolebook.text.identity import slug
from rolebook.text.source import Source

FORMAT: Final = "CASE package"

_DOCUMENT: Final = {
    *("identifier", "uri", "title", "description", "language", "subject", "publisher", "creator"),
    *("officialSourceURL", "version"),
}
"""The fields of a CFDocument that an atlas has a place for."""


def package_of(tree: Tree) -> YamlMap | None:
    """The package in a file: the whole of it, or under the one key that CASE 1.1 puts around it."""
    inner = tree.get("CFPackage") if isinstance(tree, YamlMap) else None
    package = inner or tree
    if not isinstance(package, YamlMap) or not isinstance(package.get("CFDocument"), YamlMap):
        return None
    return package if isinstance(package.get("CFItems"), YamlList) else None


def read_case(source: Source, package: YamlMap, problems: list[Diagnostic]) -> Imported:
    """The atlas of a package, whatever of it can be read."""
    notes = Notes(list(problems))
    document = package.get("CFDocument")
    assert isinstance(document, YamlMap)
    title = words(document, "title")
    id = f"case.{slug(title) or slug(words(document, 'identifier')) or 'package'}"
    items = read_items(package, id, notes)
    associations = read_associations(package, document, items, notes)
    groups = set(associations.parents.values()) - associations.ordered
    notes.lose(
        "groups, which are the categories of what lies in them",
        *(one.competency.title for one in items if one.competency.id in groups),
    )
    places = _places(items, associations)
    notes.lose_fields("the CFDocument", document, _DOCUMENT, title or id)
    _lose_the_rest(package, notes)
    named = document.scalar("title") or document.scalar("identifier")
    return notes.imported(
        Atlas(
            id=id,
            title=title or id,
            path=source.path,
            span=(named or document).span,
            programme=words(document, "publisher") or words(document, "creator"),
            eyebrow=FORMAT,
            labels=tuple(one.text for one in elements(document.get("subject"))),
            lang=language_tag(words(document, "language")),
            summary=words(document, "description"),
            specifications=_specification(document),
            provenance=words(document, "identifier"),
            competencies=tuple(
                replace(_competency(one, associations), place=places[one.competency.id])
                for one in items
                if one.competency.id not in groups
            ),
            imported_from=FORMAT,
        )
    )


def _places(items: Sequence[Item], associations: Associations) -> dict[str, int]:
    """Where each item stands when the tree is read from top to bottom, from 1: siblings by their
    numbers, those without one after them, as the file has them."""
    below: dict[str, list[str]] = defaultdict(list)
    numbers, parents = associations.numbers, associations.parents
    for one in items:
        below[parents.get(one.competency.id, "")].append(one.competency.id)
    for children in below.values():
        children.sort(key=lambda id: numbers.get(id, math.inf))
    places: dict[str, int] = {}
    waiting = below[""][::-1]
    while waiting:
        id = waiting.pop()
        if id not in places:
            places[id] = len(places) + 1
            waiting += below[id][::-1]
    # what lies within itself has no top
    for one in items:
        places.setdefault(one.competency.id, len(places) + 1)
    return places if numbers else dict.fromkeys(places, 0)


def _competency(item: Item, associations: Associations) -> Competency:
    return replace(
        item.competency,
        category=associations.categories.get(item.competency.id, ""),
        prerequisites=_once(associations.prerequisites, item.competency.id),
    )


def _once(found: Mapping[str, list[Reference]], id: str) -> tuple[Reference, ...]:
    by_id: dict[str, Reference] = {}
    for reference in found.get(id, ()):
        by_id.setdefault(reference.written, reference)
    return tuple(by_id.values())


def _specification(document: YamlMap) -> tuple[Specification, ...]:
    place = words(document, "officialSourceURL") or words(document, "uri")
    version = words(document, "version")
    return (Specification("framework", place, version),) if place or version else ()


def _lose_the_rest(package: YamlMap, notes: Notes) -> None:
    for key, value in package.entries:
        if key.text in ("CFDocument", "CFItems", "CFAssociations"):
            continue
        groups = value.entries if isinstance(value, YamlMap) else ((key, value),)
        for name, group in groups:
            if isinstance(group, YamlList):
                notes.lose(name.text, *(_title(one) for one in group.items))
            else:
                notes.lose("other parts of the package", name.text)


def _title(node: Tree) -> str:
    if isinstance(node, YamlMap):
        return words(node, "title") or words(node, "identifier") or "without a title"
    return node.text if isinstance(node, YamlScalar) else "a list"
