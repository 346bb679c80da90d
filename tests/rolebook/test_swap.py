from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rolebook.hosting import swap
from rolebook.hosting.swap import Busy, building

FILES = 40


def write(folder: Path, version: str) -> None:
    for number in range(FILES):
        (folder / f"{number}.html").write_text(version)


def versions(folder: Path) -> set[str]:
    """What stands in the files of a finished folder: one version, if it is whole."""
    files = sorted(folder.iterdir())
    assert len(files) == FILES
    return {file.read_text() for file in files}


def beside(out: Path) -> list[str]:
    return sorted(one.name for one in out.parent.iterdir() if one.name.endswith((".next", ".old")))


@pytest.fixture(params=["exchange", "two renames"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system can exchange two folders in one step, and where it cannot."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchanged", lambda one, other: False)
    return tmp_path / "deep" / "site"


def test_the_first_build_makes_the_folder(out: Path) -> None:
    with building(out) as folder:
        assert not out.exists()
        write(folder, "one")
    assert versions(out) == {"one"}
    assert beside(out) == []


def test_a_later_build_takes_its_place_and_nothing_of_it_stays(out: Path) -> None:
    with building(out) as folder:
        write(folder, "one")
        (folder / "only-in-one.html").write_text("one")
    with building(out) as folder:
        assert list(folder.iterdir()) == []
        write(folder, "two")
        assert (out / "only-in-one.html").exists()
    assert versions(out) == {"two"}
    assert beside(out) == []


def interrupted(out: Path) -> None:
    with building(out) as folder:
        write(folder, "two")
        raise KeyboardInterrupt


def test_a_build_that_fails_leaves_the_old_folder(out: Path) -> None:
    with building(out) as folder:
        write(folder, "one")
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert versions(out) == {"one"}
    assert beside(out) == []


def test_a_first_build_that_fails_leaves_nothing(out: Path) -> None:
    with pytest.raises(ValueError, match="no"), building(out):
        raise ValueError("no")
    assert not out.exists()
    assert beside(out) == []


def test_two_builds_at_once_do_not_mix(out: Path) -> None:
    with building(out) as folder:
        with pytest.raises(Busy, match="another build is writing"), building(out):
            pytest.fail("the second build was let in")
        write(folder, "one")
    assert versions(out) == {"one"}
    with building(out) as folder:
        write(folder, "two")
    assert versions(out) == {"two"}


def test_what_a_kill_between_two_renames_left_is_mended(out: Path) -> None:
    with building(out) as folder:
        write(folder, "one")
    out.rename(out.with_name(".site.old"))
    out.with_name(".site.next").mkdir()
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert versions(out) == {"one"}
    assert beside(out) == []


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_second_rename_that_fails_leaves_the_old_folder(
    out: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    with building(out) as folder:
        write(folder, "one")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == ".site.next":
            raise error
        return rename(self, target)

    monkeypatch.setattr("rolebook.hosting.swap._exchanged", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(error), building(out) as folder:
        write(folder, "two")
    assert versions(out) == {"one"}
    assert beside(out) == []


BUILDS = f"""
import sys
from pathlib import Path
from rolebook.hosting.swap import building

out, version = Path(sys.argv[1]), 0
while True:
    version += 1
    with building(out) as folder:
        for number in range({FILES}):
            (folder / f"{{number}}.html").write_text(str(version))
    print(version, flush=True)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one step is promised on Linux")
def test_a_kill_at_any_moment_leaves_a_whole_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    moments = random.Random(7)
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", BUILDS, str(out)], stdout=subprocess.PIPE, text=True
        ) as builder:
            assert builder.stdout
            assert builder.stdout.readline()  # the first build of this process is done
            time.sleep(moments.uniform(0, 0.03))
            builder.send_signal(signal.SIGKILL)
        assert len(versions(out)) == 1
    with building(out) as folder:
        write(folder, "last")
    assert versions(out) == {"last"}
    assert beside(out) == []
