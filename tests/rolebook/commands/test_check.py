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
    assert list(report) == ["version", "summary", "root", "left_out", "handoffs", "diagnostics"]
    assert report["root"] == root.as_posix()
    assert report["version"] == 1
    assert report["summary"] == {
        "errors": 2,
        "warnings": 1,
        "infos": 1,
        "roles": 3,
        "boundaries": 2,
        "atlases": 0,
        "competencies": 0,
        "skills": 0,
        "profiles": 0,
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


NOTE = "# Notes\n\nNo role.\n"


@pytest.mark.parametrize("files", [{"roles/x.md": NOTE}, {"roles/x.txt": "x", "atlases/.keep": ""}])
def test_a_project_without_role_and_atlas_is_never_green(
    project: Write, at: Run, files: dict[str, str]
) -> None:
    result = at(project(files), "check")
    assert result.exit_code == 2
    assert "no problems" not in result.output
    assert result.stderr.startswith("rolebook: found no role and no atlas in `roles`")


def test_a_folder_of_prose_is_never_green_and_says_what_it_may_be(project: Write, at: Run) -> None:
    root = project({"mkdocs.yml": "{}", "far/a.md": NOTE, "far/b.md": NOTE, "far/x.yml": "a: 1"})
    result = at(root, "check", "far", "--format", "json")
    assert result.exit_code == 2
    assert [one["path"] for one in json.loads(result.stdout)["left_out"]] == [
        *("a.md", "b.md", "x.yml")
    ]
    assert "what is there by suffix: 2 .md, 1 .yml" in result.stderr
    assert "  a.md, b.md: neither the title of a fleet role" in result.stderr


def test_a_pasted_page_is_told_with_the_command_that_reads_it(project: Write, at: Run) -> None:
    page = "Closer — fleet role definition\n\nThe closer (class: closer) closes.\n\nMandate\n"
    root = project({"mkdocs.yml": "{}", "far/page.txt": page})
    for path in ("far", "far/page.txt"):
        result = at(root, "check", path)
        assert result.exit_code == 2
        assert "page.txt: the text of a role's page as a browser shows it" in result.stderr
        assert "`rolebook import page FILE --out DIR`" in result.stderr


def test_files_that_are_no_source_stand_in_sarif_too(project: Write, at: Run) -> None:
    root = project({"mkdocs.yml": "{}", "far/ae.md": clean("ae"), "far/b.md": NOTE})
    (run,) = json.loads(at(root, "check", "far", "--format", "sarif").stdout)["runs"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "note"
    place = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "far/b.md", "uriBaseId": "%SRCROOT%"}


def test_an_empty_file_where_no_role_is_meant_is_left_out(project: Write, at: Run) -> None:
    files = {"mkdocs.yml": "{}", "far/agents/ae.md": clean("ae"), "far/out/answer.md": ""}
    result = at(project(files), "check", "far")
    assert (result.exit_code, "out/answer.md: an empty file" in result.stdout) == (0, True)
    files["far/agents/b.md"] = ""
    assert "RB025" in at(project(files), "check", "far").stdout
