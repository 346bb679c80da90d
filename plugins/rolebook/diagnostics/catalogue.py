"""Every rule, a line each: number, name, severity, and the module where its reason stands.

A rule is added here and named above its check, `NAME = rule("RB…")`, with its reason as the text
under that line: `reasons` makes the documentation of it. A number is never used again.
"""

from __future__ import annotations

from typing import Final

from rolebook.diagnostics.model import Rule, Severity

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO

RULES: Final = (
    # The form of sources
    Rule("RB001", "not-utf8", ERROR, "sources/texts"),
    Rule("RB002", "unreadable-file", ERROR, "sources/texts"),
    Rule("RB003", "file-too-large", ERROR, "sources/texts"),
    Rule("RB004", "invalid-front-matter", WARNING, "formats/markdown/front_matter"),
    Rule("RB005", "duplicate-key", ERROR, "formats/yaml/refusals"),
    Rule("RB006", "unknown-field", WARNING, "parse/fields/problems"),
    Rule("RB007", "wrong-type", ERROR, "parse/fields/problems"),
    Rule("RB008", "no-identity", WARNING, "parse/roles/form"),
    Rule("RB009", "missing-title", WARNING, "parse/roles/form"),
    Rule("RB010", "missing-mandate", WARNING, "parse/roles/form"),
    Rule("RB011", "missing-boundaries", INFO, "parse/roles/form"),
    Rule("RB012", "missing-persona", INFO, "parse/roles/form"),
    Rule("RB013", "plain-mandate-item", WARNING, "parse/roles/form"),
    Rule("RB014", "file-name-differs", INFO, "parse/roles/form"),
    Rule("RB015", "folder-differs", INFO, "parse/roles/form"),
    Rule("RB016", "hidden-characters", ERROR, "parse/hidden"),
    Rule("RB017", "empty-file", ERROR, "parse/atlases/atlases"),
    Rule("RB018", "not-a-mapping", ERROR, "formats/yaml/shapes"),
    Rule("RB019", "invalid-yaml", ERROR, "formats/yaml/problems"),
    Rule("RB020", "missing-field", ERROR, "parse/fields/problems"),
    Rule("RB021", "binary-file", ERROR, "sources/texts"),
    Rule("RB022", "yaml-alias", ERROR, "formats/yaml/refusals"),
    Rule("RB023", "yaml-too-deep", ERROR, "formats/yaml/refusals"),
    Rule("RB024", "link-outside", ERROR, "sources/folders"),
    Rule("RB025", "empty-role-file", ERROR, "parse/readings"),
    Rule("RB026", "allowance-without-reason", ERROR, "triage/allowances"),
    Rule("RB027", "unused-allowance", WARNING, "triage/allowances"),
    Rule("RB028", "unknown-rule", ERROR, "triage/allowances"),
    Rule("RB029", "list-too-long", ERROR, "formats/yaml/refusals"),
    Rule("RB030", "too-many-files", ERROR, "sources/reading"),
    Rule("RB031", "heading-too-deep", WARNING, "parse/roles/depths"),
    Rule("RB032", "nested-too-deep", WARNING, "parse/roles/depths"),
    Rule("RB033", "unknown-instruction", WARNING, "triage/allowances"),
    Rule("RB034", "empty-boundary", WARNING, "parse/roles/form"),
    Rule("RB035", "unused-ignore", WARNING, "triage/idle_settings"),
    Rule("RB036", "unknown-domain", WARNING, "triage/idle_settings"),
    Rule("RB041", "lookalike-name", ERROR, "checks/lookalikes"),
    Rule("RB042", "rewritten-id", WARNING, "parse/roles/ids"),
    Rule("RB045", "too-many-findings", WARNING, "triage/floods"),
    Rule("RB046", "unknown-language", WARNING, "parse/fields/language"),
    Rule("RB050", "name-not-utf8", ERROR, "sources/walking"),
    Rule("RB070", "other-section-name", INFO, "parse/roles/form"),
    Rule("RB071", "unread-boundary", WARNING, "checks/ownership"),
    Rule("RB072", "unread-limits", INFO, "checks/ownership"),
    Rule("RB080", "unread-file", WARNING, "checks/left_out"),
    Rule("RB081", "empty-profile", WARNING, "parse/profiles/profiles"),
    Rule("RB090", "odd-front-matter", WARNING, "formats/markdown/front_matter"),
    Rule("RB091", "form-of-unread-file", INFO, "parse/library"),
    Rule("RB092", "conflict-markers", ERROR, "parse/conflicts"),
    Rule("RB093", "two-roles-in-one-file", ERROR, "parse/roles/fleet"),
    # References
    Rule("RB101", "dangling-owner", ERROR, "checks/references"),
    Rule("RB102", "dangling-relation", ERROR, "checks/references"),
    Rule("RB103", "dangling-prerequisite", ERROR, "checks/atlases"),
    Rule("RB104", "dangling-charted-role", ERROR, "checks/atlases"),
    Rule("RB105", "dangling-level", ERROR, "checks/atlases"),
    Rule("RB106", "dangling-mandate-item", ERROR, "checks/references"),
    Rule("RB107", "dangling-doctrine", ERROR, "checks/docs"),
    Rule("RB108", "dangling-doc-reference", ERROR, "checks/docs"),
    Rule("RB109", "ambiguous-reference", ERROR, "checks/references"),
    Rule("RB110", "duplicate-id", ERROR, "checks/identities"),
    Rule("RB111", "self-reference", ERROR, "checks/references"),
    Rule("RB112", "external-taken", WARNING, "triage/idle_settings"),
    Rule("RB113", "identical-copy", WARNING, "checks/identities"),
    Rule("RB114", "repeated-reference", WARNING, "checks/references"),
    Rule("RB115", "named-but-left-out", ERROR, "checks/left_out"),
    Rule("RB116", "unknown-class", ERROR, "checks/profiles"),
    Rule("RB117", "repeated-seat", ERROR, "checks/profiles"),
    Rule("RB118", "superior-not-on-roster", ERROR, "checks/profiles"),
    Rule("RB119", "lead-not-on-roster", ERROR, "checks/profiles"),
    Rule("RB120", "unknown-collaborator", WARNING, "checks/collaborators"),
    Rule("RB121", "unknown-skill", WARNING, "checks/skills"),
    Rule("RB122", "skill-as-agent", WARNING, "checks/skills"),
    Rule("RB123", "skill-name-not-folder", WARNING, "checks/host_names"),
    Rule("RB124", "name-in-two-folders", WARNING, "checks/host_names"),
    Rule("RB125", "abbreviated-name", INFO, "checks/loose_names"),
    Rule("RB126", "outside-actors", INFO, "checks/loose_names"),
    Rule("RB127", "other-edition", INFO, "checks/identities"),
    Rule("RB145", "alias-taken", WARNING, "checks/identities"),
    Rule("RB146", "repeated-item", WARNING, "checks/identities"),
    Rule("RB147", "unused-external", INFO, "triage/idle_settings"),
    Rule("RB148", "unclosed-reference", WARNING, "checks/docs"),
    # Order
    Rule("RB201", "prerequisite-cycle", ERROR, "checks/cycles"),
    Rule("RB202", "reporting-cycle", ERROR, "checks/cycles"),
    Rule("RB203", "escalation-cycle", ERROR, "checks/cycles"),
    Rule("RB204", "delegation-cycle", WARNING, "checks/cycles"),
    Rule("RB205", "roster-cycle", ERROR, "checks/profiles"),
    Rule("RB206", "escalated-downwards", WARNING, "checks/reporting"),
    Rule("RB207", "one-sided-handover", INFO, "checks/reporting"),
    Rule("RB208", "reports-to-own-domain", WARNING, "checks/reporting"),
    # Boundaries and ownership
    Rule("RB301", "boundary-without-owner", WARNING, "checks/ownership"),
    Rule("RB302", "disowned-mandate", ERROR, "checks/ownership"),
    Rule("RB303", "ownership-cycle", ERROR, "checks/deferral_circles"),
    Rule("RB304", "deferral-to-disowner", ERROR, "checks/deferral_circles"),
    Rule("RB305", "claimed-twice", WARNING, "checks/ownership"),
    Rule("RB306", "unclaimed-handoff", INFO, "checks/unclaimed_handoffs"),
    Rule("RB307", "cycle-in-other-words", INFO, "checks/similar_wording"),
    Rule("RB308", "refusal-in-other-words", INFO, "checks/similar_wording"),
    Rule("RB309", "claims-in-other-words", INFO, "checks/similar_mandates"),
    Rule("RB310", "listed-without-owner", INFO, "checks/ownership"),
    Rule("RB311", "misspelt-name", INFO, "checks/ownership"),
    Rule("RB320", "disowned-in-other-words", INFO, "checks/similar_mandates"),
    Rule("RB321", "given-on", INFO, "checks/similar_wording"),
    Rule("RB330", "stale-review", WARNING, "checks/reviews"),
    # Atlases, evidence, rubrics
    Rule("RB401", "level-inversion", WARNING, "checks/learning"),
    Rule("RB402", "redundant-prerequisite", INFO, "checks/learning"),
    Rule("RB403", "missing-evidence", WARNING, "parse/atlases/missing"),
    Rule("RB404", "incomplete-evidence", WARNING, "checks/evidence"),
    Rule("RB405", "unmeetable-evidence", WARNING, "checks/evidence"),
    Rule("RB406", "value-out-of-range", ERROR, "parse/fields/problems"),
    Rule("RB407", "score-disagrees", WARNING, "checks/evidence"),
    Rule("RB408", "missing-hours", WARNING, "parse/atlases/missing"),
    Rule("RB409", "levels-out-of-order", WARNING, "checks/evidence"),
    Rule("RB410", "isolated-competency", INFO, "checks/learning"),
    Rule("RB411", "missing-target-level", WARNING, "parse/atlases/missing"),
    Rule("RB412", "missing-role", WARNING, "parse/atlases/missing"),
    Rule("RB413", "tiers-out-of-order", WARNING, "checks/evidence"),
    Rule("RB414", "untaught-concept", WARNING, "parse/imports/exercism_findings"),
    Rule("RB415", "untaught-prerequisite", WARNING, "parse/imports/exercism_findings"),
    Rule("RB416", "dangling-association", WARNING, "parse/imports/case_associations"),
    Rule("RB417", "unknown-evidence", WARNING, "checks/evidence"),
    Rule("RB418", "empty-atlas", INFO, "parse/atlases/missing"),
    Rule("RB419", "concept-taught-twice", WARNING, "parse/imports/exercism_concepts"),
    Rule("RB420", "undefined-concept", WARNING, "parse/imports/exercism_concepts"),
    Rule("RB421", "needs-what-it-teaches", WARNING, "parse/imports/exercism_concepts"),
    Rule("RB422", "repeated-concept", WARNING, "parse/imports/exercism_concepts"),
    Rule("RB423", "second-root", WARNING, "parse/imports/exercism_concepts"),
    Rule("RB424", "dangling-proof", ERROR, "checks/atlases"),
    # Pages and links
    Rule("RB501", "claimed-address", ERROR, "checks/docs"),
    Rule("RB502", "dead-link", WARNING, "checks/links"),
    Rule("RB503", "diagram-too-large", INFO, "checks/diagrams"),
    Rule("RB515", "link-astray", WARNING, "checks/links"),
    Rule("RB516", "long-title", INFO, "checks/titles"),
    Rule("RB520", "hand-written-instead", INFO, "checks/docs"),
    # Agents and their hosts
    Rule("RB601", "name-not-of-host", WARNING, "checks/hosts"),
    Rule("RB640", "unknown-crew-agent", ERROR, "parse/agents/crews"),
    Rule("RB641", "unknown-crew-task", ERROR, "parse/agents/crews"),
    # Rolebook itself
    Rule("RB901", "internal-error", ERROR, "diagnostics/internal"),
    Rule("RB902", "unsafe-diagram", WARNING, "diagnostics/internal"),
)
"""By number."""

_BY_CODE: Final = {one.code: one for one in RULES}


def rule(code: str) -> Rule:
    """The rule with this number. Raises `KeyError` where the catalogue has none."""
    return _BY_CODE[code]
