"""The library in, the registry of its evidence out: what competencies ask for, and which do."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.graph.addresses import EVIDENCE
from rolebook.model import Competency
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Asking:
    """A competency that asks for it: how many, within how many days."""

    competency: Name
    count: int | None
    window: int | None


@dataclass(frozen=True, slots=True)
class Demand:
    """A template, event, KPI or type of evidence, and the competencies that ask for it."""

    anchor: str
    name: str
    competencies: tuple[Asking, ...]


def evidence_page(edition: Edition) -> Page:
    """The page at `evidence/`."""
    index = edition.evidence
    demands = {
        kind: tuple(
            Demand(
                index.anchors[kind, name],
                name.replace("_", " ") if kind == "type" else name,
                tuple(_asking(edition, one) for one in asking),
            )
            for name, asking in by_name.items()
        )
        for kind, by_name in index.asking.items()
    }
    return compose(
        edition.language,
        "evidence.html",
        EVIDENCE,
        in_navigation=True,
        types=demands["type"],
        templates=demands["template"],
        events=demands["event"],
        kpis=demands["kpi"],
        one_atlas=len(edition.graph.atlases) == 1,
    )


def _asking(edition: Edition, one: Competency) -> Asking:
    asked = one.evidence
    name = edition.names.competency(one)
    return Asking(name, asked.count if asked else None, asked.window_days if asked else None)
