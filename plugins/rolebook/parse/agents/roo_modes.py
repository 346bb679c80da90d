"""A `.roomodes` file (YAML or JSON) in, a role for each of its modes out (docs.roocode.com)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar, read_tree
from rolebook.model import LeftOut, Role
from rolebook.parse.agents.embedded import read_embedded
from rolebook.parse.reading import Reading
from rolebook.text.source import Source

_FIELDS: Final = {"slug": "id", "name": "title", "groups": "tools"}
"""What a mode calls what front matter calls otherwise."""

_BODY: Final = ("roleDefinition", "customInstructions")
_DESCRIBES: Final = ("description", "whenToUse", "roleDefinition")
"""What says what a mode is for; the first that is there."""


def read_roo_modes(source: Source) -> Reading:
    """The modes of a file. A slug that stands twice is told as any id that two roles have."""
    tree, problems = read_tree(source)
    modes = tree.items_of("customModes") if isinstance(tree, YamlMap) else ()
    roles = tuple(_roles(source, modes))
    left_out = None if roles else LeftOut(source.path, "no list of modes (`customModes`)")
    return Reading(roles=roles, left_out=left_out, problems=tuple(problems))


def _roles(source: Source, modes: tuple[Tree, ...]) -> Iterator[Role]:
    for mode in modes:
        slug = mode.scalar("slug") if isinstance(mode, YamlMap) else None
        if not isinstance(mode, YamlMap) or slug is None:
            continue
        fields = {
            _FIELDS.get(key, key): (name, _first_of_each(value))
            for key, (name, value) in mode.named.items()
            if key not in _BODY
        }
        for key in _DESCRIBES:
            if entry := mode.named.get(key):
                fields.setdefault("description", entry)
        body = [value for key in _BODY if (value := mode.scalar(key))]
        home = posixpath.join(posixpath.dirname(source.home), f"{slug.text}.md")
        yield read_embedded(source, home, fields, body)


def _first_of_each(value: Tree) -> Tree:
    """`[read, [edit, {fileRegex: …}]]` as the names of the groups."""
    if not isinstance(value, YamlList):
        return value
    items = (
        one.items[0] if isinstance(one, YamlList) and one.items else one for one in value.items
    )
    return replace(value, items=tuple(one for one in items if isinstance(one, YamlScalar)))
