"""What a picture shows flows in, with every reference already resolved; nothing flows out."""

from __future__ import annotations

from dataclasses import dataclass

MAX_NODES = 40
"""More can never be drawn; how many are, and how many arrows, the limits of a library say."""

ACCENTS = 8
"""How many colours diagram.css has for domains."""


@dataclass(frozen=True, slots=True)
class DiagramNode:
    """One box."""

    key: str
    """Names the node in the edges of its diagram; any text, since authors write ids."""

    label: str
    """As the author wrote it; wrapped and shortened here."""

    href: str | None = None
    """Made by us, never by an author: an address of the site or a placeholder for one."""

    kind: str = "role"
    """role, domain, competency, external or missing; becomes the class `rb-node--<kind>`."""

    focus: bool = False
    """Whether the picture is about this node."""

    note: str = ""
    """A small second line under the label, such as `sales` or `L1 · 2 h`."""

    accent: int = 0
    """The colour of a domain, 0 to 7; becomes the class `rb-accent-<n>`."""

    lang: str = ""
    """The language of the label, as HTML writes it; empty where it is the page's."""


@dataclass(frozen=True, slots=True)
class DiagramEdge:
    """One arrow."""

    source: str
    """The key of a node."""

    target: str
    """The key of a node; may be the source."""

    kind: str
    """boundary, prerequisite, reports_to, …; becomes the class `rb-edge--<kind>`."""

    title: str = ""
    """What the edge says, as the author wrote it."""

    href: str | None = None
    """Made by us, as that of a node."""

    count: int = 1
    """How many things the one arrow stands for; drawn on it when more than 1."""

    word: str = ""
    """What the caption calls the kind, in the reader's language; the kind itself where empty."""

    lang: str = ""
    """The language of what it says, as that of a node."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """One picture, and the words that stand for it where it cannot be seen."""

    title: str
    """The name of the picture."""

    description: str
    """The text alternative; what the edges say is added to it."""

    nodes: tuple[DiagramNode, ...]
    """At most MAX_NODES, in the order that decides between equally good layouts."""

    edges: tuple[DiagramEdge, ...]
    """Between these nodes only. Equal edges are drawn once."""

    direction: str = "LR"
    """Which way the arrows run: LR or TB."""

    lang: str = ""
    """The language of most of what the edges say, as that of a node."""
