"""A part of a library's graph in; the flowchart of it that Mermaid draws out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

MOST_EDGES: Final = 500
"""Mermaid draws no more unless its `maxEdges` says so."""

SHAPES: Final = {
    "role": ("[", "]"),
    "skill": ("[[", "]]"),
    "domain": ("[/", "\\]"),
    "external": ("([", "])"),
    "responsibility": ("(", ")"),
    "atlas": ("[(", ")]"),
    "competency": ("{{", "}}"),
}
"""What stands around the label of a kind."""

_MARK: Final = re.compile(r"[^\w .,/'\-]", re.ASCII)
"""All of ASCII that may mean something to Mermaid: quotes, backticks, brackets, `#` and `;` of an
entity, `%%` of a directive, `:` of a style, `<` of HTML."""


def mermaid(part: nx.MultiDiGraph[str]) -> str:
    """A flowchart from left to right; nodes are numbered, since names may be words of Mermaid."""
    numbers = {node: f"n{place}" for place, node in enumerate(part)}
    lines = ["flowchart LR"]
    for node, said in part.nodes(data=True):
        before, after = SHAPES[said["kind"]]
        lines.append(f'  {numbers[node]}{before}"{_label(said["title"])}"{after}')
    lines += [
        f'  {numbers[start]} -->|"{kind.replace("_", " ")}"| {numbers[end]}'
        for start, end, kind in part.edges(data="kind")
    ]
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    """A text without a character that Mermaid or HTML reads; `#34;` is shown as `"`."""
    return _MARK.sub(lambda one: one[0] if ord(one[0]) > 127 else f"#{ord(one[0])};", text) or " "
