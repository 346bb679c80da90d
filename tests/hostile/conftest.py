"""The hostile library, built into a site once a session, and what the checks say of it."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.hostile.corpus import WRITTEN, materialise
from tests.hostile.made import SECRETS
from tests.site.projects import environment

from rolebook.build import Checked, check
from rolebook.config.projects import settings_for

CONFIG = """\
site_name: Hostile
site_url: https://hostile.example/
repo_url: https://git.example.org/a/b
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [search, rolebook: {keep_going: true}]
use_directory_urls: false
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.highlight
  - pymdownx.snippets: {base_path: [., .., roles], restrict_base_path: false, url_download: true}
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed
"""
"""A trusted configuration, with extensions that would read any file and run any script if the text
of a source reached them."""


@dataclass(frozen=True)
class Built:
    """A site, and what its build said and took."""

    folder: Path
    """Holds the library, the site, and files that must stay where they are."""

    site: Path
    code: int
    log: str
    processor_seconds: float = 0
    seconds: float = 0


def build(folder: Path, cwd: Path, *arguments: str, site: Path) -> Built:
    command = [
        sys.executable,
        "-c",
        "from rolebook.cli.main import main; main()",
        "site",
        *arguments,
    ]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="surrogateescape",
        check=False,
        timeout=300,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(folder, site, done.returncode, done.stdout, worked, time.monotonic() - began)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The whole corpus, as `library/`, and secrets beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    materialise(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)  # it is large, and pytest keeps the last three


@pytest.fixture(scope="session")
def built(folder: Path) -> Built:
    """The whole corpus as a site, in a folder that nobody configured: errors do not stop it."""
    return build(folder, folder, "library", "--out", "out", site=folder / "out")


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The readable part of it with a configuration, one file a page."""
    folder = tmp_path_factory.mktemp("configured")
    project = folder / "library"
    shutil.copytree(WRITTEN, project)
    for path, text in SECRETS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (project / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text("# Home\n\nAsk [[gatekeeper]].\n", "utf-8")
    shutil.copytree(project / "agents", project / "roles/agents")
    return build(folder, project, site=project / "site")


@pytest.fixture(scope="session")
def checked(folder: Path) -> Checked:
    """What the checks say of the corpus."""
    settings, _ = settings_for([folder / "library"], None)
    return check(settings)
