"""A valid atlas in; what is not required but leaves a hole in its page out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.model import Atlas, Competency
from rolebook.parse.yaml_tree import YamlMap


def holes(atlas: Atlas, tree: YamlMap) -> Iterator[Diagnostic]:
    """Every hole once; what was reported as wrong is not reported as missing too."""
    yield from _missing_role(atlas, tree)
    for competency, node in zip(atlas.competencies, tree.items_of("competencies"), strict=True):
        if isinstance(node, YamlMap):
            yield from _missing_level(competency, node, atlas)
            yield from _missing_hours(competency, node)
            yield from _missing_evidence(competency, node)


MISSING_ROLE = Rule("RB412", "missing-role", Severity.WARNING)
"""An atlas without a role is on no role's page, so those it is for do not find it."""


def _missing_role(atlas: Atlas, tree: YamlMap) -> Iterator[Diagnostic]:
    if tree.lacks("role"):
        message = f"atlas `{atlas.id}` names no role"
        yield Diagnostic(MISSING_ROLE, message, atlas.span, "add `role:` with the role's id")


MISSING_TARGET_LEVEL = Rule("RB411", "missing-target-level", Severity.WARNING)
"""Without a target level nobody knows when the competency is reached."""


def _missing_level(one: Competency, node: YamlMap, atlas: Atlas) -> Iterator[Diagnostic]:
    if node.lacks("target_level"):
        ids = " or ".join(f"`{level.id}`" for level in atlas.levels[:5])
        help = f"add `target_level:` with {ids or 'the id of a level'}"
        message = f"competency `{one.id}` has no target level"
        yield Diagnostic(MISSING_TARGET_LEVEL, message, one.span, help)


MISSING_HOURS = Rule("RB408", "missing-hours", Severity.WARNING)
"""The hours of a path are the sum of its competencies' hours; one without makes it too short."""


def _missing_hours(one: Competency, node: YamlMap) -> Iterator[Diagnostic]:
    if node.lacks("practice_hours"):
        message = f"competency `{one.id}` has no practice hours"
        yield Diagnostic(MISSING_HOURS, message, one.span, "add `practice_hours: 2`, or how many")


MISSING_EVIDENCE = Rule("RB403", "missing-evidence", Severity.WARNING)
"""A competency that nothing shows can be claimed by anybody."""


def _missing_evidence(one: Competency, node: YamlMap) -> Iterator[Diagnostic]:
    if node.lacks("evidence"):
        help = "add `evidence:` with its `type`, `count` and `window_days`"
        message = f"competency `{one.id}` asks for no evidence"
        yield Diagnostic(MISSING_EVIDENCE, message, one.span, help)
