from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main
from rolebook.report import FORMATS
from rolebook.rules import RULES

Write = Callable[[Mapping[str, str | bytes]], Path]

CLEAN = """# {title} — fleet role definition

The **{id}** does its work (`class: {id}`).

## Mandate

1. **Do the work of {id}** — every day.

## Boundaries

- **Never at night.**

## Persona

Calm.
"""


def clean(id: str) -> str:
    return CLEAN.format(id=id, title=id.replace("-", " ").title())


def giving(id: str, owner: str) -> str:
    boundary = f"- **Does NOT do what {owner} does** — that is the **{owner}**'s job.\n"
    return clean(id).replace("- **Never at night.**\n", boundary)


def ownerless(id: str) -> str:
    return clean(id).replace("- **Never at night.**", "- **Does NOT stay late**")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command line in a folder."""

    def run(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return run


Run = Callable[..., Result]


def places(result: Result) -> list[str]:
    return [
        f"{one['path']}:{one['line']} {one['name']}"
        for one in json.loads(result.stdout)["diagnostics"]
    ]


# Exit codes


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


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({"mkdocs.yml": "site_name: x"}, ["check"], "here has no `rolebook:` block"),
        ({"mkdocs.yml": "plugins: ["}, ["check"], "is not valid YAML"),
        ({"mkdocs.yml": "plugins: [{rolebook: {rols: x}}]"}, ["check"], "did you mean `roles`?"),
        ({"mkdocs.yml": "plugins: [{rolebook: {roles: x}}]"}, ["check"], "names no folder"),
        ({"roles/a.md/b": ""}, ["check", "roles/nowhere.md"], "there is no `roles/nowhere.md`"),
        ({"roles/a.md": ""}, ["check", "roles/b/a.md"], "there is no `roles/b/a.md` in `"),
        ({"roles/ae.md": ""}, ["check", "roles/aee.md"], "did you mean `roles/ae.md`?"),
        ({"roles/x/ae.md": ""}, ["check", r"roles\x\ae.md"], "did you mean `roles/x/ae.md`?"),
        ({"roles/.keep": "", "empty/.keep": ""}, ["check", "empty"], "roles are `.md` files"),
        ({"roles/a.md": "", "b.md": ""}, ["check", "roles/a.md", "b.md"], "`b.md` lies outside"),
        ({"roles/.keep": "", "b.md": ""}, ["check", ".", "b.md"], "`.` is a project with a"),
        ({"roles/.keep": ""}, ["check", "--baseline", "x.json"], "--write-baseline writes one"),
        ({"roles/a.md": "a: b: c"}, ["check", "-f", "roles/a.md"], "a file such as `mkdocs"),
        ({"docs/.keep": ""}, ["check"], "neither a folder `roles`"),
        ({"roles/.keep": ""}, ["check", "--format", "xml"], "xml"),
        ({"roles/.keep": ""}, ["check", "--fast"], "--fast"),
        ({"roles/.keep": ""}, ["check", "-f", "nowhere.yml"], "does not exist"),
        ({"roles/.keep": ""}, ["explain", "RB999"], "there is no rule `RB999`"),
        ({"roles/.keep": ""}, ["frobnicate"], "frobnicate"),
        (
            {
                "roles/.keep": "",
                "mkdocs.yml": "plugins: [{rolebook: {severity: {danglng-owner: off}}}]",
            },
            ["check"],
            "did you mean `dangling-owner`?",
        ),
        (
            {
                "roles/.keep": "",
                "mkdocs.yml": "plugins: [{rolebook: {ignore: [{path: x, codes: RB9}]}}]",
            },
            ["check"],
            "`RB9` in the `rolebook:` block is no rule",
        ),
    ],
)
def test_what_is_wrong_with_the_command_is_exit_2(
    project: Write, at: Run, files: dict[str, str], arguments: list[str], message: str
) -> None:
    result = at(project(files), *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["write", "site"])
def test_every_command_has_the_same_exit_code_for_a_broken_configuration(
    project: Write, at: Run, command: str
) -> None:
    root = project({"mkdocs.yml": "plugins: [{rolebook: {roles: x}}]"})
    arguments = [command, "out"] if command == "write" else [command]
    assert at(root, *arguments).exit_code == 2
    assert not (root / "out").exists()
    assert not (root / "site").exists()


def test_a_library_with_an_error_is_not_written(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": giving("ae", "lead")})
    result = at(root, "write", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "dangling-owner" in result.stderr
    assert not (root / "out").exists()


# Which library a path means

COMPETENCIES = """levels: [{id: able}]
competencies:
  - {id: ask, title: Ask, target_level: able, practice_hours: 1, evidence: {type: recording}}
"""

LIBRARY = {
    "roles/sales/ae.md": giving("ae", "lead"),
    "roles/sales/lead.md": clean("lead"),
    "roles/legal/counsel.md": giving("counsel", "clerk"),
    "atlases/closing.yml": f"atlas_id: closing\ntitle: Closing\nrole: nobody\n{COMPETENCIES}",
    "docs/index.md": "[[nobody]]\n",
}


def test_no_path_is_the_project(project: Write, at: Run) -> None:
    root = project(LIBRARY)
    everything = [
        "atlases/closing.yml:3 dangling-charted-role",
        "docs/index.md:1 dangling-doc-reference",
        "roles/legal/counsel.md:11 dangling-owner",
    ]
    assert places(at(root, "check", "--format", "json")) == everything
    # … from a folder within it, too, and by its folder from anywhere
    assert places(at(root / "roles" / "sales", "check", "--format", "json")) == everything
    assert places(at(root.parent, "check", str(root), "--format", "json")) == everything
    assert places(at(root, "check", ".", "--format", "json")) == everything
    inside = at(root.parent, "check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    assert places(inside) == everything


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("roles/legal", ["roles/legal/counsel.md:11 dangling-owner"]),
        ("roles/legal/counsel.md", ["roles/legal/counsel.md:11 dangling-owner"]),
        ("roles/sales", []),
        ("atlases", ["atlases/closing.yml:3 dangling-charted-role"]),
        ("docs/index.md", ["docs/index.md:1 dangling-doc-reference"]),
        ("roles/sales/../legal/", ["roles/legal/counsel.md:11 dangling-owner"]),
    ],
)
def test_a_path_in_a_configured_folder_limits_the_report_not_the_reading(
    project: Write, at: Run, path: str, expected: list[str]
) -> None:
    result = at(project(LIBRARY), "check", path, "--format", "json")
    assert places(result) == expected
    assert result.exit_code == (1 if expected else 0)
    assert json.loads(result.stdout)["summary"]["roles"] == 3


def test_paths_from_a_folder_within_the_project(project: Write, at: Run) -> None:
    result = at(project(LIBRARY) / "roles", "check", "legal", "sales", "--format", "json")
    assert places(result) == ["roles/legal/counsel.md:11 dangling-owner"]


def test_a_finding_concerns_every_file_that_it_names(project: Write, at: Run) -> None:
    root = project(
        {
            f"roles/sales/{one}.md": clean(one).replace(
                "# ", f"---\nreports_to: {other}\n---\n# ", 1
            )
            for one, other in (("ae", "lead"), ("lead", "ae"), ("rep", "lead"))
        }
    )
    for file, number in (("ae", 1), ("lead", 1), ("rep", 0)):
        result = at(root, "check", f"roles/sales/{file}.md", "--format", "json")
        assert places(result) == ["roles/sales/ae.md:2 reporting-cycle"] * number


def test_any_other_path_is_a_library_of_its_own(project: Write, at: Run) -> None:
    root = project(
        {
            "mkdocs.yml": "plugins: [{rolebook: {external: [clerk], severity: {RB101: off}}}]",
            "roles/.keep": "",
            "elsewhere/roles/legal/counsel.md": giving("counsel", "clerk"),
            "elsewhere/package.json": '{"name": "no atlas"}',
            "elsewhere/ci.yml": "steps: []",
            "elsewhere/atlases/closing.yml": "title: no id\n",
            "elsewhere/maps/opening.yml": "atlas_id: opening\ntitle: Opening\nrole: counsel\n"
            + COMPETENCIES,
            "elsewhere/site/index.md": "# x — fleet role definition",
            "elsewhere/mkdocs.yml": "site_name: no block",
        }
    )
    result = at(root, "check", "elsewhere", "--format", "json")
    assert places(result) == [
        "atlases/closing.yml:1 missing-field",
        "roles/legal/counsel.md:11 dangling-owner",
    ]
    assert json.loads(result.stdout)["summary"]["atlases"] == 1


def test_single_files_are_a_library_too(project: Write, at: Run) -> None:
    root = project(
        {
            "mkdocs.yml": "site_name: no block",
            "here/counsel.md": giving("counsel", "clerk"),
            "there/clerk.md": clean("clerk"),
            "there/closing.json": '{"title": "no id"}',
        }
    )
    alone = at(root, "check", "here/counsel.md", "--format", "json")
    assert places(alone) == ["counsel.md:11 dangling-owner"]
    both = at(root, "check", "here/counsel.md", "there/clerk.md", "--format", "json")
    assert (both.exit_code, places(both)) == (0, [])
    # a file that is named is read as what its name says it is
    atlas = at(root, "check", "there/closing.json", "--format", "json")
    assert places(atlas) == ["closing.json:1 missing-field"]


def test_paths_inside_and_outside_are_not_mixed(project: Write, at: Run) -> None:
    root = project({**LIBRARY, "elsewhere/x.md": clean("x")})
    result = at(root, "check", "roles/sales", "elsewhere")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_a_broken_configuration_above_is_none_of_ours(project: Write, at: Run) -> None:
    root = project({"mkdocs.yml": "plugins: [", "far/away/roles/x.md": clean("x")})
    assert at(root / "far" / "away", "check", "roles").exit_code == 0
    assert at(root, "check", "far").exit_code == 2


def test_a_folder_without_any_source_is_no_green_library(project: Write, at: Run) -> None:
    result = at(project({"mkdocs.yml": "{}", "notes/x.txt": "x"}), "check", "notes")
    assert result.exit_code == 2
    assert "no role file and no atlas" in result.stderr


# Formats


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


# Other commands


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(tmp_path: Path, at: Run, rule: object) -> None:
    code, name = rule.code, rule.name  # type: ignore[attr-defined]
    by_code, by_name = at(tmp_path, "explain", code.lower()), at(tmp_path, "explain", name)
    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout
    head, _, reason = by_code.stdout.partition("\n\n")
    assert head.startswith(f"{code} {name} (")
    assert len(reason.strip()) > 20


def test_explain_lists_all_rules(tmp_path: Path, at: Run) -> None:
    listed = at(tmp_path, "explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]


def test_no_code_and_no_name_is_used_twice() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_version_is_known(tmp_path: Path, at: Run) -> None:
    from importlib.metadata import version

    result = at(tmp_path, "--version")
    assert (result.exit_code, result.stdout.split()[-1]) == (0, version("rolebook"))
