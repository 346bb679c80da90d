"""Defects of Rolebook itself, which no source is to blame for."""

from __future__ import annotations

from rolebook.diagnostics.catalogue import rule

INTERNAL_ERROR = rule("RB901")
"""A defect of Rolebook itself, not of the sources: please report it. A preview shows it and lives
on with the last good pages; a check or build ends."""

UNSAFE_DIAGRAM = rule("RB902")
"""A defect of Rolebook itself: a diagram held what no diagram may; a list stands in its place."""
