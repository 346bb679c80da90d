"""The tasks of a crew, as its file says them."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.model.references import Reference
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class CrewTask:
    """What an agent of a crew is to do (CrewAI's `tasks.yaml`)."""

    id: str
    path: str
    """The file it came from, relative to the project."""

    span: Span
    """Where its name stands."""

    description: str
    agent: Reference | None
    """Who does it; none where the file does not say."""

    context: tuple[Reference, ...] = ()
    """The tasks whose results it is given, in the order written."""
