"""Findings in, SARIF 2.1.0 out, for code scanning and editors.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from rolebook.diagnostics import Diagnostic, Explained, Severity
from rolebook.diagnostics.baseline import Fingerprint, digest, fingerprints
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.report.rule_page import documentation, rule_page
from rolebook.text.source import Span
from rolebook.text.visible import visible

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT: Final = "%SRCROOT%"
"""Where the command was called, which is the top of the repository in CI, as scanners name it."""

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
    seen = seen_from_caller(findings)
    driver = {
        "name": "Rolebook",
        "version": version("rolebook"),
        **({"informationUri": f"{site}/"} if (site := documentation()) else {}),
        "rules": [_rule(one) for one in explained],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: _root(findings)},
        "invocations": [_invocation(seen)],
        "results": [
            _result(one, numbers, fingerprint)
            for one, fingerprint in zip(
                # of the project's paths: called from another folder, a finding is the same
                seen.diagnostics,
                fingerprints(findings.diagnostics),
                strict=True,
            )
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _root(findings: Findings) -> dict[str, Any]:
    root = {"description": {"text": "The folder that the command was called in."}}
    # absolute, and with the slash at its end that makes it a folder (3.14.14)
    uri = f"{Path(os.path.abspath(findings.caller)).as_uri()}/" if findings.caller else ""  # noqa: PTH100
    return {"uri": uri, **root} if uri else root


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
        **_help_uri(one.rule.code),
        "defaultConfiguration": {"level": _LEVELS[one.rule.severity]},
    }


def _help_uri(code: str) -> dict[str, str]:
    page = rule_page(code)
    return {"helpUri": page} if page else {}


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
        "partialFingerprints": {FINGERPRINT: digest(fingerprint)},
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
