"""An atlas in; the YAML of the atlas format that says the same out, the same text every time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from rolebook.model import Atlas, Competency, EvidenceRequirement, Level, Rubric
from rolebook.parse.fields.types import FROM_THRESHOLD

WIDTH: Final = 88
"""Columns after which a long text goes on in the next line."""


def native_yaml(atlas: Atlas) -> str:
    """The text of an atlas file: fields in the order of the documentation, empty ones left out."""
    fields = {
        "atlas_id": atlas.id,
        "title": atlas.title,
        "programme": atlas.programme,
        "eyebrow": atlas.eyebrow,
        "labels": _Inline(atlas.labels),
        "lang": atlas.lang,
        "role": _roles(atlas),
        "context": dict(atlas.context),
        "summary": atlas.summary,
        "specifications": [
            _said({"subject": one.subject, "spec": one.spec, "key": one.key})
            for one in atlas.specifications
        ],
        "provenance": atlas.provenance,
        "levels": [_level(one) for one in atlas.levels],
        "practice_tiers": [
            _said({"id": one.id, "title": one.title, "description": one.description})
            for one in atlas.practice_tiers
        ],
        "rubric": _rubric(atlas.rubric),
        "competencies": [_competency(one) for one in atlas.competencies],
    }
    return yaml.dump(
        _said(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )


def _roles(atlas: Atlas) -> str | _Inline:
    """One as a text, unless a comma in it would divide it; several as a list."""
    names = [one.written for one in atlas.roles]
    return names[0] if len(names) == 1 and "," not in names[0] else _Inline(names)


def _level(one: Level) -> dict[str, Any]:
    return _said(
        {
            "id": one.id,
            "code": one.code,
            "title": one.title,
            "min_score": _number(one.min_score),
            "anchor": one.anchor,
        }
    )


def _competency(one: Competency) -> dict[str, Any]:
    return _said(
        {
            "id": one.id,
            "title": one.title,
            "category": one.category,
            "target_level": one.target_level.written if one.target_level else "",
            "practice_hours": _number(one.practice_hours),
            "description": one.description,
            "why": one.why,
            "prerequisites": _Inline(reference.written for reference in one.prerequisites),
            "proves": _Inline(reference.written for reference in one.proves),
            "evidence": _evidence(one.evidence),
            "rubric": _rubric(one.rubric),
        }
    )


def _evidence(one: EvidenceRequirement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return _said(
        {
            "type": one.type,
            "count": one.count,
            "window_days": one.window_days,
            "description": one.description,
            "template": one.template,
            "events": _Inline(one.events),
            "kpi": one.kpi,
        }
    )


def _rubric(rubric: Rubric | None) -> dict[str, Any] | None:
    if rubric is None:
        return None
    criteria = [
        _said(
            {
                "id": one.id,
                "title": one.title,
                "score": FROM_THRESHOLD if one.score is None else _number(one.score),
            }
        )
        for one in rubric.criteria
    ]
    return _said({"title": rubric.title, "criteria": criteria})


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing. A number is never nothing, be it 0."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


class _Inline(list[str]):
    """A list that stands on one line: `[a, b]`."""


class _Dumper(yaml.SafeDumper):
    """Lists indented as people write them, texts of several lines as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _inline(dumper: _Dumper, value: _Inline) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    # YAML takes some separators of Unicode for line ends, unless they are escaped
    style = '"' if re.search("[\x85\u2028\u2029]", value) else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(_Inline, _inline)
_Dumper.add_representer(str, _text)
