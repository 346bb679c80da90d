"""The words that every room reports problems with: rules, findings, severities."""

from rolebook.diagnostics.internal import INTERNAL_ERROR, UNSAFE_DIAGRAM
from rolebook.diagnostics.model import (
    Diagnostic,
    Explained,
    Related,
    Rule,
    Severity,
)

__all__ = [
    "INTERNAL_ERROR",
    "UNSAFE_DIAGRAM",
    "Diagnostic",
    "Explained",
    "Related",
    "Rule",
    "Severity",
]
