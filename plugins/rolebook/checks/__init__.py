"""Every check of a linked library, in the order they run; one family a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from rolebook.checks import (
    ambiguous_names,
    atlases,
    collaborators,
    cycles,
    deferral_circles,
    diagrams,
    docs,
    evidence,
    host_names,
    identities,
    learning,
    left_out,
    links,
    lookalikes,
    ownership,
    profiles,
    references,
    similar_wording,
    skills,
    unclaimed_handoffs,
)
from rolebook.diagnostics import Diagnostic
from rolebook.graph.library_graph import LibraryGraph

Check = Callable[[LibraryGraph], Iterator[Diagnostic]]

CHECKS: Final[tuple[Check, ...]] = (
    identities.duplicate_roles,
    identities.identical_copies,
    identities.duplicate_atlases,
    identities.duplicate_competencies,
    lookalikes.lookalike_names,
    references.dangling_owners,
    references.dangling_mandate_items,
    references.dangling_relations,
    left_out.unread_files,
    left_out.named_but_left_out,
    ambiguous_names.ambiguous_names,
    collaborators.unknown_collaborators,
    skills.unknown_skills,
    skills.skills_as_agents,
    host_names.skill_names_not_folders,
    host_names.names_in_two_folders,
    references.self_references,
    references.repeated_references,
    docs.dangling_doctrine,
    docs.dangling_doc_references,
    docs.claimed_addresses,
    links.dead_links,
    links.dead_fragments,
    diagrams.large_diagrams,
    atlases.dangling_prerequisites,
    atlases.dangling_charted_roles,
    atlases.dangling_levels,
    profiles.profiles,
    cycles.prerequisite_cycles,
    cycles.reporting_cycles,
    cycles.escalation_cycles,
    cycles.delegation_cycles,
    ownership.boundaries_without_owner,
    ownership.disowned_mandates,
    deferral_circles.deferrals_in_vain,
    ownership.responsibilities_claimed_twice,
    unclaimed_handoffs.unclaimed_handoffs,
    similar_wording.deferrals_in_other_words,
    similar_wording.claims_in_other_words,
    learning.level_inversions,
    learning.redundant_prerequisites,
    learning.isolated_competencies,
    evidence.unknown_evidence,
    evidence.incomplete_evidence,
    evidence.unmeetable_evidence,
    evidence.disagreeing_scores,
    evidence.levels_out_of_order,
    evidence.tiers_out_of_order,
)
