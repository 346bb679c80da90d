"""Nothing in; how much a library may hold before it is refused or shown shorter, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def _limit(default: int, most: int | None = None) -> Any:
    """A limit, and the largest value that may be configured where more would do harm."""
    return field(default=default, metadata={} if most is None else {"most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """The `limits:` of the `rolebook:` block. All count from 1; each met one is a finding."""

    files: int = _limit(10_000)
    """Files that are read: roles, atlases and docs together."""

    file_bytes: int = _limit(1024 * 1024)
    """Bytes of a Markdown or YAML file, and of a picture that a source shows."""

    json_bytes: int = _limit(16 * 1024 * 1024)
    """Bytes of a JSON file: other programs write them, with thousands of competencies."""

    values: int = _limit(100_000)
    """Texts, lists and mappings in one front matter or YAML file."""

    json_values: int = _limit(1_000_000)
    """Texts, lists and mappings in one JSON file."""

    list_items: int = _limit(1_000)
    """Items of one list: in front matter, a YAML file, a mandate, boundaries."""

    json_items: int = _limit(50_000)
    """Items of one list in a JSON file."""

    nesting: int = _limit(50, most=100)
    """Lists and mappings within each other, in YAML and JSON."""

    heading_depth: int = _limit(6, most=6)
    """Levels of headings in a role; Markdown itself has six."""

    findings: int = _limit(1_000)
    """Findings of one rule about one file."""

    label_characters: int = _limit(400)
    """Characters of a title where another page names the thing; its own page shows all of it."""

    diagram_nodes: int = _limit(20, most=40)
    """Boxes of a diagram; above it a table says the same."""

    diagram_edges: int = _limit(100, most=400)
    """Arrows of a diagram. Graphviz takes a tenth of a second for 100, and two for 400."""


DEFAULTS = Limits()
