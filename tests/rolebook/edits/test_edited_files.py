from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook.config.settings import Settings
from rolebook.edits import Change, Edit, Move, Refused, change_of
from rolebook.hosting import edited_files
from rolebook.hosting.edited_files import write
from rolebook.text.source import Span

Write = Callable[[Mapping[str, str | bytes]], Path]

A, B = "roles/sales/a.md", "roles/sales/b.md"


def settings(root: Path) -> Settings:
    return Settings(root, roles=(root / "roles",))


def first_word(path: str, new: str, length: int = 3) -> Edit:
    return Edit(Span(path, 1, 1, 1, 1 + length), new)


def everything(root: Path) -> dict[str, bytes | str]:
    return {
        path.relative_to(root).as_posix(): (
            str(path.readlink()) if path.is_symlink() else path.read_bytes()
        )
        for path in sorted(root.rglob("*"))
        if not path.is_dir() or path.is_symlink()
    }


def refused(change: Change, texts: Mapping[str, str], root: Path, why: str) -> None:
    before = everything(root)
    with pytest.raises(Refused, match=why):
        write(change, texts, settings(root))
    assert everything(root) == before


def test_bom_line_ends_and_permissions_stay(project: Write) -> None:
    root = project({A: b"\xef\xbb\xbfold\r\ntwo\r\nthree\n"})
    (root / A).chmod(0o640)
    made = change_of((first_word(A, "new\nlines"),))
    write(made, {A: "old\ntwo\nthree\n"}, settings(root))
    assert (root / A).read_bytes() == b"\xef\xbb\xbfnew\r\nlines\r\ntwo\r\nthree\n"
    assert stat.S_IMODE((root / A).stat().st_mode) == 0o640
    assert sorted(one.name for one in (root / A).parent.iterdir()) == ["a.md"]


def test_files_and_folders_move(project: Write) -> None:
    root = project({A: "one\n", B: "two\n", "roles/legal/c.md": "c\n", "roles/sales/x.png": b"\0"})
    made = change_of(
        (first_word(A, "ONE"),),
        (Move("roles/sales", "roles/selling"), Move("roles/legal/c.md", "roles/new/d.md")),
    )
    write(made, {A: "one\n"}, settings(root))
    assert everything(root / "roles") == {
        "new/d.md": b"c\n",
        "selling/a.md": b"ONE\n",
        "selling/b.md": b"two\n",
        "selling/x.png": b"\0",
    }


def test_a_file_that_is_there_is_never_written_over(project: Write) -> None:
    root = project({A: "one\n", B: "two\n"})
    refused(change_of((first_word(A, "ONE"),), (Move(A, B),)), {A: "one\n"}, root, "there already")
    (root / "roles/sales/link.md").symlink_to("nowhere")
    made = change_of((), (Move(A, "roles/sales/link.md"),))
    refused(made, {}, root, "there already")


def test_a_file_that_changed_meanwhile_is_not_written(project: Write) -> None:
    root = project({A: "another\n", B: "two\n"})
    made = change_of((first_word(A, "ONE"), first_word(B, "TWO")))
    refused(made, {A: "one\n", B: "two\n"}, root, "has changed since")


def test_nothing_is_written_through_a_link_that_leaves_the_library(
    project: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.md").write_text("one\n")
    root = project({B: "two\n"})
    (root / A).symlink_to(elsewhere / "a.md")
    (root / "roles/linked").symlink_to(elsewhere)
    for path in (A, "roles/linked/a.md"):
        refused(change_of((first_word(path, "ONE"),)), {path: "one\n"}, root, "leaves the library")
    refused(change_of((), (Move(B, "roles/linked/b.md"),)), {}, root, "leaves the library")
    assert everything(elsewhere) == {"a.md": b"one\n"}


def test_a_link_within_the_library_stays_a_link(project: Write) -> None:
    root = project({B: "two\n"})
    (root / A).symlink_to("b.md")
    write(change_of((first_word(A, "TWO"),)), {A: "two\n"}, settings(root))
    assert everything(root / "roles") == {"sales/a.md": "b.md", "sales/b.md": b"TWO\n"}
    made = change_of((first_word(A, "1"), first_word(B, "2")))
    refused(made, {A: "TWO\n", B: "TWO\n"}, root, "symbolic link to another file")


def test_what_fails_half_way_is_undone(project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({A: "one\n", B: "two\n"})
    before = everything(root)

    def fails(start: Path, end: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(edited_files, "_move", fails)
    made = change_of((first_word(A, "ONE"), first_word(B, "TWO")), (Move(A, "roles/x/y/z.md"),))
    with pytest.raises(KeyboardInterrupt):
        write(made, {A: "one\n", B: "two\n"}, settings(root))
    assert everything(root) == before
    assert not (root / "roles/x").exists()
