"""A Codex agent in TOML in, a role out (developers.openai.com/codex/subagents)."""

from __future__ import annotations

import posixpath

from rolebook.formats.toml_tree import read_toml
from rolebook.formats.yaml.tree import YamlScalar
from rolebook.model import LeftOut
from rolebook.parse.agents.embedded import read_embedded
from rolebook.parse.reading import Reading
from rolebook.text.source import Source

_BODY = "developer_instructions"


def read_codex_agent(source: Source) -> Reading:
    """The agent of a file: its instructions are its body, its file's name serves without a name."""
    tree, problems = read_toml(source)
    if tree is None:
        return Reading(left_out=LeftOut(source.path, "no valid TOML"), problems=tuple(problems))
    body = tree.get(_BODY)
    fields = {key: entry for key, entry in tree.named.items() if key != _BODY}
    home = f"{posixpath.splitext(source.home or posixpath.basename(source.path))[0]}.md"
    parts = [body] if isinstance(body, YamlScalar) else []
    return Reading(roles=(read_embedded(source, home, fields, parts),), problems=tuple(problems))
