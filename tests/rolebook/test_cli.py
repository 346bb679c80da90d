from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import Result

from rolebook.cli import COMMANDS, Row

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


@pytest.mark.parametrize("row", COMMANDS, ids=[one.name for one in COMMANDS])
def test_the_list_says_of_a_command_what_it_says_of_itself(row: Row) -> None:
    said = " ".join((row.command.help or "").split("\n\n")[0].split())
    assert (row.name, row.help) == (row.command.name, said)


def test_the_list_of_commands_imports_none() -> None:
    code = "import sys, rolebook.cli.main as cli; cli.main(['--help'], standalone_mode=False);"
    code += "print({'networkx', 'pydantic', 'rolebook.build'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


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
        ({"roles/.keep": "", "empty/.keep": ""}, ["check", "empty"], "a role is a `.md` file"),
        ({"roles/a.md": "", "b.md": ""}, ["check", "roles/a.md", "b.md"], "`b.md` lies outside"),
        ({"roles/.keep": "", "b.md": ""}, ["check", ".", "b.md"], "`.` is a project with a"),
        ({"roles/.keep": ""}, ["check", "--baseline", "x.json"], "--write-baseline writes one"),
        ({"roles/a.md": "a: b: c"}, ["check", "-f", "roles/a.md"], "a file such as `mkdocs"),
        ({"docs/.keep": ""}, ["check"], "neither a folder `roles`"),
        ({"roles/.keep": ""}, ["check", "--format", "xml"], "xml"),
        ({"roles/.keep": ""}, ["check", "--fast"], "--fast"),
        ({"roles/.keep": ""}, ["check", "-f", "nowhere.yml"], "does not exist"),
        ({"roles/.keep": ""}, ["explain", "RB999"], "there is no rule `RB999`"),
        ({"roles/.keep": ""}, ["explain", "danglng-ownr"], "did you mean `dangling-owner`?"),
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


def test_the_version_is_known(tmp_path: Path, at: Run) -> None:
    result = at(tmp_path, "--version")
    assert (result.exit_code, result.stdout.split()[-1]) == (0, version("rolebook"))


@pytest.mark.parametrize("module", ["rolebook", "rolebook.cli.main"])
def test_python_runs_the_command_line_as_a_module(module: str) -> None:
    command = [sys.executable, "-m", module, "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("Usage: rolebook ")
