"""`rolebook check --since`: what a change touches, and what it broke elsewhere."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving, ownerless

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(project: Write) -> Path:
    """A committed library with one old finding, in a folder of a repository."""
    top = project(
        {
            "mkdocs.yml": "{}",
            "library/mkdocs.yml": "plugins: [rolebook]\n",
            "library/roles/sales/ae.md": giving("ae", "lead"),
            "library/roles/sales/lead.md": clean("lead"),
            "library/roles/sales/old.md": ownerless("old"),
        }
    )
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-qm", "first")
    return top / "library"


def found(result: Result) -> list[str]:
    return [line.partition(":")[0] for line in result.stdout.splitlines()]


def test_without_a_change_there_is_nothing_new(root: Path, at: Run) -> None:
    assert found(at(root, "check", "--format", "lines")) == ["roles/sales/old.md"]
    assert found(at(root, "check", "--format", "lines", "--since", "HEAD")) == []


def test_what_a_change_broke_elsewhere_is_told(root: Path, at: Run) -> None:
    (root / "roles/sales/lead.md").unlink()
    result = at(root, "check", "--format", "lines", "--since", "HEAD")
    assert (found(result), result.exit_code) == (["roles/sales/ae.md"], 1)
    git(root, "commit", "-qam", "second")
    assert found(at(root, "check", "--format", "lines", "--since", "HEAD")) == []
    assert found(at(root, "check", "--format", "lines", "--since", "HEAD~1")) == found(result)


def test_an_old_finding_in_a_file_that_changed_is_told(root: Path, at: Run) -> None:
    with (root / "roles/sales/old.md").open("a") as file:
        file.write("\nMore.\n")
    result = at(root, "check", "--format", "lines", "--since", "HEAD")
    assert (found(result), result.exit_code) == (["roles/sales/old.md"], 0)


def test_a_file_that_is_not_added_yet_counts(root: Path, at: Run) -> None:
    (root / "roles/sales/new.md").write_text(ownerless("new"), "utf-8")
    for folder in (root, root / "roles", root.parent):
        arguments = ["library"] if folder == root.parent else []
        result = at(folder, "check", *arguments, "--format", "lines", "--since", "HEAD")
        assert [Path(path).name for path in found(result)] == ["new.md"]


def test_nothing_of_the_repository_is_touched(root: Path, at: Run) -> None:
    (root / "roles/sales/new.md").write_text(ownerless("new"), "utf-8")
    git(root, "add", ".")
    index = (root.parent / ".git/index").read_bytes()
    at(root, "check", "--since", "HEAD")
    assert (root.parent / ".git/index").read_bytes() == index


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:library", ""])
def test_a_revision_that_is_none_is_exit_2(root: Path, at: Run, revision: str) -> None:
    result = at(root, "check", f"--since={revision}")
    if not revision:
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert result.stderr == f"rolebook: --since: `{revision}` is no revision here\n"


def test_outside_of_a_repository_it_is_exit_2(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": clean("ae")})
    result = at(root, "check", "--since", "HEAD")
    assert result.exit_code == 2
    assert "rolebook: --since: not a git repository" in result.stderr
