"""Findings in, the JSON of design.md §4 out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from rolebook.diagnostics import Diagnostic
from rolebook.report.findings import Findings


def render(findings: Findings) -> str:
    """One JSON object (`report.schema.json`); keys in the order of the design."""
    report: dict[str, Any] = {"version": 1, "summary": findings.summary()}
    if findings.root:
        report["root"] = Path(os.path.abspath(findings.root)).as_posix()  # noqa: PTH100  links stay
    if findings.baseline:
        report["baseline"] = {
            "hidden": findings.baseline.hidden,
            "mended": findings.baseline.mended,
        }
    report["left_out"] = [
        {"path": one.path, "reason": one.reason, "help": one.help}
        for one in findings.library.left_out
    ]
    report["handoffs"] = [
        {
            "path": one.span.path,
            "line": one.span.line,
            "owner": one.owner,
            "verdict": one.verdict.value,
        }
        for one in findings.handoffs
    ]
    report["diagnostics"] = [_diagnostic(one) for one in findings.diagnostics]
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    # what of a file's name is no UTF-8 becomes an escape of JSON
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.rule.code,
        "name": one.rule.name,
        "severity": one.level.value,
        "message": one.message,
        "help": one.help,
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "related": [
            {
                "message": related.message,
                "path": related.span.path,
                "line": related.span.line,
                "column": related.span.column,
            }
            for related in one.related
        ],
    }
