from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.diagnostics import Diagnostic, Explained, Related, Rule, Severity
from rolebook.diagnostics.reasons import explained
from rolebook.model import Library
from rolebook.report import Findings
from rolebook.text.source import Span

Reported = Callable[[Mapping[str, str | bytes]], Findings]
Made = Callable[..., Findings]

ROOT = Path(__file__).parents[3]

QUIET = "plugins: [{rolebook: {severity: {RB010: off, RB011: off, RB012: off, RB014: off}}}]\n"


@pytest.fixture
def reported(project: Callable[..., Path]) -> Reported:
    """What is found in the files of a project."""

    def report(files: Mapping[str, str | bytes]) -> Findings:
        checked = check(load_settings(project({"mkdocs.yml": QUIET, **files}) / "mkdocs.yml"))
        library = checked.library
        return Findings(checked.diagnostics, library, library.sources, rules=explained())

    return report


@pytest.fixture
def broken(reported: Reported) -> Findings:
    """Findings of every severity, in Markdown, YAML and JSON, some with related places."""
    return reported(
        {
            "mkdocs.yml": "plugins: [rolebook]\n",
            "roles/sales/a b#ü.md": "# Ä — fleet role definition\n\n`class: a-b`\n\n"
            "## Boundaries\n\n- **Does NOT x** {#k} — **no-body**'s lane.\n- **Does NOT y** — z.\n",
            "roles/sales/one.md": "---\nreports_to: two\n---\n# One — fleet role definition\n",
            "roles/sales/two.md": "---\nreports_to: one\n---\n# Two — fleet role definition\n",
            "roles/sales/bytes.md": b"# \xff\n",
            "atlases/a.yml": "atlas_id: a\ntitle: A\ncompetencies:\n"
            "  - {id: p, title: P, prerequisites: [q]}\n"
            "  - {id: q, title: Q, prerequisites: [p]}\n",
            "atlases/b.json": '{"atlas_id": "b", "title": "B", "competencies": [{"id": "p"}]}',
        }
    )


@pytest.fixture
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What is found in this repository's own library."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("roles", "atlases"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "mkdocs.yml").write_text("plugins: [rolebook]\n", "utf-8")
    checked = check(load_settings(folder / "mkdocs.yml"))
    return Findings(checked.diagnostics, checked.library, checked.library.sources)


@pytest.fixture
def made() -> Made:
    """The findings of a run in which no check made any: messages with their places."""

    def make(*told: tuple[str, dict[str, Any]], rules: tuple[Explained, ...] = ()) -> Findings:
        diagnostics = [_finding(message, **rest) for message, rest in told]
        diagnostics.sort(key=lambda one: one.order)
        return Findings(tuple(diagnostics), Library(), rules=rules)

    return make


def _finding(
    message: str,
    *,
    help: str = "",
    path: str = "roles/a.md",
    line: int = 1,
    severity: Severity = Severity.ERROR,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    rule = Rule("RB101", "dangling-owner", severity)
    return Diagnostic(rule, message, Span(path, line, 1, line, 2), help, related)
