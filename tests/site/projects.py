"""Projects on disk, the hosts that build them, and what can be asked of what they built."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
BIN = Path(sys.executable).parent

CONFIG = """\
site_name: Garden
repo_url: https://git.example.org/garden/garden
edit_uri: _edit/main/docs/
theme:
  name: material
  font: false
  features: [navigation.indexes, content.action.edit]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/brightness-7, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/brightness-4, name: Light}
plugins: [search, rolebook: {}]
validation: {links: {anchors: warn, unrecognized_links: warn, absolute_links: warn}}
markdown_extensions: [attr_list, toc: {permalink: true}]
"""

ROLE = """\
# {title} — fleet role definition

The **{id}** tends its part of the garden (`class: {id}`).

## Mandate

1. **Tend {what}** — every day.

## Boundaries

{boundaries}

## Persona

Calm. It keeps:
- a diary
- two knives
  - a long one
"""

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

HOSTILE = '<script>alert(1)</script> & "Sons"'

GARDEN: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": (
        "---\ntags: [one]\n---\n# The garden\n\n"
        "Ask [[gardener]], [[shed/shed]] or [[hedge-cutter|whoever *cuts*]].\n"
        "Learn [[atlas.garden#g.dig]]. The domain is [[shed/]]. Code: `[[nobody]]`.\n\n"
        "## The [[gardener]]'s year\n\nSee [the doctrine](doctrine/principles.md#water).\n"
    ),
    "docs/doctrine/principles.md": "# Principles\n\n## Water\n\nEarly, says [[gardener]].\n",
    "roles/LIBRARY.md": "# The crew\n\nWho does what, see [the gardener](beds/gardener.md).\n",
    "roles/beds/README.md": (
        "# Beds\n\nThe beds are tended by [the gardener](gardener.md#mandate), under\n"
        "[the principles](../../docs/doctrine/principles.md#water).\n"
    ),
    "roles/beds/gardener.md": ROLE.format(
        title="Gardener",
        id="gardener",
        what="beds",
        boundaries=(
            "- **Does NOT cut hedges** — that is **hedge-cutter**'s lane.\n"
            "- **Does NOT keep tools** — that is shed's lane; ask **shed** for the key."
        ),
    )
    + "\n![a bed](bed.png)\n\n> Doctrine: water early; see `docs/doctrine/principles.md`.\n",
    "roles/beds/bed.png": PIXEL,
    "roles/beds/hedge-cutter.md": ROLE.format(
        title=HOSTILE,
        id="hedge-cutter",
        what="hedges",
        boundaries="- **Does NOT sharpen blades** — that is **shed**'s job.",
    ),
    "roles/shed/shed.md": "---\naliases: [toolman]\n---\n"
    + ROLE.format(
        title="Keeper of the Shed",
        id="shed",
        what="tools",
        boundaries="- **Does NOT plant** — that is **gardener**'s call.",
    ),
    "atlases/garden.yml": """\
atlas_id: atlas.garden
title: "Gardening <script>alert(2)</script>"
role: gardener
levels: [{id: l1, code: L1, min_score: 0.5}]
competencies:
  - {id: g.plant, title: Plant a bed, target_level: l1, practice_hours: 2, prerequisites: [g.dig],
     evidence: {type: photo, count: 1, window_days: 9, description: A bed., template: t.v1}}
  - {id: g.dig, title: Dig a bed, target_level: l1, practice_hours: 1.5,
     evidence: {type: photo, count: 1, window_days: 9, description: A hole., template: t.v1}}
""",
}
"""A library with most of what can go wrong between a library and a host."""


@dataclass(frozen=True)
class Project:
    """A folder with a configuration, and what to do with it."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of our environment here; standard error is part of the output."""
        program, *arguments = command
        return subprocess.run(
            [sys.executable, "-m", program, *arguments]
            if program in ("mkdocs", "properdocs")
            else [BIN / program, *arguments],
            cwd=self.root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=240,
        )

    def page(self, address: str) -> str:
        return (self.root / "site" / address / "index.html").read_text("utf-8")


def environment() -> dict[str, str]:
    """Ours without what would change a log."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("COLUMNS", "FORCE_COLOR"))}
    return ours | {"PYTHONDONTWRITEBYTECODE": "1"}


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def search_entries(site: Path) -> dict[str, dict[str, Any]]:
    """The search index by location."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def dead_links(site: Path) -> list[str]:
    """What an offline link checker finds. Material's 404 page has absolute links by design."""
    pages = [str(page) for page in site.rglob("*.html") if page.name != "404.html"]
    lychee = [BIN / "lychee", "--offline", "--include-fragments", "--no-progress"]
    run = subprocess.run(
        [*lychee, "--index-files", "index.html", "--format", "json", "--files-from", "-"],
        input="\n".join(pages),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    report = json.loads(run.stdout)
    assert report["total"] > len(pages), "the link checker saw no links"
    return sorted(
        f"{Path(page).relative_to(site)}: {one['url']}"
        for page, failed in report["error_map"].items()
        for one in failed
    )


@dataclass(frozen=True)
class Built:
    """A project and what the host said while it built it."""

    project: Project
    log: str

    @property
    def site(self) -> Path:
        return self.project.root / "site"


_BUILT: dict[str, Built] = {}


def built(name: str, files: Mapping[str, str | bytes], folder: Path) -> Built:
    """A project as `rolebook site --strict` builds it, once a session whoever asks."""
    if name not in _BUILT:
        project = Project(folder / name)
        project.write(files)
        run = project.run("rolebook", "site", "--strict")
        assert run.returncode == 0, run.stdout
        _BUILT[name] = Built(project, run.stdout)
    return _BUILT[name]


def without_tags(html: str) -> str:
    """What a reader reads."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
