"""An atlas in; the diagrams of its prerequisites, as resolved values, out."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode
from rolebook.graph.addresses import atlas_address
from rolebook.graph.paths import competency_order, essential_edges, pictured, prerequisite_graph
from rolebook.languages import Language
from rolebook.model import Atlas, Competency
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.addresses import href
from rolebook.pages.links.edge_words import edge_word

_LONGEST_ROW = 3
"""As many boxes fit the column side by side; a longer chain runs downwards."""


def prerequisites(edition: Edition, atlas: Atlas) -> tuple[Diagram | None, Diagram | None]:
    """An atlas's prerequisites without what a longer path implies; and all, where that differs."""
    most = edition.graph.library.limits.diagram_nodes
    within = pictured(prerequisite_graph(edition.graph, atlas), most)
    if not within.edges:
        return None, None
    language = edition.language
    lang = language.foreign(atlas.lang)
    nodes = tuple(
        _competency_node(edition, atlas, edition.graph.competencies[f"{atlas.id}#{id}"])
        for id in competency_order(within)
    )

    def diagram(title: str, description: str, pairs: Iterable[tuple[str, str]]) -> Diagram:
        edges = _prerequisite_edges(language, pairs, lang)
        return Diagram(title, description, nodes, edges, _direction(within), lang)

    essential, every = essential_edges(within), sorted(within.edges)
    reduced = diagram(
        language.gettext("Prerequisites of %(atlas)s", atlas=atlas.title),
        language.gettext("Each arrow leads from a competency to one that builds on it."),
        essential,
    )
    if len(essential) == len(every):
        return reduced, None
    full = diagram(
        language.gettext("All prerequisites of %(atlas)s", atlas=atlas.title),
        language.gettext("With the prerequisites that a longer path implies."),
        every,
    )
    return reduced, full


def _competency_node(edition: Edition, atlas: Atlas, one: Competency) -> DiagramNode:
    level = atlas.level(one.target_level.written) if one.target_level else None
    hours = ""
    if one.practice_hours is not None:
        number = edition.language.number(one.practice_hours)
        hours = edition.language.gettext("%(hours)s h", hours=number)
    return DiagramNode(
        one.id,
        one.title,
        href(atlas_address(atlas.id), one.id),
        "competency",
        note=" · ".join(filter(None, (level.code if level else "", hours))),
        accent=edition.charted(atlas).accent,
        lang=edition.language.foreign(atlas.lang),
    )


def _prerequisite_edges(
    language: Language, pairs: Iterable[tuple[str, str]], lang: str
) -> tuple[DiagramEdge, ...]:
    word = edge_word(language, "prerequisite")
    return tuple(
        DiagramEdge(start, end, "prerequisite", word=word, lang=lang) for start, end in pairs
    )


def _direction(within: nx.DiGraph[str]) -> str:
    if not nx.is_directed_acyclic_graph(within):
        return "TB"
    return "LR" if nx.dag_longest_path_length(within) < _LONGEST_ROW else "TB"
