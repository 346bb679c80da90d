"""A diagram in; its picture out, or what stands for one which is not drawn: rows or a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.diagnostics import UNSAFE_DIAGRAM, Diagnostic
from rolebook.diagrams import Diagram, DiagramNode, draw
from rolebook.diagrams.inspection import violation
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.folds import Fold, fold
from rolebook.pages.edition.spokes import Spoke, spokes
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Arrow:
    """A row of the table: what the picture would show as an arrow."""

    source: DiagramNode
    target: DiagramNode
    about: str
    href: str | None
    count: int
    lang: str
    """The language of what it is about, where it is not the page's."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One diagram on a page."""

    svg: Safe | None
    """None where it is not drawn."""

    note: str = ""
    """Why it is not."""

    middle: DiagramNode | None = None
    """What the rows are about; none where there are no rows."""

    rows: Fold[Spoke] | None = None
    """The picture for a narrow screen, or what stands for it; none where rows cannot show it."""

    arrows: Fold[Arrow] | None = None
    """What it would show; none where it is drawn, or has rows."""


def figure(edition: Edition, diagram: Diagram | None, prefix: str, path: str) -> Figure | None:
    """The figure of a diagram; `path` is the source that its page is about."""
    if diagram is None:
        return None
    limits, language = edition.graph.library.limits, edition.language
    edges = tuple(dict.fromkeys(diagram.edges))
    rows = spokes(diagram, edges)
    middle = next((node for node in diagram.nodes if node.focus), None) if rows else None
    if len(diagram.nodes) > limits.diagram_nodes:
        note = language.ngettext(
            "As a list: a picture of %(num)s box is too large to be read.",
            "As a list: a picture of %(num)s boxes is too large to be read.",
            len(diagram.nodes),
        )
    elif len(edges) > limits.diagram_edges:
        note = language.ngettext(
            "As a list: a picture of %(num)s arrow is too tangled to be read.",
            "As a list: a picture of %(num)s arrows is too tangled to be read.",
            len(edges),
        )
    else:
        svg = draw(diagram, prefix)
        wrong = violation(svg)
        if not wrong:
            return Figure(Safe(svg), middle=middle, rows=Fold(rows) if rows else None)
        edition.markup.problems.append(_unsafe(diagram, wrong, path))
        note = language.gettext("Not drawn: the picture held what no picture may.")
    if rows:
        return Figure(None, note, middle, fold(rows))
    nodes = {node.key: node for node in diagram.nodes}
    arrows = (
        Arrow(
            nodes[edge.source],
            nodes[edge.target],
            edge.title or edge.word or edge.kind,
            edge.href,
            edge.count,
            edge.lang if edge.title else "",
        )
        for edge in edges
    )
    return Figure(None, note, arrows=fold(arrows))


def _unsafe(diagram: Diagram, wrong: str, path: str) -> Diagnostic:
    return Diagnostic(
        UNSAFE_DIAGRAM,
        f"the diagram `{diagram.title}` is not published: {wrong}",
        Span(path),
        "this is a defect of Rolebook; please report it with the file",
    )
