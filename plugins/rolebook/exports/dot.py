"""A part of a library's graph in; Graphviz's DOT out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

SHAPES: Final = {
    "role": "box",
    "skill": "component",
    "domain": "folder",
    "external": "ellipse",
    "responsibility": "note",
    "atlas": "tab",
    "competency": "hexagon",
}


def dot(part: nx.MultiDiGraph[str]) -> str:
    """A digraph whose nodes have the identities of the graph, and titles as labels."""
    import pydot

    # every text is handed over in quotes: pydot would leave `<b>` alone, which is markup
    graph = pydot.Dot("library", graph_type="digraph", rankdir="LR")
    graph.set_node_defaults(fontname='"sans-serif"', fontsize="11")
    graph.set_edge_defaults(fontname='"sans-serif"', fontsize="9", color='"#666666"')
    for node, said in part.nodes(data=True):
        graph.add_node(
            pydot.Node(
                _quoted(node),
                label=_quoted(said["title"]),
                tooltip=_quoted(said["name"]),
                shape=SHAPES[said["kind"]],
            )
        )
    for start, end, kind in part.edges(data="kind"):
        label = _quoted(kind.replace("_", " "))
        graph.add_edge(pydot.Edge(_quoted(start), _quoted(end), label=label))
    return str(graph.to_string())


def _quoted(text: str) -> str:
    """A text that stands for itself: a backslash would begin an escape such as `\\N`."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
