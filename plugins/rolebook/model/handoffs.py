"""What an owner's own file says of what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rolebook.text.source import Span


class Verdict(StrEnum):
    """What the owner's own file says of what it is given."""

    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    UNSURE = "unsure"
    OWNERLESS = "ownerless"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class HandOff:
    """One owner that a boundary names, and whether it claims what it is given."""

    span: Span
    """Where the owner is named."""

    owner: str
    """The role or domain: `domain/id` or `domain/`."""

    verdict: Verdict
    """Claimed, unclaimed or unsure."""
