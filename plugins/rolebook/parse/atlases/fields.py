"""Nothing in; the fields of an atlas file, and what each may hold, out (design.md §2.3)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from rolebook.parse.fields.model import FieldModel
from rolebook.parse.fields.types import FolderId, Id, Number, Score, WholeNumber, Words


class LevelFields(FieldModel):
    """An ordered proficiency target; the lowest stands first."""

    noun: ClassVar = "level"
    other_names: ClassVar = {"name": "title"}

    id: Id
    """What competencies name as their `target_level`."""

    code: str = ""
    """A short form, such as `L1`."""

    title: str = ""
    """What readers see."""

    min_score: Number | None = Field(None, ge=0, le=1, description="a number from 0 to 1")
    """The rubric score at which the level is reached, 0 to 1; it never falls from a level to the
    next."""

    anchor: str = ""
    """One sentence of what somebody at this level does."""


class PracticeTierFields(FieldModel):
    """A depth of practice."""

    noun: ClassVar = "practice tier"
    other_names: ClassVar = {"name": "title"}

    id: Id
    """Its id, such as `guided`."""

    title: str = ""
    """What readers see."""

    description: str = ""
    """How to practise at this depth."""


class CriterionFields(FieldModel):
    """One line of a rubric."""

    noun: ClassVar = "criterion"
    other_names: ClassVar = {"name": "title"}

    id: Id
    """Its id within the rubric."""

    title: str = ""
    """What readers see."""

    score: Score = Field(ge=0, le=100, description="a number from 0 to 100, or `from-threshold`")
    """The score that a worked example has, 0 to 100, or `from-threshold` for the threshold of the
    target level."""


class RubricFields(FieldModel):
    """How evidence is judged."""

    noun: ClassVar = "rubric"

    title: str = ""
    """What is judged, and by how many."""

    criteria: tuple[CriterionFields, ...] = ()
    """The lines of the rubric."""


class EvidenceFields(FieldModel):
    """What must be shown."""

    noun: ClassVar = "evidence requirement"

    type: str = Field(min_length=1)
    """`artifact_submission`, `hub_event_pattern` or `kpi_delta`."""

    count: WholeNumber | None = Field(None, ge=1, description="how many, as `3`")
    """How many pieces are asked for."""

    window_days: WholeNumber | None = Field(None, ge=1, description="a number of days, as `30`")
    """Within how many days they are made."""

    description: str = ""
    """What has to be shown."""

    template: str = ""
    """Of an artifact, what it is made from."""

    events: Words = ()
    """Of a pattern of events, their names."""

    kpi: str = ""
    """Of a figure that moved, its name."""


class SpecificationFields(FieldModel):
    """Where a part of the atlas is specified."""

    noun: ClassVar = "specification"

    subject: str = ""
    """The part of the atlas."""

    spec: str = ""
    """The document that specifies it."""

    key: str = ""
    """Its key in that document."""


class CompetencyFields(FieldModel):
    """Something a person can show they can do."""

    noun: ClassVar = "competency"
    other_names: ClassVar = {
        "name": "title",
        "requires": "prerequisites",
        "depends_on": "prerequisites",
        "needs": "prerequisites",
    }

    id: Id
    """Its id within the atlas, and its place on the page."""

    title: str = Field(min_length=1)
    """What somebody can do: begin with a verb."""

    category: str = ""
    """The group that it is shown in."""

    target_level: str = ""
    """The id of the level to reach."""

    practice_hours: Number | None = Field(None, gt=0, description="a number of hours, as `1.5`")
    """How long it takes to learn, in hours."""

    description: str = ""
    """What is done, in two or three sentences."""

    why: str = ""
    """What goes wrong without it."""

    prerequisites: Words = ()
    """The competencies to hold first: by id, of another atlas as `atlas_id#id`."""

    proves: Words = ()
    """The mandate items that it proves somebody to be up to: `account-executive#close-deals`."""

    evidence: EvidenceFields | None = None
    """What must be shown."""

    rubric: RubricFields | None = None
    """How its evidence is judged, where that is not by the rubric of the atlas."""


class AtlasFields(FieldModel):
    """One map of competencies for one role in one context."""

    noun: ClassVar = "atlas"
    other_names: ClassVar = {"name": "title", "description": "summary", "roles": "role"}

    atlas_id: FolderId
    """The id, and the address of the page: `atlases/<atlas_id>/`."""

    title: str = Field(min_length=1)
    """The heading of the page."""

    programme: str = ""
    """The programme that it belongs to, above the title."""

    eyebrow: str = ""
    """The small print above the title."""

    labels: Words = ()
    """Words below the title."""

    lang: str = ""
    """The language of the texts (BCP 47), where it is not that of most sources."""

    language: str = ""
    """The same as `lang`."""

    role: Words = ()
    """The role that it is for, by id, or a list of roles."""

    context: dict[str, str] = Field(default_factory=dict)
    """The setting, as pairs: `function: sales`."""

    summary: str = ""
    """Two or three sentences for somebody who decides whether to start."""

    specifications: tuple[SpecificationFields, ...] = ()
    """Where its parts are specified."""

    provenance: str = ""
    """Where it comes from."""

    levels: tuple[LevelFields, ...] = ()
    """The levels to reach, the lowest first."""

    practice_tiers: tuple[PracticeTierFields, ...] = ()
    """How deep to practise."""

    rubric: RubricFields | None = None
    """How evidence is judged, where a competency does not say otherwise."""

    competencies: tuple[CompetencyFields, ...] = ()
    """What can be learned, in any order."""
