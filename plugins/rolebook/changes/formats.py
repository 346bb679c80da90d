"""Nothing in; the formats that a report of changes is told in out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rolebook.changes import json, markdown, text
from rolebook.changes.report import Report

FORMATS: Final[dict[str, Callable[[Report], str]]] = {
    "text": text.render,
    "json": json.render,
    "markdown": markdown.render,
}
"""Every format of `rolebook diff --format`."""
