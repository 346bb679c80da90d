from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rolebook.config.load import load_settings
from rolebook.config.settings import Settings
from rolebook.sources import read_file, read_sources

Write = Callable[[Mapping[str, str | bytes]], Path]


def configured(root: Path) -> Settings:
    return load_settings(root / "mkdocs.yml")


def unconfigured(root: Path) -> Settings:
    return Settings(root, (root,), (root,), configured=False)


def test_sources_are_sorted_by_path_and_know_their_home(project: Write) -> None:
    root = project(
        {
            "roles/sales/b.md": "b",
            "roles/sales/a.md": "a",
            "roles/LIBRARY.md": "l",
            "atlases/deep/er/x.yaml": "x",
            "atlases/x.json": "{}",
            "docs/index.md": "d",
            "docs/notes.txt": "no page",
        }
    )
    found = read_sources(configured(root))
    assert [(one.path, one.home) for one in found.roles] == [
        ("roles/LIBRARY.md", "LIBRARY.md"),
        ("roles/sales/a.md", "sales/a.md"),
        ("roles/sales/b.md", "sales/b.md"),
    ]
    assert [one.path for one in found.atlases] == ["atlases/deep/er/x.yaml", "atlases/x.json"]
    assert [one.path for one in found.docs] == ["docs/index.md"]
    assert found.problems == ()


def test_two_folders_that_overlap_are_read_once(project: Write) -> None:
    root = project(
        {
            "roles/sales/a.md": "a",
            "mkdocs.yml": "plugins: [{rolebook: {roles: [roles, roles/sales]}}]",
        }
    )
    assert len(read_sources(configured(root)).roles) == 1


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark_are_set_aside(project: Write, line_end: str) -> None:
    text = f"\ufeffone{line_end}two{line_end}"
    root = project({"roles/a.md": text.encode()})
    (source,) = read_sources(configured(root)).roles
    assert source.text == "one\ntwo\n"
    assert source.position(4) == (2, 1)


def test_a_folder_that_nobody_configured_is_searched_with_care(project: Write) -> None:
    root = project(
        dict.fromkeys(
            [
                *("a.md", "team/roles/sales/b.md", ".claude/agents/c.md", ".git/d.md"),
                *(".venv/e.md", "site/f.md", "node_modules/g/h.md", "mkdocs.yml", "i.yml"),
                ".j.md",
            ],
            "x",
        )
    )
    found = read_sources(unconfigured(root))
    assert [(one.path, one.home) for one in found.roles] == [
        (".claude/agents/c.md", ".claude/agents/c.md"),
        ("a.md", "a.md"),
        ("team/roles/sales/b.md", "sales/b.md"),
    ]
    assert [one.path for one in found.atlases] == ["i.yml"]


def test_the_folders_of_hosts_are_searched_and_other_dot_folders_named(project: Write) -> None:
    read = [
        *(".agents/skills/x/SKILL.md", ".claude/agents/c.md", ".claude/skills/y/SKILL.md"),
        *(".cursor/agents/d.md", ".factory/droids/e.md", ".gemini/agents/f.md"),
        *(".github/agents/g.agent.md", ".github/chatmodes/h.chatmode.md", ".kiro/agents/i.md"),
        *(".opencode/agent/j.md", ".opencode/agents/k.md", "sub/.github/skills/z/SKILL.md"),
    ]
    root = project(
        dict.fromkeys(
            [
                *read,
                *(".cursor/rules/a.mdc", ".windsurf/rules/b.md", ".git/c.md", ".tool/state.json"),
                *(".github/copilot-instructions.md", ".github/workflows/d.md"),
                ".claude/worktrees/one/agents/c.md",
            ],
            "x",
        )
    )
    found = read_sources(unconfigured(root))
    assert [one.path for one in found.roles] == sorted(read)
    assert [one.path for one in found.left_out] == [".cursor/rules", ".windsurf"]


def test_a_domain_may_be_called_site(project: Write) -> None:
    root = project({"roles/site/foreman.md": "x"})
    assert [one.path for one in read_sources(configured(root)).roles] == ["roles/site/foreman.md"]


def test_a_folder_with_a_files_name_is_a_problem(project: Write) -> None:
    found = read_sources(configured(project({"roles/x.md/y.md": "x", "atlases/z.yml/w.yml": "x"})))
    assert [(one.rule.name, one.span.path) for one in found.problems] == [
        ("unreadable-file", "roles/x.md"),
        ("unreadable-file", "atlases/z.yml"),
    ]
    assert found.roles == ()
    assert found.atlases == ()


def test_a_file_that_refuses_to_be_read_is_a_problem(
    project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # tests may run as root, whom no file refuses
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = read_sources(
        Settings(root := project({"roles/x.md": "x"}), roles=(root / "roles",))
    ).problems
    assert problem.message == "`roles/x.md` cannot be read: permission denied"


def test_a_folder_that_refuses_to_be_listed_is_a_problem(
    project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path, onerror: Callable[[OSError], None] | None = None) -> Iterator[Any]:
        if onerror:
            onerror(PermissionError(13, "Permission denied", str(folder / "sales")))
        yield from ()

    root = project({"roles/sales/x.md": "x"})
    settings = Settings(root, roles=(root / "roles",))
    monkeypatch.setattr(os, "walk", refused)
    (problem,) = read_sources(settings).problems
    assert problem.message == "`roles/sales` cannot be read: permission denied"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(project: Write) -> None:
    root = project({"roles/a.md": "x"})
    os.mkfifo(root / "roles" / "pipe.md")
    found = read_sources(configured(root))
    assert [one.rule.name for one in found.problems] == ["unreadable-file"]
    assert [one.path for one in found.roles] == ["roles/a.md"]


def test_links_lead_nowhere_outside(project: Write) -> None:
    root = project({"roles/a.md": "a", "secret/s.md": "s", "docs/d.md": "d"})
    roles = root / "roles"
    (roles / "out.md").symlink_to(root / "secret" / "s.md")
    (roles / "in.md").symlink_to(roles / "a.md")
    (roles / "docs.md").symlink_to(root / "docs" / "d.md")
    (roles / "broken.md").symlink_to(roles / "gone.md")
    (roles / "folder").symlink_to(root / "secret")
    (roles / "self.md").symlink_to(roles / "self.md")
    found = read_sources(configured(root))
    assert [one.path for one in found.roles] == ["roles/a.md", "roles/docs.md", "roles/in.md"]
    assert sorted((one.rule.name, one.span.path) for one in found.problems) == [
        ("link-outside", "roles/out.md"),
        ("unreadable-file", "roles/broken.md"),
        ("unreadable-file", "roles/self.md"),
    ]
    assert [one.path for one in found.left_out] == ["roles/folder"]


def test_the_place_of_a_bad_byte(project: Write) -> None:
    root = project({"roles/a.md": "\ufeffé\r\nab".encode() + b"\xff", "roles/b.md": b"x\r\ny\0"})
    first, second = read_sources(configured(root)).problems
    assert (first.rule.name, str(first.span)) == ("not-utf8", "roles/a.md:2:3")
    assert (second.rule.name, str(second.span)) == ("binary-file", "roles/b.md:2:2")


def test_size_is_looked_at_before_the_file_is_read(project: Write) -> None:
    root = project({"roles/a.md": b"x" * 5_000_000})
    (problem,) = read_sources(configured(root)).problems
    assert problem.rule.name == "file-too-large"
    assert "5,000,000 bytes" in problem.message


def test_only_files_of_the_library_are_shown(project: Write) -> None:
    root = project({"roles/map.png": b"png", "secret.png": b"no", "roles/big.png": b"x" * 11})
    (root / "roles" / "link.png").symlink_to(root / "secret.png")
    settings = configured(root)
    assert read_file(settings, "roles/map.png", 10) == b"png"
    assert read_file(settings, "roles/../roles/map.png", 10) == b"png"
    for path in ("secret.png", "roles/../secret.png", "roles/link.png", "roles/big.png", "roles"):
        assert read_file(settings, path, 10) is None
    assert read_file(settings, str(root / "secret.png"), 10) is None


def test_a_whole_project_as_the_roles_folder_is_read_as_one_that_nobody_configured(
    project: Write,
) -> None:
    root = project(
        {
            "roles/sales/a.md": "a",
            "team/b.md": "b",
            "docs/index.md": "d",
            "site/c.md": "c",
            "mkdocs.yml": "plugins: [{rolebook: {roles: .}}]",
        }
    )
    found = read_sources(configured(root))
    assert [one.home for one in found.roles] == ["sales/a.md", "team/b.md"]
    assert [one.path for one in found.docs] == ["docs/index.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_that_is_no_utf8_is_a_finding_and_nothing_else(project: Write) -> None:
    root = project({"roles/a.md": "x", "docs/index.md": "# x\n"})
    for name in (b"roles/b\xff.md", b"roles/note\xff.txt", b"docs/picture\xff.png"):
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(b"x")
    Path(os.fsdecode(os.fsencode(root) + b"/roles/c\xff")).mkdir()
    read = read_sources(configured(root))
    assert [source.path for source in read.roles] == ["roles/a.md"]
    assert not any("\udcff" in path for path in read.files)
    assert [(one.rule.code, one.span.path) for one in read.problems] == [
        ("RB050", "roles/c\udcff"),
        ("RB050", "roles/b\udcff.md"),
        ("RB050", "docs/picture\udcff.png"),
    ]


def test_a_folder_of_sources_that_is_a_link_out_of_the_project_is_not_read(project: Write) -> None:
    root = project({"inside/mkdocs.yml": "plugins: [rolebook]", "outside/a.md": "a"})
    (root / "inside/roles").symlink_to(root / "outside")
    found = read_sources(configured(root / "inside"))
    assert (found.roles, found.files) == ((), frozenset())
    assert [one.message for one in found.problems] == [
        "`roles` is a symbolic link that leaves the project"
    ]
    (root / "inside/mkdocs.yml").write_text("plugins: [{rolebook: {roles: ../outside}}]")
    assert len(read_sources(configured(root / "inside")).roles) == 1


def test_a_link_shows_no_dot_folder_of_an_unconfigured_project(project: Write) -> None:
    root = project({".git/config.md": "token", ".env": "secret", "a.md": "a", ".claude/b.md": "b"})
    for name, target in {"x.md": ".git/config.md", "y.md": ".env", "z.md": ".claude/b.md"}.items():
        (root / name).symlink_to(target)
    (root / "x.png").symlink_to(".git/config")
    settings = unconfigured(root)
    found = read_sources(settings)
    assert [one.path for one in found.roles] == [".claude/b.md", "a.md", "z.md"]
    assert [one.message for one in found.problems] == [
        "`x.md` is a symbolic link that leads into `.git/`, which is not searched",
        "`y.md` is a symbolic link that leads to `.env`, a hidden file",
    ]
    assert read_file(settings, "x.png", 99) is None
