"""The frozen nouns of a library; see the modules for what each holds."""

from rolebook.model.atlases import (
    Atlas,
    Competency,
    Criterion,
    EvidenceRequirement,
    Level,
    PracticeTier,
    Rubric,
    Specification,
)
from rolebook.model.handoffs import HandOff, Verdict
from rolebook.model.layout import NO_LAYOUT, OPTIONAL_PAGES, Layout
from rolebook.model.library import DocPage, DocReference, Introduction, LeftOut, Library
from rolebook.model.profiles import Profile, Seat
from rolebook.model.references import Expected, Reference, Standing
from rolebook.model.roles import (
    RELATION_KINDS,
    SKILLS,
    USES,
    AgentFacts,
    Aside,
    Boundary,
    DoctrineReference,
    Domain,
    Passage,
    Relation,
    Responsibility,
    Review,
    Role,
    Section,
    SourceLink,
)
from rolebook.model.sources import DOT_FOLDER, Sources
from rolebook.model.tasks import CrewTask

__all__ = [
    "DOT_FOLDER",
    "NO_LAYOUT",
    "OPTIONAL_PAGES",
    "RELATION_KINDS",
    "SKILLS",
    "USES",
    "AgentFacts",
    "Aside",
    "Atlas",
    "Boundary",
    "Competency",
    "CrewTask",
    "Criterion",
    "DocPage",
    "DocReference",
    "DoctrineReference",
    "Domain",
    "EvidenceRequirement",
    "Expected",
    "HandOff",
    "Introduction",
    "Layout",
    "LeftOut",
    "Level",
    "Library",
    "Passage",
    "PracticeTier",
    "Profile",
    "Reference",
    "Relation",
    "Responsibility",
    "Review",
    "Role",
    "Rubric",
    "Seat",
    "Section",
    "SourceLink",
    "Sources",
    "Specification",
    "Standing",
    "Verdict",
]
