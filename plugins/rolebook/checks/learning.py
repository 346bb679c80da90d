"""A linked library in; prerequisites that send a learner the wrong way round out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.levels_behind import LevelsBehind
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import essential_edges, prerequisite_graph, shortest_way
from rolebook.graph.relations import Link
from rolebook.model import Atlas, Competency, Level

LEVEL_INVERSION = rule("RB401")
"""Who is on the way to a lower level cannot be asked to reach a higher one first."""


def level_inversions(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Competencies that need one whose target level is higher than their own: right before them, or
    behind one whose level their atlas does not know. Levels of two atlases are one by their ids."""
    behind = LevelsBehind(graph)
    for link in graph.prerequisites:
        dependent = graph.competencies[link.source.name]
        atlas = graph.atlases[dependent.atlas]
        own, target = _level(atlas, dependent), link.resolution.target
        if own is None or target is None:
            continue
        needed = graph.competencies[target.name]
        above, through = _level(atlas, needed), ""
        if above is None:
            higher = (one.id for one in atlas.levels if one.order > own.order)
            last = behind.first(needed.name, higher)
            if last is None:
                continue
            through = f"`{_called(needed, atlas)}`, and so "
            needed, above = last, _level(atlas, last)
        if above and above.order > own.order:
            name = _called(needed, atlas)
            yield Diagnostic(
                LEVEL_INVERSION,
                f"`{dependent.id}` (level `{own.id}`) needs {through}`{name}`, which belongs to the"
                f" higher level `{above.id}`",
                link.reference.span,
                f"lower the target of `{name}`, raise that of `{dependent.id}`,"
                " or remove the prerequisite",
                subjects=(atlas.id,),
            )


def _called(one: Competency, atlas: Atlas) -> str:
    return one.id if one.atlas == atlas.id else one.name


REDUNDANT_PREREQUISITE = rule("RB402")
"""What a longer way already asks for need not be said again, and makes the picture harder."""


def redundant_prerequisites(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Prerequisites that other prerequisites imply."""
    if not graph.atlases:
        return
    import networkx as nx  # as in `graph/paths.py`

    for atlas in graph.atlases.values():
        if atlas.imported_from:
            continue  # other formats list all that is needed, and their file is not ours to edit
        within = prerequisite_graph(graph, atlas)
        if not nx.is_directed_acyclic_graph(within):
            continue  # a circle is reported, and implies everything
        essential = set(essential_edges(within))
        for link, needed, dependent in _links(graph, atlas):
            if (needed.id, dependent.id) not in essential and needed is not dependent:
                way = shortest_way(within, needed.id, dependent.id)
                yield Diagnostic(
                    REDUNDANT_PREREQUISITE,
                    f"`{dependent.id}` needs `{needed.id}` anyway:"
                    f" {' → '.join(f'`{id}`' for id in way)}",
                    link.reference.span,
                    f"remove `{needed.id}` here",
                    subjects=(atlas.id,),
                )


ISOLATED_COMPETENCY = rule("RB410")
"""A competency that nothing leads to and that leads nowhere is on the map, but on no way."""

SMALL_ATLAS: Final = 3
"""In an atlas of so few competencies each may well stand alone."""


def isolated_competencies(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Competencies without prerequisites that are no prerequisite either."""
    linked = {link.source.name for link in graph.prerequisites} | {
        link.resolution.target.name for link in graph.prerequisites if link.resolution.target
    }
    for atlas in graph.atlases.values():
        if len(atlas.competencies) <= SMALL_ATLAS or atlas.imported_from:
            continue  # most items of a CASE package are in no order; RB414 speaks of tracks
        for one in atlas.competencies:
            if one.name not in linked:
                yield Diagnostic(
                    ISOLATED_COMPETENCY,
                    f"nothing leads to `{one.id}`, and it leads nowhere",
                    one.span,
                    "say what it needs under `prerequisites:`, or name it where it is needed",
                    subjects=(atlas.id,),
                )


def _links(graph: LibraryGraph, atlas: Atlas) -> Iterator[tuple[Link, Competency, Competency]]:
    """The prerequisites within an atlas, each with the competency needed and the dependent one."""
    for link in graph.prerequisites_of(atlas.id):
        target = link.resolution.target
        if target and target.name.startswith(f"{atlas.id}#"):
            yield link, graph.competencies[target.name], graph.competencies[link.source.name]


def _level(atlas: Atlas, competency: Competency) -> Level | None:
    return atlas.level(competency.target_level.written) if competency.target_level else None
