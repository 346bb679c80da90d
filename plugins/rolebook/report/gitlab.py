"""Findings in, GitLab's code quality report out: a widget on a merge request.

The format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from typing import Any, Final

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagnostics.baseline import Fingerprint, digest, fingerprints
from rolebook.report.findings import Findings
from rolebook.text.visible import visible

_SEVERITIES: Final = {
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(findings: Findings) -> str:
    """One array; an entry a finding, and an empty one where nothing is wrong."""
    named = zip(findings.diagnostics, fingerprints(findings.diagnostics), strict=True)
    report = [_entry(one, name, findings) for one, name in named]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(one: Diagnostic, name: Fingerprint, findings: Findings) -> dict[str, Any]:
    span = one.span
    help = f"; help: {one.help}" if one.help else ""
    return {
        "description": " ".join(visible(f"{one.message}{help}").split()),
        "check_name": f"{one.rule.code} {one.rule.name}",
        "fingerprint": digest(name),  # of the project's path: another folder changes nothing
        "severity": _SEVERITIES[one.level],
        "location": {
            "path": visible(findings.seen(span.path)),
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
