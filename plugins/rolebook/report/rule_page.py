"""A rule's code in; the address of its page out, where it is known."""

from __future__ import annotations

import functools
import os
from importlib.metadata import metadata
from typing import Final

DOCUMENTATION: Final = "ROLEBOOK_DOCS_URL"
"""Rolebook's own site: a variable, for there is no one home of it."""


def rule_page(code: str) -> str:
    """Where a rule is explained; empty where nobody says where Rolebook's own site stands."""
    site = documentation()
    return f"{site}/reference/rules/{code.lower()}/" if site else ""


def documentation() -> str:
    """Where the pages of the rules stand, if whoever publishes or packages Rolebook says so."""
    if named := os.environ.get(DOCUMENTATION):
        return named.rstrip("/")
    return _packaged()


@functools.cache
def _packaged() -> str:
    urls = metadata("rolebook").get_all("Project-URL") or ()
    listed = dict(one.split(", ", 1) for one in urls if ", " in one)
    return str(listed.get("Documentation", "")).rstrip("/")
