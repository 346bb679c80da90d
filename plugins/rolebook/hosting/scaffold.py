"""A folder in; the few files that a project of its own begins with, written into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from rolebook.hosting.mkdocs import THEME
from rolebook.parse.kinds import INTRODUCTIONS
from rolebook.sources import SKIPPED_FOLDERS

MAKEFILE: Final = """\
.PHONY: check site serve
check: ## every problem of the library at once
\trolebook check
site: ## build the site; on any failure the old one stays
\trolebook site --strict
serve: ## preview while you write
\trolebook preview
"""

WOODPECKER: Final = """\
# a glibc image: pygraphviz, which draws the diagrams, has no wheel for musl (Alpine)
steps:
  - name: check
    image: python:3.13-bookworm
    commands:
      - pip install rolebook
      - rolebook check --strict
      - rolebook site --strict
when:
  - event: [push, pull_request, manual]
"""


NEW: Final = {"roles": "roles"}
"""Where sources are to come where there are none."""

ROLES: Final = """\
# Roles

Each role is a file `<domain>/<id>.md` in this folder.
"""


def begin(folder: Path) -> Iterator[tuple[str, bool]]:
    """Write each file that is not there yet; yields its name, and whether it was written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _files(folder).items():
        target = folder / name
        written = not os.path.lexists(target)  # a link that leads nowhere is the owner's, too
        if written:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        yield name, written


def _files(folder: Path) -> dict[str, str]:
    sources = _folders(folder)
    configuration = {
        "site_name": folder.resolve().name,
        "theme": THEME,
        "plugins": ["search", {"rolebook": sources}],
    }
    return {
        "mkdocs.yml": yaml.safe_dump(configuration, sort_keys=False, allow_unicode=True),
        # a folder that is named has to be there, and git keeps no empty one
        **({"roles/README.md": ROLES} if sources is NEW else {}),
        "docs/doctrine/index.md": "# Doctrine\n\nThe principles that our roles cite.\n",
        "Makefile": MAKEFILE,
        ".woodpecker.yml": WOODPECKER,
    }


def _folders(folder: Path) -> dict[str, str]:
    """Where the sources are; anywhere, where no folder's name says it and there are some."""
    if found := {name: name for name in ("roles", "atlases") if (folder / name).is_dir()}:
        return found
    if (folder / ".claude/agents").is_dir():
        return {"roles": ".claude/agents"}
    return {"roles": "."} if any(_may_be_roles(folder)) else NEW


def _may_be_roles(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*.md"):
        *folders, name = file.relative_to(folder).parts
        if name.lower() not in INTRODUCTIONS and not {*folders} & {"docs", *SKIPPED_FOLDERS}:
            yield file
