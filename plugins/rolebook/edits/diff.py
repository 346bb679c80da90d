"""Texts and a change in; the change as a unified diff, as git writes and applies it, out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from rolebook.edits.applying import edited_texts
from rolebook.edits.change import Change


def unified_diff(change: Change, texts: Mapping[str, str], files: Iterable[str] = ()) -> str:
    """What `git apply` takes; empty for a change of nothing.

    `files` are the paths of all files: of a folder that moves, each is named. Raises `Refused`.
    """
    new = edited_texts(change, texts)
    moved = {path for path in (*files, *texts) if change.moved(path) != path}
    return "".join(
        part
        for path in sorted(moved | new.keys())
        for part in _of_file(path, change.moved(path), texts.get(path, ""), new.get(path))
    )


def _of_file(path: str, to: str, before: str, after: str | None) -> Iterator[str]:
    changed = after is not None and after != before
    if path == to and not changed:
        return
    yield f"diff --git a/{path} b/{to}\n"
    if path != to:
        yield f"rename from {path}\nrename to {to}\n"
    if changed and after is not None:
        old, new = (f"{name}\t" if " " in name else name for name in (f"a/{path}", f"b/{to}"))
        lines = difflib.unified_diff(_lines(before), _lines(after), old, new)
        yield from (
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )


def _lines(text: str) -> list[str]:
    """With their ends; only `\\n` ends a line, where `splitlines` knows ten others."""
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]
