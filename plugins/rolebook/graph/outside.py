"""A name that nobody of a library bears in; whether it is one of people outside of it out."""

from __future__ import annotations

import re
from typing import Final

_GROUPS: Final = (
    r"(?:advisors|advisers|analysts|auditors|clients|committee|customers|employees|executives"
    r"|founders|investors|leaders|leadership team|managers|officers|owners|partners|people"
    r"|regulators|shareholders|sponsors?|staff|stakeholders|suppliers|users|vendors)"
)
_GROUP: Final = re.compile(
    rf"(?:[A-Z][\w&'’/-]*\s+){{1,4}}{_GROUPS}|(?:[a-z]+-)+(?:users|stakeholders|sponsors?|leaders)",
    re.I,
)
_OF: Final = re.compile(
    r"(?:(?:senior|executive)\s+)?[SEA]?(?:VP|Vice President|Head|Director|Chief|President)\s+of"
    r"\s+[A-Z][\w&]*(?:\s+[A-Z&][\w&]*){0,3}",
    re.I,
)


def names_people(name: str) -> bool:
    """`Executive Sponsor`, `Business Leaders`, `super-users`, `VP of People`: no agent's name."""
    return bool(_OF.fullmatch(name) or _GROUP.fullmatch(name))
