"""What a repository says of its states, and that it is only read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook.hosting.revisions import RevisionError, repository_of

Write = Callable[[Mapping[str, str | bytes]], Path]

TEXT = "".join(f"line {number}\n" for number in range(20))


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def top(project: Write) -> Path:
    top = project({"a/one.md": TEXT, "a/two.md": "two\n", "b/three.md": "three\n"})
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-qm", "first")
    return top


def test_a_file_that_git_takes_for_renamed_has_its_old_path(top: Path) -> None:
    repository = repository_of(top / "a")
    first = repository.commit("HEAD")
    before = {one: one.stat() for one in (top / ".git").rglob("*")}
    (top / "a/one.md").rename(top / "b/other ü.md")
    (top / "b/other ü.md").write_text(TEXT.replace("line 3", "line three"), "utf-8")
    assert repository.renamed(first) == {"b/other ü.md": "a/one.md"}
    assert repository.renamed(first, inside=["a"]) == {}
    assert repository.changed(first) == {"a/one.md", "b/other ü.md"}
    assert {one: one.stat() for one in (top / ".git").rglob("*")} == before
    git(top, "add", ".")
    assert repository.renamed(first) == {"b/other ü.md": "a/one.md"}
    git(top, "commit", "-qm", "second")
    assert repository.renamed(first) == {"b/other ü.md": "a/one.md"}
    assert repository.renamed(first, repository.commit("HEAD")) == {"b/other ü.md": "a/one.md"}
    assert repository.renamed(repository.commit("HEAD"), first) == {"a/one.md": "b/other ü.md"}


def test_a_state_is_written_as_far_as_it_is_asked_for(top: Path, tmp_path: Path) -> None:
    repository = repository_of(top)
    (top / "a/two.md").write_text("changed\n", "utf-8")
    tree = repository.write(repository.commit("HEAD"), ["a", "nowhere"], tmp_path)
    assert sorted(one.name for one in tree.rglob("*.md")) == ["one.md", "two.md"]
    assert (tree / "a/two.md").read_text("utf-8") == "two\n"
    repository.write(repository.commit("HEAD"), ["."], tmp_path)
    assert (tree / "b/three.md").exists()


def test_of_a_shallow_clone_it_is_said_that_history_is_missing(top: Path, tmp_path: Path) -> None:
    git(top, "commit", "-qm", "second", "--allow-empty")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{top}", "copy")
    with pytest.raises(RevisionError, match=r"the clone is shallow: `git fetch --unshallow`"):
        repository_of(tmp_path / "copy").commit("HEAD~1")


def test_a_hook_may_say_which_repository_it_runs_in(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(top)
    for name, value in {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}.items():
        monkeypatch.setenv(name, value)
    repository = repository_of(top / "a")
    assert repository.top == top.resolve()
    (top / "a/two.md").write_text("changed\n", "utf-8")
    assert repository.changed(repository.commit("HEAD")) == {"a/two.md"}
