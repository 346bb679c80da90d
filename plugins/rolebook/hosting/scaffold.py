"""A folder in; the few files that a project of its own begins with, written into it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from rolebook.config.mkdocs_yml import plugin_block, read_config
from rolebook.config.settings import CONFIG_FILE, ConfigurationError
from rolebook.hosting.mkdocs import THEME
from rolebook.parse.kinds import INTRODUCTIONS
from rolebook.sources import SKIPPED_FOLDERS

TEXTS: Final = Path(__file__).parent / "begin"
"""The files as they are written."""

PIPELINES: Final = {
    "woodpecker": ".woodpecker.yml",
    "github": ".github/workflows/rolebook.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/rolebook.yml",
}
"""Each runs `rolebook check`, and publishes the site of the default branch."""

NEW: Final = {"roles": "roles", "atlases": "atlases"}
"""Where sources are to come where there are none."""

BASELINE: Final = "baseline.json"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one file."""

    name: str
    written: bool
    """False where it was there, and stays as it is."""


def begin(folder: Path, *, pipeline: str | None, source: str | None) -> Iterator[Written]:
    """Write each file that is not there yet.

    `source` is where a pipeline installs Rolebook from; without it, none is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _files(folder, pipeline, source).items():
        target = folder / name
        written = not os.path.lexists(target)  # a link that leads nowhere is the owner's, too
        if written:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        yield Written(name, written)


def live_with_findings(folder: Path, baseline: str) -> None:
    """Name a baseline in the configuration that was just written."""
    (folder / BASELINE).write_bytes(baseline.encode("utf-8", "backslashreplace"))
    config = yaml.safe_load((folder / CONFIG_FILE).read_text("utf-8"))
    config["plugins"][1]["rolebook"]["baseline"] = BASELINE
    (folder / CONFIG_FILE).write_text(_yaml(config), encoding="utf-8")


def lines_to_add(folder: Path) -> str | None:
    """What an existing `mkdocs.yml` lacks; none where there is nothing to add."""
    file = folder / CONFIG_FILE
    if not file.is_file():
        return None
    try:
        raw = read_config(file)
        if plugin_block(raw) is not None:
            return None
    except ConfigurationError:
        return None  # the next command says what is wrong with it
    # what MkDocs uses by itself it uses no more as soon as plugins are named
    search = [] if raw.get("plugins") else ["search"]
    return _yaml({"plugins": [*search, {"rolebook": _folders(folder)}]})


def usual_pipeline(folder: Path) -> str:
    """The CI of the place that a repository is pushed to, as far as can be seen."""
    for pipeline in ("forgejo", "github", "gitlab"):
        if (folder / f".{pipeline}").is_dir():
            return pipeline
    try:
        remote = subprocess.run(
            ["git", "-C", str(folder), "remote", "get-url", "origin"],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=10,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        remote = ""
    return next((one for one in ("github", "gitlab") if f"{one}." in remote), "woodpecker")


def _files(folder: Path, pipeline: str | None, source: str | None) -> dict[str, str]:
    sources = _folders(folder)
    configuration = {
        # what of a name is no UTF-8 can stand on no page
        "site_name": folder.resolve().name.encode("utf-8", "backslashreplace").decode() or "Roles",
        "theme": THEME,
        "plugins": ["search", {"rolebook": sources}],
    }
    examples = [*(TEXTS / "roles").rglob("*.md"), *(TEXTS / "atlases").rglob("*.yml")]
    return {
        CONFIG_FILE: _yaml(configuration),
        **(
            {one.relative_to(TEXTS).as_posix(): _text(one) for one in sorted(examples)}
            if sources is NEW
            else {}
        ),
        "docs/doctrine/index.md": "# Doctrine\n\nThe principles that our roles cite.\n",
        "Makefile": _text(TEXTS / "Makefile"),
        ".gitignore": _text(TEXTS / "gitignore"),
        **(
            {
                PIPELINES[pipeline]: _text(TEXTS / "pipelines" / f"{pipeline}.yml").replace(
                    "{source}", source
                )
            }
            if pipeline and source
            else {}
        ),
    }


def _text(file: Path) -> str:
    return file.read_text("utf-8")


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True)


def _folders(folder: Path) -> dict[str, str]:
    """Where the sources are; anywhere, where no folder's name says it and there are some."""
    if found := {name: name for name in NEW if _holds_files(folder / name)}:
        return found
    if (folder / ".claude/agents").is_dir():
        return {"roles": ".claude/agents"}
    return {"roles": "."} if any(_may_be_roles(folder)) else NEW


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(one.is_file() for one in folder.rglob("*"))


def _may_be_roles(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*.md"):
        *folders, name = file.relative_to(folder).parts
        if name.lower() not in INTRODUCTIONS and not {*folders} & {"docs", *SKIPPED_FOLDERS}:
            yield file
