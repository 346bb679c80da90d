"""Findings in, GitHub workflow commands out: annotations on the lines of a pull request."""

from __future__ import annotations

from typing import Final

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report.counts import mended
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.text.visible import visible

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def render(findings: Findings) -> str:
    """One command a finding, and one where the baseline is out of date."""
    findings = seen_from_caller(findings)
    commands = [_command(one) for one in findings.diagnostics]
    if note := mended(findings):
        commands.append(f"::notice title=baseline::{_data(note)}")
    return "".join(f"{command}\n" for command in commands)


def _command(one: Diagnostic) -> str:
    notes = [f"{related.message} ({related.span})" for related in one.related]
    helps = [f"help: {line}" for line in one.help.split("\n")] if one.help else []
    message = "\n".join(map(visible, [one.message, *notes, *helps]))
    properties = {
        "file": visible(one.span.path),
        "line": one.span.line,
        "endLine": one.span.end_line,
        "col": one.span.column,
        "endColumn": one.span.end_column,
        "title": f"{one.rule.code} {one.rule.name}",
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[one.level]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
