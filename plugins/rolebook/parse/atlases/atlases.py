"""An atlas file in; the atlas out (design.md §2.3). Problems are returned, never raised."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.elements import elements
from rolebook.formats.yaml.shapes import mapping_of
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar, read_tree
from rolebook.model import (
    Atlas,
    Competency,
    Criterion,
    EvidenceRequirement,
    Level,
    PracticeTier,
    Reference,
    Rubric,
    Specification,
)
from rolebook.parse.atlases.fields import (
    AtlasFields,
    CompetencyFields,
    EvidenceFields,
    LevelFields,
    RubricFields,
)
from rolebook.parse.atlases.missing import holes
from rolebook.parse.fields.language import written_language
from rolebook.parse.fields.read import read_fields
from rolebook.text.source import Source, Span

_STAND_INS: Final = {"title": ("id", "atlas_id")}
"""A thing that lacks its title is named by its id, so that what refers to it does not dangle."""

EMPTY_FILE = rule("RB017")
"""An empty file among the atlases is an atlas that somebody began, or lost."""


def read_atlas(source: Source) -> tuple[Atlas | None, list[Diagnostic]]:
    """The atlas of a YAML or JSON file; none where it has no valid `atlas_id`."""
    tree, problems = read_tree(source)
    if tree is None or (isinstance(tree, YamlScalar) and tree.is_null):
        if not problems:
            message, help = "this atlas file is empty", "write the atlas, or remove the file"
            problems.append(Diagnostic(EMPTY_FILE, message, Span(source.path), help))
        return None, problems
    mapping, found = mapping_of(tree, "an atlas", "start it with `atlas_id: …`")
    problems += found
    if mapping is None:
        return None, problems
    fields = read_fields(mapping, AtlasFields, _STAND_INS)
    problems += fields.diagnostics
    if fields.values is None:
        return None, problems
    lang, unknown = written_language(fields.tree, ("lang", "language"))
    atlas = replace(_atlas(fields.values, fields.tree, source), lang=lang)
    problems += (*unknown, *holes(atlas, fields.tree, mapping))
    return atlas, [replace(one, subjects=(atlas.id,)) for one in problems]


def _atlas(values: AtlasFields, tree: YamlMap, source: Source) -> Atlas:
    competencies = zip(values.competencies, tree.items_of("competencies"), strict=True)
    levels = enumerate(zip(values.levels, tree.items_of("levels"), strict=True))
    tiers = zip(values.practice_tiers, tree.items_of("practice_tiers"), strict=True)
    return Atlas(
        id=values.atlas_id,
        title=values.title,
        path=source.path,
        span=_span(tree, "atlas_id"),
        programme=values.programme,
        eyebrow=values.eyebrow,
        labels=_texts(tree.get("labels")),
        roles=_references(tree, "role"),
        context=tuple(values.context.items()),
        summary=values.summary,
        specifications=tuple(
            Specification(one.subject, one.spec, one.key) for one in values.specifications
        ),
        provenance=values.provenance,
        levels=tuple(_level(one, node, order) for order, (one, node) in levels),
        practice_tiers=tuple(
            PracticeTier(one.id, one.title or one.id, _span(node, "id"), one.description)
            for one, node in tiers
        ),
        rubric=_rubric(values.rubric, tree.get("rubric")),
        competencies=tuple(_competency(one, node, values) for one, node in competencies),
    )


def _level(values: LevelFields, node: Tree, order: int) -> Level:
    return Level(
        values.id,
        order,
        _span(node, "id"),
        values.code,
        values.title,
        values.min_score,
        values.anchor,
        _span(node, "min_score"),
    )


def _competency(values: CompetencyFields, node: Tree, atlas: AtlasFields) -> Competency:
    tree = node if isinstance(node, YamlMap) else None
    return Competency(
        id=values.id,
        title=values.title,
        atlas=atlas.atlas_id,
        span=_span(node, "id"),
        category=values.category,
        target_level=_reference(node, "target_level"),
        practice_hours=values.practice_hours,
        description=values.description,
        why=values.why,
        prerequisites=_references(tree, "prerequisites"),
        proves=_references(tree, "proves"),
        evidence=_evidence(values.evidence, tree and tree.get("evidence")),
        rubric=_rubric(values.rubric, tree and tree.get("rubric")),
    )


def _evidence(values: EvidenceFields | None, node: Tree | None) -> EvidenceRequirement | None:
    if values is None or not isinstance(node, YamlMap):
        return None
    return EvidenceRequirement(
        type=values.type,
        span=_span(node, "type"),
        count=values.count,
        window_days=values.window_days,
        description=values.description,
        template=values.template,
        events=_texts(node.get("events")),
        kpi=values.kpi,
        count_span=_span(node, "count"),
        window_span=_span(node, "window_days"),
        empty=tuple((key.text, key.span) for key, value in node.entries if _is_empty(value)),
    )


def _rubric(values: RubricFields | None, node: Tree | None) -> Rubric | None:
    if values is None or not isinstance(node, YamlMap):
        return None
    pairs = zip(values.criteria, node.items_of("criteria"), strict=True)
    criteria = (
        Criterion(one.id, one.title or one.id, one.score, _span(item, "score"))
        for one, item in pairs
    )
    return Rubric(values.title, tuple(criteria))


def _span(node: Tree, key: str) -> Span:
    """The value of a key; the mapping where it is not there."""
    value = node.get(key) if isinstance(node, YamlMap) else None
    return (value or node).span


def _is_empty(node: Tree) -> bool:
    if isinstance(node, YamlScalar):
        return node.is_null or not node.text.strip()
    return isinstance(node, YamlList) and not node.items


def _reference(node: Tree, key: str) -> Reference | None:
    value = node.scalar(key) if isinstance(node, YamlMap) else None
    words = value.part(0, len(value.text)) if value else None
    return Reference(words.text.strip(), words.span) if words and words.text.strip() else None


def _references(tree: YamlMap | None, key: str) -> tuple[Reference, ...]:
    return tuple(Reference(one.text, one.span) for one in elements(tree and tree.get(key)))


def _texts(node: Tree | None) -> tuple[str, ...]:
    return tuple(one.text for one in elements(node))
