"""What git knows of names and files that are gone is told, once for all their places."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving

from rolebook.hosting import renamed_sources

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


LONG = "\n".join(
    ["", "## How", *(f"\nStep {n} is as good as the one before." for n in range(9)), ""]
)
"""What makes it the same file to git, whatever its name and title."""


@pytest.fixture
def root(project: Write) -> Path:
    """A committed library in a folder of a repository."""
    top = project(
        {
            "mkdocs.yml": "{}",
            "library/mkdocs.yml": "plugins: [rolebook]\n",
            "library/roles/sales/ae.md": giving("ae", "quota-setter"),
            "library/roles/sales/se.md": giving("se", "quota-setter"),
            "library/roles/sales/README.md": "# Sales\n\nAsk [the lead](quota-setter.md).\n",
            "library/roles/sales/quota-setter.md": clean("quota-setter") + LONG,
        }
    )
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-qm", "first")
    return top / "library"


def renamed(text: str) -> str:
    """By another name and another title: a title would go on leading here."""
    return re.sub("^# .* —", "# Number Caller —", text.replace("quota-setter", "number-caller"))


def rename(root: Path) -> None:
    old, new = root / "roles/sales/quota-setter.md", root / "roles/sales/number-caller.md"
    new.write_text(renamed(old.read_text("utf-8")), "utf-8")
    old.unlink()


NAMED = "`quota-setter` became `sales/number-caller`, as git tells, and is still named at 2 places"
LINKED = "`roles/sales/quota-setter.md` became `roles/sales/number-caller.md`, as git tells"


def test_a_rename_by_hand_is_told_once(root: Path, at: Run) -> None:
    rename(root)
    report = at(root, "check")
    assert report.exit_code == 1
    assert NAMED in report.stdout
    assert LINKED in report.stdout
    assert report.stdout.count("error[RB101]") == 1
    assert "still written here (roles/sales/se.md" in report.stdout
    assert "write `sales/number-caller`, or add `quota-setter` to its `aliases:`" in report.stdout
    assert "link to `number-caller.md`" in report.stdout
    assert "did you mean" not in report.stdout


def test_a_rename_that_is_committed_is_told_too(root: Path, at: Run) -> None:
    rename(root)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "second")
    (root / "roles/sales/ae.md").write_text(giving("ae", "quota-setter") + "\nMore.\n", "utf-8")
    git(root, "commit", "-qam", "third")
    report = at(root, "check").stdout
    assert NAMED in report
    assert LINKED in report


def test_an_id_that_changed_in_its_file_is_told(root: Path, at: Run) -> None:
    file = root / "roles/sales/quota-setter.md"
    git(root, "mv", "roles/sales/quota-setter.md", "roles/sales/qs.md")
    git(root, "commit", "-qam", "second")
    file = root / "roles/sales/qs.md"
    file.write_text(renamed(file.read_text("utf-8")), "utf-8")
    assert NAMED in at(root, "check").stdout


def test_where_nothing_dangles_git_is_not_asked(
    root: Path, at: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renamed_sources, "repository_of", lambda folder: 1 / 0)
    assert at(root, "check").exit_code == 0


def test_without_a_repository_it_is_said_as_before(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": giving("ae", "quota-setter")})
    assert "is no role or domain of this library" in at(root, "check").stdout
