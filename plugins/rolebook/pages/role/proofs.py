"""A role in; which of its responsibilities are trained and evidenced by which competencies out."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.model import Competency, Role
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.anchors import mandate_anchors
from rolebook.pages.links.names import Name


@dataclass(frozen=True, slots=True)
class Training:
    """A competency that proves a responsibility."""

    competency: Name
    hours: str
    """Empty where the atlas does not say."""

    evidenced: bool
    """Whether it asks for evidence, and does not only train."""

    count: int | None
    window: int | None
    """Days."""


@dataclass(frozen=True, slots=True)
class ProvenItem:
    """A mandate item, with what trains and proves it."""

    statement: str
    anchor: str
    by: tuple[Training, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """A mandate, and how much of it competencies prove."""

    items: tuple[ProvenItem, ...]
    """Empty where no competency names any of them."""

    proven: int
    of: int
    several_atlases: bool


def proven(edition: Edition, role: Role) -> Proven | None:
    """None where the role holds nothing, or no atlas is for it and no competency proves any."""
    graph = edition.graph
    items = tuple(
        ProvenItem(
            item.statement,
            anchor,
            tuple(_training(edition, one) for one in graph.proven_by(role.name, item.key)),
        )
        for item, anchor in zip(role.mandate, mandate_anchors(role), strict=True)
    )
    number = sum(bool(one.by) for one in items)
    if not items or not (number or graph.atlases_of(role.name)):
        return None
    atlases = {one.competency.where for item in items for one in item.by}
    return Proven(items if number else (), number, len(items), len(atlases) > 1)


def _training(edition: Edition, one: Competency) -> Training:
    evidence = one.evidence
    return Training(
        edition.names.competency(one),
        "" if one.practice_hours is None else edition.language.number(one.practice_hours),
        evidence is not None,
        evidence.count if evidence else None,
        evidence.window_days if evidence else None,
    )
