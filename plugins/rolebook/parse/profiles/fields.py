"""Nothing in; the fields of a profile's file, and what each may hold, out (design.md §2.1)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from rolebook.parse.fields.model import FieldModel
from rolebook.parse.fields.types import FolderId, Words


class SeatFields(FieldModel):
    """One entry of a roster."""

    noun: ClassVar = "seat"
    other_names: ClassVar = {"role": "class", "id": "class", "count": "multiplicity"}

    class_: str = Field(alias="class", min_length=1)
    reports_to: str = ""
    multiplicity: str = ""


class ProfileFields(FieldModel):
    """A roster of roles."""

    noun: ClassVar = "profile"
    other_names: ClassVar = {"name": "title", "profile_id": "id", "roles": "roster"}

    id: FolderId
    title: str = Field(min_length=1)
    description: str = ""
    lead: str = ""
    floor: Words = ()
    roster: tuple[SeatFields, ...] = ()
    notes: Words = ()
    lang: str = ""
    language: str = ""
