"""What a long run is at: nothing of a short one, never long nothing of a long one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time

import pytest

from rolebook.build import check
from rolebook.config.settings import Settings
from rolebook.hosting import progress as module
from rolebook.hosting.progress import VARIABLE, HostWatch, Progress, Shown, shown_here


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.05)


def test_a_short_run_is_quiet() -> None:
    out = io.StringIO()
    progress = Progress(Shown.LINES, out)
    progress.stage("reading files")
    progress.step()
    progress.stage("checking", 3)
    progress.end()
    assert out.getvalue() == ""


def test_a_long_stage_is_told_with_its_count_and_so_is_what_follows() -> None:
    out = io.StringIO()
    progress = Progress(Shown.LINES, out)
    progress.stage("reading files")
    for _ in progress.counted(range(1200)):
        pass
    time.sleep(0.2)
    progress.stage("checking", 60)
    progress.end()
    lines = out.getvalue().splitlines()
    assert lines[0] == "INFO    -  rolebook: reading files: 1,200"
    assert lines[-1] == "INFO    -  rolebook: checking: 0 of 60"


def test_a_terminal_has_a_bar_that_makes_room_for_a_log() -> None:
    out = io.StringIO()
    progress = Progress(Shown.BAR, out)
    progress.stage("making pages", 4)
    progress.step()
    time.sleep(0.3)
    progress.clear()
    out.write("INFO\n")
    progress.end()
    drawn = out.getvalue().split("\r\033[K")
    assert "making pages  [------------------------------]  0/4" in drawn
    assert "making pages  [#######-----------------------]  1/4" in drawn
    assert drawn[-1] == "INFO\n"


def test_what_nobody_reads_any_more_ends_nothing() -> None:
    out = io.StringIO()
    progress = Progress(Shown.BAR, out)
    out.close()
    progress.stage("making pages", 4)
    progress.end()


def test_a_host_that_nobody_started_for_it_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert Progress.of_host().shown is Shown.OFF
    monkeypatch.setenv(VARIABLE, "loudly")
    assert Progress.of_host().shown is Shown.OFF
    monkeypatch.setenv(VARIABLE, "bar")
    assert Progress.of_host().shown is Shown.BAR
    assert shown_here() is Shown.LINES  # pytest has the standard error


def test_a_check_tells_its_stages(tmp_path: pytest.TempPathFactory) -> None:
    told: list[str] = []

    class Watcher:
        def stage(self, name: str, total: int = 0) -> None:
            told.append(name)

        def step(self) -> None:
            told.append(".")

    check(Settings(tmp_path), watcher=Watcher())  # type: ignore[arg-type]
    assert told[:2] == ["reading files", "checking"]
    assert len(told) > 40


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe is inherited there")
def test_a_host_is_told_of_until_it_tells_itself(capfd: pytest.CaptureFixture[str]) -> None:
    code = "; ".join(
        [
            "import time; time.sleep(0.3)",
            "from rolebook.hosting.progress import Progress",
            "one = Progress.of_host(); one.stage('checking')",
            "time.sleep(0.1); one.end(); time.sleep(0.5)",
        ]
    )
    watch = HostWatch()
    host = subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ | watch.environment, close_fds=False
    )
    watch.begin()
    assert host.wait() == 0
    watch.end()
    said = capfd.readouterr().err.splitlines()
    assert said[0] == "INFO    -  rolebook: starting the host"
    assert said[-1] == "INFO    -  rolebook: ending the host"
