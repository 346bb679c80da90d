"""`rolebook site` ends as `rolebook check` does, and never in a traceback; a preview goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.projects import BIN, CONFIG, GARDEN, Project, environment
from tests.site.test_live_preview import previewing

EMPTY: dict[str, str | bytes] = {"mkdocs.yml": CONFIG, "roles/.keep": "", "docs/index.md": "# x\n"}


@pytest.mark.parametrize(
    ("files", "block", "said"),
    [
        (EMPTY, "{}", "found no role and no atlas in `roles`"),
        (GARDEN, "{baseline: gone.json}", "--write-baseline writes one"),
        (GARDEN, "{severity: {danglng-owner: off}}", "did you mean `dangling-owner`?"),
    ],
)
def test_what_is_wrong_with_a_library_is_exit_2_and_a_page_of_the_preview(
    make: Callable[..., Project], files: dict[str, str | bytes], block: str, said: str
) -> None:
    config = CONFIG.replace("rolebook: {}", f"rolebook: {block}")
    project = make(files | {"mkdocs.yml": config})
    for command in ("check", "site"):
        ends_with_2(project, command, said)
    with previewing(project) as preview:
        preview.until("", said)
    assert not (project.root / "site").exists()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("{ignore: [{path: '!'}]}", "write a pattern as `.gitignore` has them"),
        ("{enabled: false}", "`rolebook:` has `enabled: false` in `mkdocs.yml`"),
    ],
)
def test_what_is_wrong_with_the_settings_is_exit_2_everywhere(
    make: Callable[..., Project], block: str, said: str
) -> None:
    project = make(GARDEN | {"mkdocs.yml": CONFIG.replace("rolebook: {}", f"rolebook: {block}")})
    for command in ("check", "site", "preview"):
        ends_with_2(project, command, said)
    assert not (project.root / "site").exists()


def ends_with_2(project: Project, command: str, said: str) -> None:
    done = project.run("rolebook", command)
    assert done.returncode == 2, done.stdout
    assert said in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_names_that_are_no_utf8_are_findings_of_a_site(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/agents\xff"
    Path(os.fsdecode(folder + b"/team\xfe")).mkdir(parents=True)
    agent = b"---\nname: closer\ndescription: Closes.\n---\nYou close. See [it](b\xc3\xbc.md).\n"
    for name in (b"closer.md", b"b\xff.md", b"team\xfe/lead.md"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(agent)
    done = subprocess.run(
        [BIN / "rolebook", "site", folder, "--out", folder + b"/../out\xff"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    health = Path(os.fsdecode(os.fsencode(tmp_path) + b"/out\xff/health/index.html"))
    assert r"team\udcfe" in health.read_text("utf-8")
    assert b"the site is in out\\udcff: 1 role" in done.stdout


def test_an_output_that_is_closed_full_or_of_few_letters_ends_in_no_traceback(
    make: Callable[..., Project],
) -> None:
    project = make({**GARDEN, "mkdocs.yml": CONFIG.replace("{}", "{roles: roles}")})
    project.write({"roles/shed/ночь.md": "# Ночь\n"})

    def run(arguments: str, **variables: str) -> tuple[int, str]:
        done = subprocess.run(
            f"{BIN / 'rolebook'} {arguments}",
            shell=True,
            cwd=project.root,
            env=environment() | variables,
            stderr=subprocess.PIPE,
            check=False,
            timeout=240,
        )
        return done.returncode, done.stderr.decode()

    usual, _ = run("check > out.txt")
    assert run("check >&-") == (usual, "")
    assert run("check >&- 2>&-") == (usual, "")
    assert run("check > latin.txt", PYTHONIOENCODING="latin-1") == (usual, "")
    assert r"\u043d\u043e\u0447\u044c.md" in (project.root / "latin.txt").read_text("latin-1")
    assert run("check --format json > latin.txt", PYTHONIOENCODING="latin-1") == (usual, "")
    assert "ночь.md" in (project.root / "latin.txt").read_text("utf-8")
    if Path("/dev/full").exists():
        full = (2, "rolebook: cannot write the output: no space left on device\n")
        assert run("check > /dev/full") == full
    code, log = run("site >&-")
    assert (code, "Traceback" in log) == (0, False)
    assert (project.root / ".site.lock").read_bytes() == b""
