"""An agent of the BMAD method in, as YAML or as a fence in Markdown, a role out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar, read_tree
from rolebook.model import LeftOut, Role
from rolebook.parse.agents.agents import read_agent
from rolebook.parse.agents.embedded import Entries, read_embedded
from rolebook.parse.reading import Reading
from rolebook.text.source import Source

FENCED: Final = re.compile(
    r"^`{3,}ya?ml[ \t]*+\n(?:(?!`{3})[^\n]*+\n)*?agent:[ \t]*+\n"
    r"(?>(?:[ \t]++(?!(?:id|title):)[^\n]*+\n)*)[ \t]++(?:id|title):",
    re.M,
)
"""A fence counts only with BMAD's key `agent:`, which says an id or a title: other hosts have one
of that name, too, and instructions show it."""

_BLOCK: Final = re.compile(r"^(agent|persona):[ \t]*\n((?:(?:[ \t][^\n]*)?\n)+)", re.M)
_DESCRIBES: Final = ("whenToUse", "role", "identity")
_PERSONA: Final = ("role", "identity", "communication_style", "style", "focus", "principles")


def read_bmad_agent(source: Source) -> Reading:
    """The agent of an `.agent.yaml`: its persona is its body."""
    tree, problems = read_tree(source)
    agent = tree.get("agent") if isinstance(tree, YamlMap) else None
    metadata = agent.get("metadata") if isinstance(agent, YamlMap) else None
    if not isinstance(agent, YamlMap) or not isinstance(metadata, YamlMap):
        nothing = LeftOut(source.path, "no agent of BMAD: it has no `agent:` with `metadata:`")
        return Reading(left_out=nothing, problems=tuple(problems))
    persona = agent.get("persona")
    persona = persona if isinstance(persona, YamlMap) else YamlMap({}, 0, 0, source)
    home = source.home or posixpath.basename(source.path)
    home = re.sub(r"(?:\.agent)?\.ya?ml$", ".md", home)
    body = [value for key in _PERSONA for value in _scalars(persona.get(key))]
    # its id is the path of what BMAD compiles it to
    named = {key: entry for key, entry in metadata.named.items() if key != "id"}
    fields = _fields(YamlMap(named, 0, 0, source), persona)
    stem = posixpath.basename(home).partition(".")[0]
    first, _ = next(iter(metadata.named.values()), (YamlScalar("", True, 0, 0, source),) * 2)
    fields["id"] = first, YamlScalar(stem, True, first.start, first.end, source)
    return Reading(roles=(read_embedded(source, home, fields, body),), problems=tuple(problems))


def read_fenced_agent(source: Source) -> Reading:
    """The agent of a Markdown file whose fence says `agent:`; all of the file is its body.

    Of the fence only `agent:` and `persona:` are read, each by itself: between them stand
    instructions for programs, which are seldom valid YAML.
    """
    blocks: dict[str, YamlMap] = {}
    for match in _BLOCK.finditer(source.text):
        tree, _ = read_tree(source, *match.span(2))
        if isinstance(tree, YamlMap):
            blocks.setdefault(match[1], tree)
    empty = YamlMap({}, 0, 0, source)
    agent = blocks.get("agent", empty)
    fields = _fields(agent, blocks.get("persona", empty))
    return Reading(roles=(_fenced(source, fields),))


def _fenced(source: Source, fields: Entries) -> Role:
    return read_agent(source, FrontMatter(YamlMap(dict(fields), 0, 0, source), 1))


def _fields(agent: YamlMap, persona: YamlMap) -> dict[str, tuple[YamlScalar, Tree]]:
    fields = dict(agent.named)
    for key in _DESCRIBES:
        entry = agent.named.get(key) or persona.named.get(key)
        if entry and isinstance(entry[1], YamlScalar) and not entry[1].is_null:
            fields.setdefault("description", entry)
    return fields


def _scalars(value: Tree | None) -> Iterator[YamlScalar]:
    if isinstance(value, YamlScalar) and not value.is_null:
        yield value
    elif value is not None and not isinstance(value, (YamlScalar, YamlMap)):
        yield from (one for one in value.items if isinstance(one, YamlScalar))
