"""A part of a library's graph in; GraphML, and the node-link JSON of networkx, out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rolebook.exports.documented import VERSION, Documented

if TYPE_CHECKING:
    import networkx as nx


def graphml(part: nx.MultiDiGraph[str]) -> str:
    """GraphML as networkx writes it; Gephi, yEd and Cytoscape read it."""
    import networkx as nx

    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(part)) + "\n"


def node_link(part: nx.MultiDiGraph[str]) -> str:
    """What `networkx.node_link_graph(json, edges="edges")` reads, with the version of its keys."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(part, edges="edges")
    whole = {"version": VERSION, **data}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Node(Documented):
    """A thing of the library."""

    id: str
    """`role:sales/sales-lead`."""

    kind: Literal["role", "skill", "domain", "external", "responsibility", "atlas", "competency"]
    name: str
    title: str
    """Of a responsibility the words of who holds it, else of who gives it away."""

    path: str = ""
    """Where it stands, relative to the project; absent where it stands in no file of its own."""

    line: int = 1


@dataclass(frozen=True, slots=True)
class Edge(Documented):
    """What one thing says of another."""

    source: str
    target: str
    key: int
    """Tells edges of the same ends apart."""

    kind: str
    """`boundary`, `reports_to`, `prerequisite`, …: `rolebook graph --help` lists them."""


@dataclass(frozen=True, slots=True)
class Graph(Documented):
    """The graph, as networkx reads it."""

    version: Literal[1]
    directed: Literal[True]
    multigraph: Literal[True]
    graph: dict[str, str]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
