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
    """The id of the role that holds the seat: `sales-lead` or `sales/sales-lead`."""

    reports_to: str = ""
    """Another role of the roster, or an actor of `external:`; none for who leads."""

    multiplicity: str = ""
    """How many hold the role at once."""


class ProfileFields(FieldModel):
    """A roster of roles."""

    noun: ClassVar = "profile"
    other_names: ClassVar = {"name": "title", "profile_id": "id", "roles": "roster"}

    id: FolderId
    """The id, and the address of the page: `profiles/<id>/`."""

    title: str = Field(min_length=1)
    """What readers see."""

    description: str = ""
    """What the team is for, as Markdown."""

    lead: str = ""
    """The role that leads; it has a seat on the roster."""

    floor: Words = ()
    """The least that the team needs, in your words."""

    roster: tuple[SeatFields, ...] = ()
    """The seats of the team."""

    notes: Words = ()
    """What else there is to know, as Markdown; a text, or a list of texts."""

    lang: str = ""
    """The language of the texts (BCP 47), where it is not that of most sources."""

    language: str = ""
    """The same as `lang`."""
