"""Findings in, SARIF 2.1.0 out, for code scanning and editors.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from rolebook.diagnostics import Diagnostic, Explained, Severity
from rolebook.diagnostics.baseline import Fingerprint, fingerprints
from rolebook.report.findings import Findings
from rolebook.text.source import Span
from rolebook.text.visible import visible

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT: Final = "%SRCROOT%"
"""The project, as code scanning names it."""

_BASE: Final = {"uriBaseId": ROOT}

FINGERPRINT: Final = "rolebook/v1"
"""The name of our fingerprints; its number grows when they are made in another way."""

_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.OFF: "none",
}
_SENTENCE_END: Final = re.compile(r"(?<=[.;])\s")


def render(findings: Findings) -> str:
    """One log with one run; every rule is in it, found or not."""
    explained = _catalogue(findings)
    numbers = {one.rule.code: number for number, one in enumerate(explained)}
    driver = {
        "name": "Rolebook",
        "version": version("rolebook"),
        "rules": [_rule(one) for one in explained],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the project."}}},
        "invocations": [_invocation(findings)],
        "results": [
            _result(one, numbers, fingerprint)
            for one, fingerprint in zip(
                findings.diagnostics, fingerprints(findings.diagnostics), strict=True
            )
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _invocation(findings: Findings) -> dict[str, Any]:
    """How the run went (3.20): a file that was left out is no result, and still to be told."""
    notes = [
        {
            "level": "note",
            "message": {"text": _message(f"left out: {one.reason}")},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": _uri(one.path), **_BASE}}}
            ],
        }
        for one in findings.library.left_out
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _catalogue(findings: Findings) -> list[Explained]:
    rules = {one.rule.code: Explained(one.rule, "") for one in findings.diagnostics}
    rules |= {one.rule.code: one for one in findings.rules}
    return [rules[code] for code in sorted(rules)]


def _rule(one: Explained) -> dict[str, Any]:
    reason = " ".join(one.reason.split()) or f"{one.rule.name.replace('-', ' ')}."
    return {
        "id": one.rule.code,
        "name": one.rule.name,
        "shortDescription": {"text": _message(_SENTENCE_END.split(reason, maxsplit=1)[0])},
        "fullDescription": {"text": _message(reason)},
        # GitHub shows it beside the finding, and will not do without
        "help": {"text": _message(f"{reason} See `rolebook explain {one.rule.code}`.")},
        "defaultConfiguration": {"level": _LEVELS[one.rule.severity]},
    }


def _result(
    one: Diagnostic, numbers: Mapping[str, int], fingerprint: Fingerprint
) -> dict[str, Any]:
    help = f"\nhelp: {one.help}" if one.help else ""
    result = {
        "ruleId": one.rule.code,
        "ruleIndex": numbers[one.rule.code],
        "level": _LEVELS[one.level],
        "message": {"text": _message(one.message) + _message(help)},
        "locations": [{"physicalLocation": _place(one.span)}],
        "partialFingerprints": {FINGERPRINT: _digest(fingerprint)},
    }
    if one.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.span),
                "message": {"text": _message(related.message)},
            }
            for number, related in enumerate(one.related, 1)
        ]
    return result


def _place(span: Span) -> dict[str, Any]:
    # an end column is that of the character after the last, as ours is (3.30.8)
    return {
        "artifactLocation": {"uri": _uri(span.path), **_BASE},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _uri(path: str) -> str:
    """A relative reference; bytes of a file name that are no UTF-8 are encoded as they are."""
    return quote(path, safe="/", errors="surrogateescape")


def _message(text: str) -> str:
    """Text in which a viewer finds neither placeholders nor links (3.11.5, 3.11.6)."""
    lines = "\n".join(visible(line) for line in text.split("\n"))
    return lines.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _digest(one: Fingerprint) -> str:
    written = json.dumps([one.path, one.code, one.message, one.nth])
    return hashlib.sha256(written.encode()).hexdigest()[:32]
