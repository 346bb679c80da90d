"""Findings in, one line for each out: for editors, `grep` and `wc -l`."""

from __future__ import annotations

from rolebook.diagnostics import Diagnostic
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.text.visible import visible


def render(findings: Findings) -> str:
    """`path:line:column: error[RB101] dangling-owner: message`; nothing where nothing is wrong."""
    seen = seen_from_caller(findings)
    return "".join(f"{_line(one)}\n" for one in seen.diagnostics)


def _line(one: Diagnostic) -> str:
    name = f"{one.level.value}[{one.rule.code}] {one.rule.name}"
    return f"{visible(str(one.span))}: {name}: {visible(one.message)}"
