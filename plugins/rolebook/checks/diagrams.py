"""A linked library in; what is too large to be drawn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.borders import crossings_by_domain
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import LAYERED, pictured, prerequisite_graph
from rolebook.graph.resolve import Resolution, Target
from rolebook.model import Reference
from rolebook.text.source import Span

DIAGRAM_TOO_LARGE = rule("RB503")
"""Nobody can follow so many arrows, and drawing them takes long: the page has a table instead."""


def large_diagrams(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Neighbourhoods of roles, borders of domains and prerequisites of atlases."""
    for role in graph.roles.values():
        boxes = len({Target("role", role.name), *_neighbours(graph, role.name)})
        what = f"the picture of `{role.name}`"
        yield from _too_large(graph, what, boxes, role.span, role.name)
    for domain, crossings in crossings_by_domain(graph).items():
        boxes = len({end for one in crossings for end in (one.start, one.end)})
        place = Span(next((one.path for one in graph.members(domain)), domain))
        yield from _too_large(graph, f"the picture of `{domain}/`", boxes, place)
    for atlas in graph.atlases.values():
        boxes = len(pictured(prerequisite_graph(graph, atlas), graph.library.limits.diagram_nodes))
        if boxes > LAYERED:
            yield Diagnostic(
                DIAGRAM_TOO_LARGE,
                f"the picture of `{atlas.id}` would have {boxes} boxes, more than the {LAYERED}"
                " that can be read in layers; the page shows its families instead",
                atlas.span,
                "nothing need be done; `category:` is a competency's family",
                subjects=(atlas.id,),
            )


def _neighbours(graph: LibraryGraph, name: str) -> Iterator[Target | str]:
    itself = Target("role", name)
    for deferral in graph.deferrals_from(name):
        yield from _ends((owner.resolution, owner.reference) for owner in deferral.owners)
    yield from _ends((link.resolution, link.reference) for link in graph.relations_from(name))
    for deferral in graph.deferrals_to(itself):
        yield Target("role", deferral.role.name)
    for link in graph.relations_to(itself):
        yield link.source


def _ends(references: Iterable[tuple[Resolution, Reference]]) -> Iterator[Target | str]:
    return (resolution.target or reference.written for resolution, reference in references)


def _too_large(
    graph: LibraryGraph, what: str, boxes: int, place: Span, *subjects: str
) -> Iterator[Diagnostic]:
    most = graph.library.limits.diagram_nodes
    if boxes > most:
        yield Diagnostic(
            DIAGRAM_TOO_LARGE,
            f"{what} has {boxes} boxes, more than the {most} of a diagram; the page has a table"
            " instead",
            place,
            "nothing need be done; `diagram_nodes` under `limits:` in mkdocs.yml is the limit",
            subjects=subjects,
        )
