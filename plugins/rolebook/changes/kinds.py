"""Nothing in; every kind of change out, as reports, `--fail-on` and the documentation name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change in meaning."""

    name: str
    """Short, in kebab case: `responsibility-moved`."""

    group: str
    """What reports put it under."""

    tells: str
    """What it says, for the documentation."""


SUSPECT: Final = "Look again"
ROLES: Final = "Roles"
MANDATES: Final = "Responsibilities"
BOUNDARIES: Final = "Boundaries"
RELATIONS: Final = "Relations"
ATLASES: Final = "Atlases"
PROFILES: Final = "Profiles"

GROUPS: Final = (SUSPECT, ROLES, MANDATES, BOUNDARIES, RELATIONS, ATLASES, PROFILES)
"""In the order of a report: what wants a decision first."""

KINDS: Final = (
    Kind("boundary-suspect", SUSPECT, "the owner's mandate changed in what the boundary leaves"),
    Kind("domain-added", ROLES, "a domain has its first role"),
    Kind("domain-removed", ROLES, "a domain has lost its last role"),
    Kind("domain-renamed", ROLES, "most roles of a domain are in another one now"),
    Kind("role-added", ROLES, "a role or skill is new; its mandate and boundaries come with it"),
    Kind("role-removed", ROLES, "a role or skill is gone, and what it held with it"),
    Kind("role-renamed", ROLES, "a role has another id or domain"),
    Kind("title-changed", ROLES, "a role or domain is called otherwise"),
    Kind("field-changed", ROLES, "a field of a role says something else; `field` names it"),
    Kind("prose-changed", ROLES, "other text of a role says something else; `field` says where"),
    Kind("responsibility-added", MANDATES, "a mandate holds more"),
    Kind("responsibility-removed", MANDATES, "a mandate holds less, and no other one holds it"),
    Kind("responsibility-moved", MANDATES, "it left one mandate and entered another"),
    Kind("responsibility-reworded", MANDATES, "a statement, or what is said of it, is another"),
    Kind("responsibility-renamed", MANDATES, "it has another key"),
    Kind("responsibility-split", MANDATES, "what was one item is several"),
    Kind("responsibility-merged", MANDATES, "what was several items is one"),
    Kind("boundary-added", BOUNDARIES, "a role disowns something more"),
    Kind("boundary-removed", BOUNDARIES, "a role no longer disowns something"),
    Kind("boundary-reworded", BOUNDARIES, "what is disowned, or its clause, is another"),
    Kind("boundary-owner-changed", BOUNDARIES, "somebody else is to do it"),
    Kind("guardrail-added", BOUNDARIES, "a rule without an owner is new"),
    Kind("guardrail-removed", BOUNDARIES, "a rule without an owner is gone"),
    Kind("guardrail-reworded", BOUNDARIES, "a rule without an owner says something else"),
    Kind("relation-added", RELATIONS, "a relation is new; `field` names it"),
    Kind("relation-removed", RELATIONS, "a relation is gone"),
    Kind("relation-changed", RELATIONS, "a relation leads to somebody else"),
    Kind("atlas-added", ATLASES, "an atlas is new, and its competencies with it"),
    Kind("atlas-removed", ATLASES, "an atlas is gone, and its competencies with it"),
    Kind("atlas-renamed", ATLASES, "an atlas has another id"),
    Kind("atlas-changed", ATLASES, "a field of an atlas says something else; `field` names it"),
    Kind("level-added", ATLASES, "an atlas has a level more"),
    Kind("level-removed", ATLASES, "an atlas has a level less"),
    Kind("threshold-changed", ATLASES, "a level or criterion asks for another score"),
    Kind("competency-added", ATLASES, "an atlas charts a competency more"),
    Kind("competency-removed", ATLASES, "an atlas charts a competency less"),
    Kind("competency-renamed", ATLASES, "a competency has another id or atlas"),
    Kind("competency-changed", ATLASES, "a field of it says something else; `field` names it"),
    Kind("prerequisite-added", ATLASES, "a competency asks for one more first"),
    Kind("prerequisite-removed", ATLASES, "a competency asks for one less first"),
    Kind("proof-added", ATLASES, "a competency proves one more mandate item"),
    Kind("proof-removed", ATLASES, "a competency no longer proves a mandate item"),
    Kind("level-changed", ATLASES, "a competency is to reach another level"),
    Kind("hours-changed", ATLASES, "a competency has other practice hours"),
    Kind("window-changed", ATLASES, "evidence is to come from another span of days"),
    Kind("evidence-changed", ATLASES, "other evidence is asked for, or another number of it"),
    Kind("profile-added", PROFILES, "a profile is new"),
    Kind("profile-removed", PROFILES, "a profile is gone"),
    Kind("profile-renamed", PROFILES, "a profile has another id"),
    Kind("profile-changed", PROFILES, "a field of a profile says something else"),
    Kind("seat-added", PROFILES, "a roster has a role more"),
    Kind("seat-removed", PROFILES, "a roster has a role less"),
    Kind("seat-changed", PROFILES, "a seat reports to somebody else, or there are more of it"),
)
"""In the order of a report."""

REASONS: Final = {
    "reworded": "its owner says something else of it",
    "moved": "it is in another mandate",
    "split": "it is several items",
    "merged": "it is one with other work",
    "removed": "it is gone from the owner's mandate",
    "disowned": "the owner disowns it",
    "unclaimed": "the owner's description no longer speaks of it",
}
"""Why a boundary is suspect: what became of the work in its owner's hands."""

BY_NAME: Final = {kind.name: kind for kind in KINDS}
