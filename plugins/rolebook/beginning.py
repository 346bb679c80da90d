"""A folder in; the few files that a project of its own begins with, written into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from rolebook.host import THEME

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


def begin(folder: Path) -> Iterator[tuple[str, bool]]:
    """Write each file that is not there yet; yields its name, and whether it was written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _files(folder).items():
        target = folder / name
        written = not target.exists()
        if written:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        yield name, written


def _files(folder: Path) -> dict[str, str]:
    block = {name: name for name in ("roles", "atlases") if (folder / name).is_dir()}
    sources = block or {"roles": ".claude/agents" if (folder / ".claude/agents").is_dir() else "."}
    configuration = {
        "site_name": folder.resolve().name,
        "theme": THEME,
        "plugins": ["search", {"rolebook": sources}],
    }
    return {
        "mkdocs.yml": yaml.safe_dump(configuration, sort_keys=False, allow_unicode=True),
        "docs/doctrine/index.md": "# Doctrine\n\nThe principles that our roles cite.\n",
        "Makefile": MAKEFILE,
        ".woodpecker.yml": WOODPECKER,
    }
