"""Pages in, Markdown files with front matter out: for a site generator that has no adapter.

The body is one line of finished HTML. Whatever extensions the other generator runs over it, nothing
of a source's text is an instruction to them (design.md §5).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from rolebook.pages.host.inert import inert, inert_text
from rolebook.pages.links.place import Links, place
from rolebook.pages.page import Page, SiteFile

MANIFEST: Final = ".rolebook-files.json"
"""Lists what was written, so that the next run removes what is no longer there."""


class Occupied(Exception):
    """A file that Rolebook has not written stands where a page has to go."""


def write_files(pages: Iterable[Page], files: Iterable[SiteFile], out: Path) -> int:
    """Write every page and file below `out`, and remove what an earlier run wrote there.

    Returns how many were written. Raises `Occupied` before anything is written.
    """
    contents = {f"{page.address}index.md": as_markdown(page).encode() for page in pages}
    contents |= {file.address: file.content for file in files}
    before = _written_before(out)
    for name in contents:
        if os.path.lexists(out / name) and name not in before:
            raise Occupied(f"`{out / name}` exists and was not written by Rolebook; move it away")
        if not _within(out, name):
            raise Occupied(f"`{out / name}` leads out of `{out}` by a link; remove the link")
    for name, content in contents.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for name in sorted(before - contents.keys()):
        _remove(out, name)
    manifest = json.dumps(sorted(contents), indent=0, ensure_ascii=False)
    (out / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    return len(contents)


def as_markdown(page: Page) -> str:
    """A page as Markdown: front matter, then its finished HTML as one line."""
    # the themes for which this is written put both into their templates as they are
    front = {"title": inert_text(page.title)}
    if page.description:
        front["description"] = inert_text(page.description)
    if not page.searchable:
        front["search"] = "{exclude: true}"  # as Material reads it
    meta = "\n".join(f"{key}: {value}" for key, value in front.items())
    html = inert(place(page.html, page.address, Links()))
    return f'---\n{meta}\n---\n\n<div class="rb-page">{html}</div>\n'


def _written_before(out: Path) -> set[str]:
    try:
        names = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    safe = {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
    return {name for name in safe if ".." not in PurePosixPath(name).parts and name[:1] != "/"}


def _within(out: Path, name: str) -> bool:
    """Whether a name means a place in the folder: a link may lead anywhere."""
    return os.path.realpath(out / name) == str(Path(os.path.realpath(out)) / name)


def _remove(out: Path, name: str) -> None:
    target = out / name
    if not _within(out, name) or target.is_dir():
        return
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
