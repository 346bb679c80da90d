"""Changes in, the JSON of `diff.schema.json` out."""

from __future__ import annotations

import json
from typing import Any

from rolebook.changes.change import Change
from rolebook.changes.report import SEVERITIES, Report, Side
from rolebook.diagnostics import Diagnostic


def render(report: Report) -> str:
    """One JSON object; changes in the order of every report."""
    findings = report.findings
    groups = {"new": findings.new, "mended": findings.mended, "remaining": findings.remaining}
    said = {
        "version": 1,
        "from": _side(report.old),
        "to": _side(report.new),
        "changes": [_change(one) for one in report.changes],
        "findings": {
            "counts": {
                name: {f"{kind.value}s": sum(o.level is kind for o in some) for kind in SEVERITIES}
                for name, some in groups.items()
            },
            **{
                name: [_finding(one, one.order in findings.agreed) for one in some]
                for name, some in groups.items()
            },
        },
    }
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    # what of a file's name is no UTF-8 becomes an escape of JSON
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "commit": None if side.now else side.commit,
        "note": side.note,
    }


def _change(one: Change) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": one.kind, "subject": one.subject}
    texts = {"from": one.old, "to": one.new}
    said |= {name: text for name, text in texts.items() if text is not None}
    others = {"field": one.field, "owner": one.owner, "reason": one.reason, "settle": one.settle}
    said |= {name: text for name, text in others.items() if text}
    span = one.span
    return said | {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "state": "from" if one.gone else "to",
    }


def _finding(one: Diagnostic, agreed: bool) -> dict[str, Any]:
    return {
        "code": one.rule.code,
        "name": one.rule.name,
        "severity": one.level.value,
        "message": one.message,
        "help": one.help,
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "baseline": agreed,
    }
