"""One change in meaning, as every report tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rolebook.changes.kinds import GROUPS, KINDS
from rolebook.text.source import Span


@dataclass(frozen=True, slots=True)
class Change:
    """What is no longer as it was."""

    kind: str
    """The name of one of `KINDS`."""

    subject: str
    """`domain/id`, `domain/id#key`, `domain/`, `atlas_id`, `atlas_id#competency_id`, a profile's
    id: as it is called now, and what is gone as it was called."""

    span: Span
    """Where it stands now, or stood."""

    old: str | None = None
    """What moved was this: an owner, a value, an id, a text."""

    new: str | None = None
    """And is this now."""

    gone: bool = False
    """Whether `span` is a place of the old state."""

    field: str = ""
    """Of a field or relation, which one; of prose, the headings it stands under."""

    owner: str = ""
    """Of a suspect boundary: the role or domain that it leaves work to."""

    reason: str = ""
    """Of a suspect boundary: what became of the work there, one of `REASONS`."""

    settle: str = ""
    """Of a suspect boundary: what its author writes behind it once it still holds."""

    @property
    def order(self) -> tuple[int, Span, int, str, str, str, str]:
        """Sorts changes as a reader wants them: by group, then place."""
        texts = (self.field, self.old or "", self.new or "")
        return (_GROUP[self.kind], self.span, _PLACE[self.kind], self.subject, *texts)


_GROUP: Final = {kind.name: GROUPS.index(kind.group) for kind in KINDS}
_PLACE: Final = {kind.name: place for place, kind in enumerate(KINDS)}
