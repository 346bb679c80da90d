"""The library in, the page that shows it as one picture and as one list out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from rolebook.graph.addresses import EXPLORER
from rolebook.graph.borders import BOUNDARY
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.explored import EDGE_KINDS, MENTION, Edge, Explored
from rolebook.pages.explorer.still import still
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

_LONG = 100
"""Roles, above which the list is laid out piece by piece as a reader comes near."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a role leads to in one way, as the list says it."""

    kind: str
    ends: tuple[tuple[Name, str], ...]
    """Each with what is said of it; empty for most relations."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A role with all that it says of others."""

    name: Name
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A domain of the list."""

    name: Name
    roles: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge that can be chosen."""

    name: str
    count: int
    is_usual: bool
    """Shown until a reader chooses otherwise."""


def explorer_page(edition: Edition) -> Page:
    """The page at `explorer/`."""
    whole = edition.explored
    counts = Counter({edge.kind: 0 for edge in whole.edges})
    edges: dict[int, list[Edge]] = defaultdict(list)
    for edge in whole.edges:
        counts[edge.kind] += len(edge.said)
        edges[edge.source].append(edge)
    # a boundary with two owners leads to two places and is one
    counts[BOUNDARY] = len(
        {
            (edge.source, one.fragment)
            for edge in whole.edges
            if edge.kind == BOUNDARY
            for one in edge.said
        }
    )
    roles: dict[int, list[Listed]] = defaultdict(list)
    for number in range(whole.roles):
        lines = tuple(
            Line(kind, tuple((_end(whole, one), _said(one)) for one in some))
            for kind in EDGE_KINDS
            if (some := [one for one in edges[number] if one.kind == kind])
        )
        roles[whole.groups[number]].append(Listed(whole.nodes[number], lines))
    return compose(
        edition.language,
        "explorer.html",
        EXPLORER,
        in_navigation=True,
        is_wide=True,
        domains=tuple(
            Group(name, tuple(roles[number])) for number, name in enumerate(whole.domains)
        ),
        kinds=tuple(
            EdgeKind(kind, counts[kind], kind != MENTION) for kind in EDGE_KINDS if counts[kind]
        ),
        every_kind=EDGE_KINDS,
        is_long=whole.roles > _LONG,
        still=still(whole) if whole.roles else None,
    )


def _end(whole: Explored, edge: Edge) -> Name:
    """The name that an edge leads to, with the seam; a mention draws no border to look at."""
    name = whole.name(edge.target)
    return replace(name, seam=edge.seam) if edge.seam and edge.kind != MENTION else name


def _said(edge: Edge) -> str:
    return "; ".join(one.text for one in edge.said if one.text)
