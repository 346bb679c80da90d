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
    code: str = ""
    title: str = ""
    min_score: Number | None = Field(None, ge=0, le=1, description="a number from 0 to 1")
    anchor: str = ""


class PracticeTierFields(FieldModel):
    """A depth of practice."""

    noun: ClassVar = "practice tier"
    other_names: ClassVar = {"name": "title"}

    id: Id
    title: str = ""
    description: str = ""


class CriterionFields(FieldModel):
    """One line of a rubric."""

    noun: ClassVar = "criterion"
    other_names: ClassVar = {"name": "title"}

    id: Id
    title: str = ""
    score: Score = Field(ge=0, le=100, description="a number from 0 to 100, or `from-threshold`")


class RubricFields(FieldModel):
    """How evidence is judged."""

    noun: ClassVar = "rubric"

    title: str = ""
    criteria: tuple[CriterionFields, ...] = ()


class EvidenceFields(FieldModel):
    """What must be shown."""

    noun: ClassVar = "evidence requirement"

    type: str = Field(min_length=1)
    count: WholeNumber | None = Field(None, ge=1, description="how many, as `3`")
    window_days: WholeNumber | None = Field(None, ge=1, description="a number of days, as `30`")
    description: str = ""
    template: str = ""
    events: Words = ()
    kpi: str = ""


class SpecificationFields(FieldModel):
    """Where a part of the atlas is specified."""

    noun: ClassVar = "specification"

    subject: str = ""
    spec: str = ""
    key: str = ""


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
    title: str = Field(min_length=1)
    category: str = ""
    target_level: str = ""
    practice_hours: Number | None = Field(None, gt=0, description="a number of hours, as `1.5`")
    description: str = ""
    why: str = ""
    prerequisites: Words = ()
    proves: Words = ()
    evidence: EvidenceFields | None = None
    rubric: RubricFields | None = None


class AtlasFields(FieldModel):
    """One map of competencies for one role in one context."""

    noun: ClassVar = "atlas"
    other_names: ClassVar = {"name": "title", "description": "summary", "roles": "role"}

    atlas_id: FolderId
    title: str = Field(min_length=1)
    programme: str = ""
    eyebrow: str = ""
    labels: Words = ()
    lang: str = ""
    language: str = ""
    role: Words = ()
    context: dict[str, str] = Field(default_factory=dict)
    summary: str = ""
    specifications: tuple[SpecificationFields, ...] = ()
    provenance: str = ""
    levels: tuple[LevelFields, ...] = ()
    practice_tiers: tuple[PracticeTierFields, ...] = ()
    rubric: RubricFields | None = None
    competencies: tuple[CompetencyFields, ...] = ()
