"""A generated library in, the same pages as a project of plain MkDocs and Material out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from benchmarks.running import ROLEBOOK


def write_plain(library: Path, folder: Path) -> None:
    """Write what `rolebook write` writes, the hand-written pages, and the same navigation."""
    docs = folder / "docs"
    subprocess.run([ROLEBOOK, "write", docs], cwd=library, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(library / "docs", docs, dirs_exist_ok=True)
    config = yaml.safe_load((library / "mkdocs.yml").read_text("utf-8"))
    config["plugins"] = [one for one in config["plugins"] if one != "rolebook"]
    config["nav"] = [_entry(entry, docs) for entry in config["nav"]]
    # domains and atlases stand in the navigation, roles do not
    config["not_in_nav"] = "/index.md\n/roles/*/*/\n"
    assets = sorted(_named(path, docs) for path in docs.glob("assets/rolebook/*"))
    config["extra_css"] = [one for one in assets if one.endswith(".css")]
    config["extra_javascript"] = [one for one in assets if one.endswith(".js")]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")


def _entry(entry: dict[str, Any], docs: Path) -> dict[str, Any]:
    """A navigation entry whose generated pages are named as files."""
    ((title, value),) = entry.items()
    if not isinstance(value, str) or not value.endswith("/"):
        return entry
    index = f"{value}index.md"
    members = sorted(_named(path, docs) for path in docs.glob(f"{value}*/index.md"))
    return {title: [index, *members] if members else index}


def _named(path: Path, docs: Path) -> str:
    return path.relative_to(docs).as_posix()
