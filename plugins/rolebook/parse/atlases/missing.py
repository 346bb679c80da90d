"""A valid atlas in; what is not required but leaves a hole in its page out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import YamlList, YamlMap
from rolebook.model import Atlas, Competency
from rolebook.text.source import Span


def holes(atlas: Atlas, tree: YamlMap, written: YamlMap) -> Iterator[Diagnostic]:
    """Every hole once; what was reported as wrong is not reported as missing too.

    `tree` is what of the file was taken, `written` all of it.
    """
    yield from _missing_role(atlas, tree)
    yield from _no_competencies(atlas, tree, written)
    for competency, node in zip(atlas.competencies, tree.items_of("competencies"), strict=True):
        if isinstance(node, YamlMap):
            yield from _missing_level(competency, node, atlas)
            yield from _missing_hours(competency, node)
            yield from _missing_evidence(competency, node)


def _place(node: YamlMap, key: str, thing: Span) -> Span:
    """The key that was written with nothing after it, else the thing that lacks it."""
    written = node.key(key)
    return written.span if written else thing


MISSING_ROLE = rule("RB412")
"""An atlas without a role is on no role's page, so those it is for do not find it."""


def _missing_role(atlas: Atlas, tree: YamlMap) -> Iterator[Diagnostic]:
    listed = tree.get("role")
    if tree.lacks("role") or (isinstance(listed, YamlList) and not listed.items):
        message = f"atlas `{atlas.id}` names no role"
        place = _place(tree, "role", atlas.span)
        yield Diagnostic(MISSING_ROLE, message, place, "write `role:` with the role's id")


EMPTY_ATLAS = rule("RB418")
"""An atlas without competencies is a page that promises a map and shows none."""


def _no_competencies(atlas: Atlas, tree: YamlMap, written: YamlMap) -> Iterator[Diagnostic]:
    listed = written.get("competencies")
    if tree.lacks("competencies") or (isinstance(listed, YamlList) and not listed.items):
        message = f"atlas `{atlas.id}` has no competencies"
        help = "list them under `competencies:`, each with an `id` and a `title`"
        yield Diagnostic(EMPTY_ATLAS, message, _place(tree, "competencies", atlas.span), help)


MISSING_TARGET_LEVEL = rule("RB411")
"""Without a target level nobody knows when the competency is reached."""


def _missing_level(one: Competency, node: YamlMap, atlas: Atlas) -> Iterator[Diagnostic]:
    if node.lacks("target_level"):
        ids = " or ".join(f"`{level.id}`" for level in atlas.levels[:5])
        help = f"write `target_level:` with {ids or 'the id of a level'}"
        message = f"competency `{one.id}` has no target level"
        place = _place(node, "target_level", one.span)
        yield Diagnostic(MISSING_TARGET_LEVEL, message, place, help)


MISSING_HOURS = rule("RB408")
"""The hours of a path are the sum of its competencies' hours; one without makes it too short."""


def _missing_hours(one: Competency, node: YamlMap) -> Iterator[Diagnostic]:
    if node.lacks("practice_hours"):
        message = f"competency `{one.id}` has no practice hours"
        place = _place(node, "practice_hours", one.span)
        yield Diagnostic(MISSING_HOURS, message, place, "write `practice_hours: 2`, or how many")


MISSING_EVIDENCE = rule("RB403")
"""A competency that nothing shows can be claimed by anybody."""


def _missing_evidence(one: Competency, node: YamlMap) -> Iterator[Diagnostic]:
    if node.lacks("evidence"):
        help = (
            "write `evidence: {type: artifact_submission, count: 1, window_days: 30, template: …}`,"
            " or what else shows it"
        )
        message = f"competency `{one.id}` asks for no evidence"
        place = _place(node, "evidence", one.span)
        yield Diagnostic(MISSING_EVIDENCE, message, place, help)
