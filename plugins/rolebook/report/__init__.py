"""Findings in, one text of them out; a format a module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rolebook.report import github, json, lines, markdown, sarif, text
from rolebook.report.findings import Findings

FORMATS: Final[dict[str, Callable[[Findings], str]]] = {
    "text": text.render,
    "lines": lines.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
    "markdown": markdown.render,
}
"""Every format of `rolebook check --format`; each renders the same findings in the same order."""

FOR_PEOPLE: Final = frozenset({"text", "lines"})
"""Formats that a terminal shows; the others are UTF-8 wherever they are printed."""

__all__ = ["FORMATS", "FOR_PEOPLE", "Findings"]
