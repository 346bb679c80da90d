"""Two linked libraries in; everything that changed in meaning from one to the other out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from rolebook.changes.atlases import atlases, competencies
from rolebook.changes.boundaries import boundaries
from rolebook.changes.change import Change
from rolebook.changes.mandates import responsibilities
from rolebook.changes.profiles import profiles
from rolebook.changes.relations import relations
from rolebook.changes.roles import domains, fields, prose, roles
from rolebook.changes.states import States
from rolebook.changes.suspects import suspects

COMPARISONS: Final[tuple[Callable[[States], Iterator[Change]], ...]] = (
    suspects,
    domains,
    roles,
    fields,
    prose,
    responsibilities,
    boundaries,
    relations,
    atlases,
    competencies,
    profiles,
)
"""Each finds some of the kinds of change; adding one is a line here and its kinds in `kinds.py`."""


def changes(states: States) -> tuple[Change, ...]:
    """All changes in meaning, in the order of a report: by group, then place."""
    found = {change for compare in COMPARISONS for change in compare(states)}
    return tuple(sorted(found, key=lambda one: one.order))
