"""A linked library out as files that other programs read: the formats of its graph are a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rolebook.exports.dot import dot
from rolebook.exports.graph_data import graphml, node_link
from rolebook.exports.mermaid import mermaid

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format that the graph of a library is written in."""

    name: str
    written: Callable[[nx.MultiDiGraph[str]], str]
    """Its text of a part of the graph (`exports/part.py`)."""


EXPORTS: Final[tuple[GraphFormat, ...]] = (
    GraphFormat("dot", dot),
    GraphFormat("mermaid", mermaid),
    GraphFormat("graphml", graphml),
    GraphFormat("json", node_link),
)
"""What `rolebook graph --format` takes."""
