"""Whoever kills a build, and whenever: the site folder holds a whole site, the old or the new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.site.projects import ROLE, Project, digests, environment

KILLS = pytest.mark.parametrize("kills", [8, pytest.param(20, marks=pytest.mark.long)])
INTERRUPTS = pytest.mark.parametrize("interrupts", [6, pytest.param(12, marks=pytest.mark.long)])

CONFIG = "site_name: Garden\ntheme: mkdocs\nplugins: [rolebook]\n"
"""The plainest site that there is: what stands in it does not matter here, and 60 are built."""

BOUNDARY = "- **Does NOT cut hedges** — that is **hedge-cutter**'s lane."

Tree = dict[str, str]


def files(version: str) -> dict[str, str | bytes]:
    """A small library; each version differs from the other on several pages."""
    written: dict[str, str | bytes] = {"mkdocs.yml": CONFIG, "docs/about.md": f"# About {version}\n"}
    for id in ("gardener", "hedge-cutter"):
        role = ROLE.format(title=f"{id} {version}", id=id, what=id, boundaries=BOUNDARY)
        written[f"roles/beds/{id}.md"] = role.replace(BOUNDARY, "") if id[0] == "h" else role
    return written


def started(project: Project) -> subprocess.Popen[str]:
    """`rolebook site`, in a group of its own with the host that it starts."""
    return subprocess.Popen(
        [sys.executable, "-m", "rolebook", "site"],
        cwd=project.root,
        env=environment() | {"SOURCE_DATE_EPOCH": "1700000000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finished(builder: subprocess.Popen[str]) -> str:
    """What a build said; both programs are gone when the pipe that they share is at its end."""
    output, _ = builder.communicate(timeout=120)
    return output


def built(project: Project) -> Tree:
    builder = started(project)
    assert (finished(builder), builder.returncode)[1] == 0
    return digests(project.root / "site")


def beside(project: Project) -> list[str]:
    """What stands beside a site besides the lock, which stays."""
    return sorted(one.name for one in project.root.glob(".site.*") if one.name != ".site.lock")


def at(seconds: float) -> Callable[[Project], None]:
    """A moment anywhere in a build."""
    return lambda project: time.sleep(seconds)


def near_the_swap(seconds: float) -> Callable[[Project], None]:
    """A moment after the host has written its last file, which is when the folders change places."""

    def wait(project: Project) -> None:
        last = project.root / ".site.next" / "sitemap.xml.gz"
        until = time.monotonic() + 60
        while not last.exists() and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(seconds)

    return wait


def begun(seconds: float) -> Callable[[Project], None]:
    """A moment after a build has begun to write."""

    def wait(project: Project) -> None:
        until = time.monotonic() + 60
        while not (project.root / ".site.next").exists() and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(seconds)

    return wait


def interrupt(project: Project, number: int, when: Callable[[Project], None]) -> str:
    """Which of the two sites stands after Ctrl-C, and that the command said so."""
    old = digests(project.root / "site")
    project.write(files(f"version {number}"))
    builder = started(project)
    when(project)
    os.killpg(builder.pid, signal.SIGINT)
    said = [line for line in finished(builder).splitlines() if not line.startswith("INFO ")]
    left = digests(project.root / "site")
    assert beside(project) == []
    if builder.returncode == 0:  # it came when all was done
        assert left != old
        assert [line.partition(":")[0] for line in said] == ["the site is in site"]
        return "new"
    assert left == old
    assert builder.returncode == 130
    assert said == ["rolebook: interrupted; the site is as it was"]
    return "old"


def kill_and_build(project: Project, number: int, when: Callable[[Project], None]) -> str:
    """Which of the two sites stands after a kill; then a build has to go through."""
    old = digests(project.root / "site")
    project.write(files(f"version {number}"))
    builder = started(project)
    when(project)
    os.killpg(builder.pid, signal.SIGKILL)
    finished(builder)
    left = digests(project.root / "site")
    new = built(project)
    assert old != new
    assert left in (old, new)
    assert beside(project) == []
    return "old" if left == old else "new"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one step is promised on Linux")
@KILLS
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path, kills: int) -> None:
    moments = random.Random(5)

    def run(name: str) -> list[str]:
        project = Project(tmp_path / name)
        project.write(files("version 0"))
        began = time.monotonic()
        built(project)
        whole = time.monotonic() - began
        whens = [at(moments.uniform(0, whole)) for _ in range(kills // 4)]
        whens += [near_the_swap(moments.uniform(0, 0.25)) for _ in range(kills // 4)]
        return [kill_and_build(project, n, when) for n, when in enumerate(whens, start=1)]

    with ThreadPoolExecutor(2) as pool:  # as many as CI has cores
        left = [site for sites in pool.map(run, ("one", "two")) for site in sites]
    print(f"{left.count('old')} kills left the old site, {left.count('new')} the new one")
    assert len(left) == kills
    assert "old" in left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
@INTERRUPTS
def test_an_interrupt_at_any_moment_leaves_a_whole_site(tmp_path: Path, interrupts: int) -> None:
    moments = random.Random(9)
    project = Project(tmp_path)
    project.write(files("version 0"))
    began = time.monotonic()
    built(project)
    whole = time.monotonic() - began
    whens = [begun(moments.uniform(0, whole / 2)) for _ in range(interrupts // 2)]
    whens += [near_the_swap(moments.uniform(0, 0.25)) for _ in range(interrupts // 2)]
    left = [interrupt(project, number, when) for number, when in enumerate(whens, start=1)]
    assert "old" in left


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows has no such lock")
def test_a_host_that_outlives_its_caller_keeps_a_second_build_out(tmp_path: Path) -> None:
    """The system may kill one of the two programs only, as when memory runs out."""
    project = Project(tmp_path)
    project.write(files("version 0"))
    old = built(project)
    project.write(files("version 1"))
    builder = started(project)
    until = time.monotonic() + 60
    while not (tmp_path / ".site.next" / "404.html").exists() and time.monotonic() < until:
        time.sleep(0.001)
    os.killpg(builder.pid, signal.SIGSTOP)  # the host is slow today
    os.kill(builder.pid, signal.SIGKILL)
    builder.wait()
    second = project.run("rolebook", "site")
    os.killpg(builder.pid, signal.SIGCONT)
    finished(builder)
    assert second.returncode == 2, second.stdout
    assert "another build is writing" in second.stdout
    assert digests(tmp_path / "site") == old
    assert built(project) != old
    assert beside(project) == []
