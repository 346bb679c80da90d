"""What there is to explore in; where everything stands, as the explorer's script reads it, out."""

from __future__ import annotations

import json
from typing import Any

from rolebook.diagrams.clusters import Clusters, lay_out_clusters
from rolebook.diagrams.frames import SEAT_HEIGHT, SEAT_WIDTH, Frame
from rolebook.diagrams.text import clean
from rolebook.diagrams.widths import text_width
from rolebook.diagrams.wrapping import wrap
from rolebook.pages.edition.explored import EDGE_KINDS, MENTION, Edge, Explored
from rolebook.pages.links.names import Name

LABEL_SIZE = 14.0
"""The size of a role's name, in pixels of the picture; the style sheet says the same."""

LABEL_WIDTH = SEAT_WIDTH - 26.0
"""What a box leaves for it, beside the bar in the colour of the domain."""


def explorer_json(explored: Explored) -> bytes:
    """The picture: domains with their frames, roles with their boxes, edges by their numbers.

    Addresses are relative to the file's own. What is said of an edge is a list of texts and the
    places on its source's page where they stand.
    """
    placed = places(explored)
    # what stands outside has a frame of its own, the last
    frames, outside = placed.frames[: len(explored.domains)], placed.frames[len(explored.domains) :]
    whole = {
        "version": 1,
        "size": [placed.width, placed.height],
        "seat": [SEAT_WIDTH, SEAT_HEIGHT],
        "kinds": EDGE_KINDS,
        "domains": [
            _domain(one, frame) for one, frame in zip(explored.domains, frames, strict=True)
        ],
        "outside": _box(outside[0]) if outside else None,
        "nodes": [_node(explored, placed, number) for number in range(len(explored.nodes))],
        "edges": [_edge(one) for one in explored.edges],
    }
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def places(explored: Explored) -> Clusters:
    """Where everything stands; what is outside of the library has a frame of its own, the last."""
    return lay_out_clusters(
        explored.groups,
        # a mention is no reason to sit near: everybody mentions the most important
        [(one.source, one.target) for one in explored.edges if one.kind != MENTION],
    )


def _domain(name: Name, frame: Frame) -> dict[str, Any]:
    return {
        "id": name.domain,
        "title": clean(name.text) or name.domain,
        # so wide is its title in letters of one pixel
        "wide": round(text_width(clean(name.text) or name.domain, 1, bold=True), 2),
        "accent": name.accent,
        "address": _address(name),
        "box": _box(frame),
        **_lang(name),
    }


def _box(frame: Frame) -> list[int]:
    return [frame.x, frame.y, frame.width, frame.height]


def _node(explored: Explored, placed: Clusters, number: int) -> dict[str, Any]:
    name = explored.nodes[number]
    title = clean(name.text) or name.id
    node: dict[str, Any] = {
        "title": title,
        "lines": wrap(title, LABEL_WIDTH, LABEL_SIZE, most=2),
        "at": placed.seats[number],
        **_lang(name),
    }
    if name.kind == "role":
        node["id"] = name.id
        node["domain"] = explored.groups[number]
        node["address"] = _address(name)
    if explored.aliases[number]:
        node["aliases"] = explored.aliases[number]
    return node


def _edge(edge: Edge) -> list[Any]:
    said = [[one.text, one.fragment] for one in edge.said]
    seam = edge.seam.removeprefix("rb:/")
    return [edge.source, edge.target, EDGE_KINDS.index(edge.kind), said, seam]


def _lang(name: Name) -> dict[str, str]:
    """The language of what it is called and says, where it is not the page's."""
    return {"lang": name.lang} if name.lang else {}


def _address(name: Name) -> str:
    return name.href.removeprefix("rb:/")
