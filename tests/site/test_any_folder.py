"""`rolebook site`, `preview` and `init` for a folder that nobody configured."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.site.projects import CORPORA, dead_links

AGENTS = {
    "sales/agents/closer.md": (
        "---\nname: closer\ndescription: Closes deals. Use when one is ready.\ntools: Read\n---\n"
        'You close.\n\n**Escalates to**: deal-desk-lead, cro\n\n{{ config }} --8<-- "x"\n'
    ),
    "sales/agents/cro.md": "---\nname: cro\ndescription: Leads sales.\n---\nYou lead.\n",
    "notes/todo.md": "# Remember the milk\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in AGENTS.items():
        file = tmp_path / "agents" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "agents"


def rolebook(*arguments: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rolebook.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=at, capture_output=True, text=True, check=False, timeout=120)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_folder_of_agents_is_a_site_although_it_has_findings(
    folder: Path, tmp_path: Path
) -> None:
    before = contents(folder)
    done = rolebook("site", folder, "--out", tmp_path / "out", at=tmp_path)
    assert done.returncode == 0, done.stderr
    last = done.stdout.strip().split("\n")[-1]
    assert last.startswith("the site is in out: 2 roles, ")
    assert last.endswith("1 error")
    page = (tmp_path / "out/roles/sales/closer/index.html").read_text("utf-8")
    assert "{{ config }} --8&lt;--" in page
    health = (tmp_path / "out/health/index.html").read_text("utf-8")
    assert "dangling-relation" in health
    assert "deal-desk-lead" in health
    assert "notes/todo.md" in health  # nothing is left out in silence
    home = (tmp_path / "out/index.html").read_text("utf-8")
    assert 'id="rb-roles"' in home  # nobody states a responsibility: the roles are looked up
    assert 'data-model' not in home
    assert '<option value="Read">' in home
    assert contents(folder) == before


def test_strict_stops_at_a_finding_and_keeps_the_old_site(folder: Path, tmp_path: Path) -> None:
    rolebook("site", folder, "--out", tmp_path / "out", at=tmp_path)
    before = contents(tmp_path / "out")
    done = rolebook("site", folder, "--out", tmp_path / "out", "--strict", at=tmp_path)
    assert done.returncode == 1
    assert "error[RB102] dangling-relation" in done.stderr
    assert contents(tmp_path / "out") == before


def test_a_site_is_not_written_among_the_sources(folder: Path, tmp_path: Path) -> None:
    done = rolebook("site", folder, "--out", folder / "out", at=tmp_path)
    assert done.returncode == 2
    assert "`agents/out` lies in `agents`, the folder of the sources" in done.stderr


def test_a_project_that_was_begun_is_checked_and_built_strictly(tmp_path: Path) -> None:
    begun = rolebook("init", tmp_path, at=tmp_path)
    assert begun.returncode == 0, begun.stderr
    checked = rolebook("check", "--strict", at=tmp_path)
    assert checked.stdout.endswith("2 competencies: no problems\n")
    built = rolebook("site", "--strict", at=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site/roles/support/support-agent/index.html").is_file()
    assert (tmp_path / "site/atlases/support-agent/index.html").is_file()


def test_a_collection_with_findings_begins_green(folder: Path) -> None:
    begun = rolebook("init", folder, at=folder)
    assert "baseline.json: it holds the findings of today (1 error" in begun.stdout
    assert rolebook("check", "--strict", at=folder).returncode == 0
    built = rolebook("site", "--strict", at=folder)
    assert built.returncode == 0, built.stderr
    assert "dangling-relation" in (folder / "site/health/index.html").read_text("utf-8")


@contextlib.contextmanager
def previewing(folder: Path, at: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-c", "from rolebook.cli.main import main; main()"]
    server = subprocess.Popen(
        [*command, "preview", str(folder)],
        cwd=at,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate(timeout=30)


def test_a_preview_prints_its_address_and_serves(folder: Path, tmp_path: Path) -> None:
    with previewing(folder, tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{address}roles/sales/closer/", timeout=10) as page:
                    assert b"Closes deals" in page.read()
                return
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline
                time.sleep(0.3)


def test_other_peoples_agents_are_a_site_without_a_dead_link(tmp_path: Path) -> None:
    agents = CORPORA / "cagents"
    if not agents.is_dir():
        pytest.skip(f"no corpora at {CORPORA}")
    done = rolebook("site", agents, "--out", tmp_path / "out", at=tmp_path)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "out/roles").glob("*/*/index.html"))
    assert len(pages) == 283
    assert dead_links(tmp_path / "out") == []
    executor = (tmp_path / "out/roles/sales/executor/index.html").read_text("utf-8")
    source = (agents / "sales/agents/executor.md").read_text("utf-8")
    rendered = executor.partition('<section class="rb-copies"')[0]  # below it stands the source
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", rendered)).split())
    for line in source.split("---\n", 2)[2].splitlines():
        words = re.sub(r"^[\s#>*-]*(\d+\. )?|\*\*|```\w*", "", line).strip("* ")
        assert " ".join(words.split()) in text, f"lost: {line}"
