"""`rolebook diff`: where it works, what it refuses, what it says and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving, ownerless

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

BORDER = "- **Does NOT do the work of lead** — that is the **lead**'s job.\n"


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    allowed = ["-c", "protocol.file.allow=always"]
    subprocess.run(["git", "-C", root, *who, *allowed, *arguments], check=True, capture_output=True)


def committed(top: Path) -> None:
    git(top, "add", ".")
    git(top, "commit", "-qm", "x")


def bordering(id: str) -> str:
    return clean(id).replace("- **Never at night.**\n", BORDER)


@pytest.fixture
def root(project: Write) -> Path:
    """A committed library in a folder of a repository."""
    top = project(
        {
            "mkdocs.yml": "{}",
            "library/mkdocs.yml": "plugins: [rolebook]\n",
            "library/roles/sales/ae.md": bordering("ae"),
            "library/roles/sales/lead.md": clean("lead"),
            "library/roles/sales/old.md": ownerless("old"),
        }
    )
    git(top, "init", "-q")
    committed(top)
    return top / "library"


def kinds(result: Result) -> list[str]:
    return [one["kind"] for one in json.loads(result.stdout)["changes"]]


def test_it_works_from_wherever_the_project_is_seen(root: Path, at: Run) -> None:
    (root / "roles/sales/new.md").write_text(clean("new"), "utf-8")
    for folder in (root, root / "roles", root / "roles/sales"):
        assert kinds(at(folder, "diff", "HEAD", "--format", "json")) == ["role-added"]
    for path in (["library"], ["-f", "library/mkdocs.yml"], ["library/roles"], ["."]):
        result = at(root.parent, "diff", "HEAD", *path, "--format", "json")
        assert kinds(result)[-1] == "role-added"
    told = at(root.parent, "diff", "HEAD", "library").stdout
    assert "library/roles/sales/new.md:3:36: role-added" in told


def test_a_folder_without_a_configuration_is_read_on_defaults(project: Write, at: Run) -> None:
    top = project({"agents/one.md": "---\nname: one\ndescription: Reads mail.\n---\n\nRead.\n"})
    (top / "mkdocs.yml").unlink()
    git(top, "init", "-q")
    committed(top)
    (top / "agents/one.md").write_text(
        "---\nname: one\ndescription: Reads\n  mail and letters.\n---\n\nRead.\n", "utf-8"
    )
    for arguments in ((), ("agents",)):
        result = at(top, "diff", "HEAD", *arguments, "--format=json")
        (one,) = json.loads(result.stdout)["changes"]
        assert (one["kind"], one["field"], one["from"], one["to"]) == (
            "field-changed",
            "description",
            "Reads mail.",
            "Reads mail and letters.",
        )


def test_each_state_is_read_with_its_own_configuration(root: Path, at: Run) -> None:
    (root / "mkdocs.yml").write_text("plugins: [rolebook: {roles: people}]\n", "utf-8")
    (root / "roles").rename(root / "people")
    git(root.parent, "add", ".")
    result = at(root, "diff", "HEAD", "--format", "json")
    report = json.loads(result.stdout)
    assert (report["changes"], report["from"]["note"]) == ([], "")
    committed(root.parent)
    root.rename(root.parent / "handbook")
    result = at(root.parent / "handbook", "diff", "HEAD", "--format", "json")
    report = json.loads(result.stdout)
    assert (report["changes"], report["from"]["note"]) == ([], "")


@pytest.mark.parametrize(
    ("then", "note"),
    [
        ("plugins: [rolebook: {rolse: people}]\n", "unknown key `rolse`"),
        ("plugins: [rolebook: {severity: {RB199: error}}]\n", "`RB199`"),
        ("plugins: [search]\n", "has no `rolebook:` block"),
        ("plugins: [\n", "is not valid YAML"),
        ("", "is empty"),
    ],
)
def test_where_a_state_had_no_configuration_that_of_today_is_used(
    root: Path, at: Run, then: str, note: str
) -> None:
    good = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(then, "utf-8")
    committed(root.parent)
    (root / "mkdocs.yml").write_text(good, "utf-8")
    (root / "roles/sales/new.md").write_text(clean("new"), "utf-8")
    result = at(root, "diff", "HEAD")
    assert result.exit_code == 0
    assert "role-added" in result.stdout
    (line,) = [one for one in result.stdout.splitlines() if one.startswith("note: HEAD: ")]
    assert "read with the configuration of today: " in line
    assert note in line
    assert "/tmp" not in line
    assert "rolebook-" not in line


def test_what_the_other_branch_did_since_is_none_of_ours(root: Path, at: Run) -> None:
    top = root.parent
    git(top, "branch", "-m", "main")
    git(top, "checkout", "-qb", "ours")
    (root / "roles/sales/new.md").write_text(clean("new"), "utf-8")
    committed(top)
    git(top, "checkout", "-q", "main")
    (root / "roles/sales/old.md").unlink()
    committed(top)
    git(top, "checkout", "-q", "ours")

    def subjects(*revisions: str) -> list[str]:
        result = at(root, "diff", *revisions, "--format", "json")
        return [one["subject"] for one in json.loads(result.stdout)["changes"]]

    assert sorted(subjects("main")) == ["sales/new", "sales/old"]
    assert subjects("main...") == subjects("main...ours") == ["sales/new"]
    assert subjects("main..ours") == subjects("main", "ours")
    result = at(root, "diff", "main...nowhere")
    assert (result.exit_code, result.stderr) == (2, "rolebook: `nowhere` is no revision here\n")


def test_nothing_of_the_repository_is_touched(root: Path, at: Run) -> None:
    (root / "roles/sales/new.md").write_text(ownerless("new"), "utf-8")
    (root / "roles/sales/lead.md").touch()

    def everything() -> dict[Path, tuple[int, int]]:
        found = {one: one.stat() for one in root.parent.rglob("*")}
        return {one: (stat.st_mtime_ns, stat.st_size) for one, stat in found.items()}

    before = everything()
    at(root, "diff", "HEAD")
    at(root, "diff", "HEAD", "HEAD")
    assert everything() == before


def test_a_shallow_clone_and_a_submodule_that_is_not_there(
    root: Path, at: Run, tmp_path: Path
) -> None:
    git(root.parent, "submodule", "add", "-q", f"file://{root.parent}", "library/roles/other")
    committed(root.parent)
    (root / "roles/sales/new.md").write_text(clean("new"), "utf-8")
    committed(root.parent)
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{root.parent}", "copy")
    copy = tmp_path / "copy/library"
    assert kinds(at(copy, "diff", "HEAD~1", "HEAD", "--format", "json")) == ["role-added"]
    assert kinds(at(copy, "diff", "HEAD~1", "--format", "json")) == ["role-added"]
    result = at(copy, "diff", "HEAD~2")
    assert result.exit_code == 2
    assert "`HEAD~2` is no revision here; the clone is shallow" in result.stderr
    # nor where it is there: what it holds is as it was
    assert kinds(at(root, "diff", "HEAD~1", "--format", "json")) == ["role-added"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "`nowhere` is no revision here"),
        (["HEAD", "nowhere"], "`nowhere` is no revision here"),
        (["HEAD", "HEAD", "nowhere"], "there is no `nowhere`: neither a revision nor a path"),
        (["HEAD", "HEAD", "HEAD"], "two revisions can be compared, not more"),
        (["--", "--output=x"], "`--output=x` is no revision here"),
        (["HEAD", "roles/sales"], "`roles/sales` is a part of a library"),
    ],
)
def test_what_cannot_be_compared_is_exit_2(
    root: Path, at: Run, arguments: list[str], said: str
) -> None:
    result = at(root, "diff", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_outside_of_a_repository_it_is_exit_2(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": clean("ae")})
    result = at(root, "diff", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("rolebook: not a git repository")
    assert result.stderr.count("\n") == 1


def test_it_ends_with_1_for_what_it_is_to_fail_on(root: Path, at: Run) -> None:
    def ends(*names: str) -> int:
        return at(root, "diff", "HEAD", "--fail-on", ",".join(names)).exit_code

    assert ends("suspect", "new-errors", "new-warnings", "role-added") == 0
    (root / "roles/sales/new.md").write_text(giving("new", "nobody"), "utf-8")
    assert [ends(), ends("suspect"), ends("new-errors"), ends("role-added")] == [0, 0, 1, 1]
    assert at(root, "diff", "HEAD").exit_code == 0
    result = at(root, "diff", "HEAD", "--fail-on", "new-error")
    assert result.exit_code == 2
    assert "there is no `new-error` to fail on; did you mean `new-errors`?" in result.stderr


def test_what_the_baseline_agrees_to_does_not_fail(root: Path, at: Run) -> None:
    (root / "roles/sales/new.md").write_text(giving("new", "nobody"), "utf-8")
    at(root, "check", "--write-baseline", "known.json")
    (root / "mkdocs.yml").write_text("plugins: [rolebook: {baseline: known.json}]\n", "utf-8")
    result = at(root, "diff", "HEAD", "--fail-on", "new-errors")
    assert result.exit_code == 0
    assert re.search(r"new roles/sales/new.md:.*RB101.*\(in the baseline\)", result.stdout)


def test_a_suspect_boundary_is_quiet_once_it_was_reviewed(root: Path, at: Run) -> None:
    lead, executive = root / "roles/sales/lead.md", root / "roles/sales/ae.md"
    lead.write_text(clean("lead").replace("every day", "every week"), "utf-8")
    result = at(root, "diff", "HEAD", "--fail-on", "suspect")
    assert result.exit_code == 1
    settle = re.search(r"once reviewed: (\{reviewed: [0-9a-f]{8}\})", result.stdout)
    assert settle
    committed(root.parent)
    reviewed = BORDER.replace("lead**", f"lead** {settle[1]}", 1)
    executive.write_text(bordering("ae").replace(BORDER, reviewed), "utf-8")
    report = json.loads(at(root, "diff", "HEAD~1", "--format", "json").stdout)
    assert [one["kind"] for one in report["changes"]] == ["responsibility-reworded"]
    assert "stale-review" not in at(root, "check").stdout
    committed(root.parent)
    lead.write_text(clean("lead").replace("every day", "every month"), "utf-8")
    assert at(root, "diff", "HEAD", "--fail-on", "suspect").exit_code == 1
    assert "warning[RB330] stale-review" in at(root, "check").stdout


def test_markdown_is_safe_and_leads_to_the_lines(
    root: Path, at: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_REPOSITORY", "CI_PROJECT_URL", "CI_REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    (root / "roles/sales/lead.md").write_text(
        clean("lead").replace("every day", "every | week with @everyone <b>"), "utf-8"
    )
    text = at(root, "diff", "HEAD", "--format", "markdown").stdout
    assert text.startswith("### Rolebook: 1 change in meaning from HEAD to the working tree, 1 ")
    assert "](library/roles/sales/ae.md#L11)" in text
    assert r"every \| week" in text
    assert "@everyone" not in re.sub("`[^`]*`", "", text)
    monkeypatch.setenv("GITHUB_REPOSITORY", "x/y")
    assert re.search(
        r"\]\(https://github.com/x/y/blob/[0-9a-f]{40}/library/roles/sales/ae.md#L11\)",
        at(root, "diff", "HEAD", "--format", "markdown").stdout,
    )
