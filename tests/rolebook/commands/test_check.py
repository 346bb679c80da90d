from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import LIBRARY, clean, giving, ownerless

from rolebook.report import FORMATS

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def test_no_error_is_exit_0(project: Write, at: Run) -> None:
    result = at(project({"roles/sales/ae.md": clean("ae")}), "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 role, 0 boundaries, 0 atlases, 0 competencies: no problems\n"


def test_an_error_is_exit_1(project: Write, at: Run) -> None:
    result = at(project({"roles/sales/ae.md": giving("ae", "lead")}), "check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "error[RB101] dangling-owner" in result.stdout


def test_a_warning_is_exit_0_and_with_strict_exit_1(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": ownerless("ae")})
    assert at(root, "check").exit_code == 0
    assert at(root, "check", "--strict").exit_code == 1


def test_an_info_is_never_an_error(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": clean("ae").partition("## Persona")[0]})
    result = at(root, "check", "--strict")
    assert result.exit_code == 0
    assert "info[RB012]" in result.stdout


def test_json_has_the_keys_of_the_design_in_their_order(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": giving("ae", "lead"), "roles/legal/ae.md": clean("ae")})
    (root / "roles" / "legal" / "twin.md").write_text(ownerless("ae"), "utf-8")
    result = at(root, "check", "--format", "json")
    report = json.loads(result.stdout)
    assert list(report) == ["version", "summary", "diagnostics"]
    assert report["version"] == 1
    assert report["summary"] == {
        "errors": 2,
        "warnings": 1,
        "infos": 1,
        "roles": 3,
        "boundaries": 2,
        "atlases": 0,
        "competencies": 0,
    }
    assert list(report["summary"])[:4] == ["errors", "warnings", "infos", "roles"]
    twin = next(one for one in report["diagnostics"] if one["name"] == "duplicate-id")
    assert list(twin) == [
        *("code", "name", "severity", "message", "help"),
        *("path", "line", "column", "end_line", "end_column", "related"),
    ]
    assert list(twin["related"][0]) == ["message", "path", "line", "column"]
    owner = next(one for one in report["diagnostics"] if one["name"] == "dangling-owner")
    assert owner == {
        "code": "RB101",
        "name": "dangling-owner",
        "severity": "error",
        "message": "boundary owner `lead` is no role or domain of this library",
        "help": "name a role or domain of the library, or list it under `external:` in mkdocs.yml",
        "path": "roles/sales/ae.md",
        "line": 11,
        "column": 50,
        "end_line": 11,
        "end_column": 54,
        "related": [],
    }


def test_json_is_json_without_findings_too(project: Write, at: Run) -> None:
    result = at(project({"roles/sales/ae.md": clean("ae")}), "check", "--format", "json")
    assert json.loads(result.stdout)["diagnostics"] == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_names_every_finding_and_has_the_same_exit_code(
    project: Write, at: Run, form: str
) -> None:
    result = at(project(LIBRARY), "check", "--format", form)
    assert result.exit_code == 1
    for code in ("RB101", "RB104", "RB108"):
        assert code in result.stdout
    assert result.stdout == at(project(LIBRARY), "check", "--format", form).stdout
    assert result.stdout.endswith("\n")


def test_github_commands_say_where(project: Write, at: Run) -> None:
    result = at(project({"roles/sales/ae.md": giving("ae", "lead")}), "check", "--format", "github")
    assert result.stdout.startswith(
        "::error file=roles/sales/ae.md,line=11,endLine=11,col=50,endColumn=54,"
        "title=RB101 dangling-owner::boundary owner `lead` is no role"
    )
    assert "%0Ahelp: name a role" in result.stdout


def test_there_is_no_colour_but_on_a_terminal(project: Write, at: Run) -> None:
    result = at(project(LIBRARY), "check")
    assert "\x1b" not in result.output
