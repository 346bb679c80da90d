"""The front matter of an agent in; whom its host lets it start, hand over to and use, out.

`agents`, `subagents`, `handoffs` and `delegates` are keys of VS Code, Copilot and others; Claude
Code writes `tools: Task(planner), Agent(tester)`; `skills` is a key of most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.formats.yaml.elements import elements
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar
from rolebook.model import Expected, Reference, Relation
from rolebook.parse.agents.actors import ELSEWHERE
from rolebook.text.identity import slug
from rolebook.text.source import Source

HOST_RELATIONS: Final = {
    "agents": "delegates_to",
    "subagents": "delegates_to",
    "sub_agents": "delegates_to",
    "subAgents": "delegates_to",
    "delegates": "delegates_to",
    "handoffs": "hands_off_to",
}
"""A host's key, and the relation that it means."""

_NAMED_BY: Final = ("agent", "name", "id")
"""Where an item is a mapping (`handoffs: [{agent: x}]`), the key that names the agent."""

_STARTS: Final = re.compile(r"(?:Task|Agent)\((?P<names>[^()]{0,2000})\)")
_NAME: Final = re.compile(r"[^,\s](?:[^,]{0,98}[^,\s])?")
_ID: Final = re.compile(r"\w[\w .:&/+-]{0,99}")


def host_relations(tree: YamlMap, source: Source) -> Iterator[Relation]:
    """The relations that hosts' keys state; a name that nobody bears is no error there."""
    for key, kind in HOST_RELATIONS.items():
        for one in _names(tree.get(key) or tree.get(key.replace("_", "-"))):
            if target := _expecting(one, source, Expected.AGENT):
                yield Relation(kind, target)
    for tools in ("tools", "allowed-tools"):
        for one in elements(tree.get(tools)):
            if started := _STARTS.fullmatch(one.text):
                for name in _NAME.finditer(one.text, *started.span("names")):
                    part = one.part(*name.span())
                    if target := _expecting(part, source, Expected.AGENT):
                        yield Relation("delegates_to", target)


def host_skills(tree: YamlMap, source: Source) -> Iterator[Reference]:
    """The skills that the front matter gives to the agent."""
    for one in _names(tree.get("skills")):
        if target := _expecting(one, source, Expected.SKILL):
            yield target


def _names(value: Tree | None) -> Iterator[YamlScalar]:
    """The names of a list, whose items may be mappings that hold one."""
    yield from elements(value)
    for item in value.items if isinstance(value, YamlList) else ():
        if isinstance(item, YamlMap):
            named = (item.scalar(key) for key in _NAMED_BY)
            yield from (one for one in [next((one for one in named if one), None)] if one)


def _expecting(one: YamlScalar, source: Source, expected: Expected) -> Reference | None:
    """`planner`, `plugin:planner`; none where a host brings it, and for `*` and templates."""
    plugin, _, name = one.text.rpartition(":")
    if not _ID.fullmatch(name):
        return None
    part = one.part(len(one.text) - len(name), len(one.text))
    elsewhere = slug(name) in ELSEWHERE and expected is Expected.AGENT
    return Reference(
        name,
        source.span(part.start, part.end),
        typed=True,
        dangles=not elsewhere,
        note=plugin,
        expects=None if elsewhere else expected,
    )
