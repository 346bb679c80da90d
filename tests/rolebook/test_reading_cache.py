"""What was read is kept, and nobody can tell from the result."""

from __future__ import annotations

import functools
import os
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.site.projects import GARDEN

from rolebook.build import check, publish
from rolebook.config.load import load_settings
from rolebook.hosting import reading_cache
from rolebook.hosting.reading_cache import cached_readings
from rolebook.parse.kept_readings import KeptReadings
from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.readings import EMPTY_ROLE_FILE, Reader, read_role_file
from rolebook.parse.stored_readings import restored, stored
from rolebook.text.source import Source


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(reading_cache.OFF, raising=False)
    return tmp_path / "cache" / "rolebook"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for path, content in GARDEN.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


AGENT = "---\nname: weeder-{n}\ndescription: Weeds.\n---\n# Weeder\n\n- **Reports to**: gardener\n"


def edit(project: Path, by: random.Random, number: int) -> None:
    """Edit, add, rename, delete, break or mend something."""
    files = sorted(p for p in project.rglob("*.*") if p.suffix in (".md", ".yml"))
    file = by.choice([one for one in files if one.name != "mkdocs.yml"])
    what = by.choice(["append", "break", "remove", "rename", "add", "limit", "mend", "language"])
    if what == "append":
        file.write_text(file.read_text("utf-8") + f"\nWord {number}, see [[nobody]].\n", "utf-8")
    elif what == "break":
        file.write_bytes(file.read_bytes()[:-7] + by.choice([b"\xff", b"\0", b"\n---\n: {", b""]))
    elif what == "remove" and len(files) > 4:
        file.unlink()
    elif what == "rename":
        file.rename(file.with_name(f"renamed-{number}{file.suffix}"))
    elif what == "add":
        (project / "roles/beds" / f"weeder-{number}.md").write_text(AGENT.format(n=number), "utf-8")
    elif what == "limit":
        text = str(GARDEN["mkdocs.yml"])
        block = f"rolebook: {{limits: {{nesting: {by.choice([1, 2, 50])}}}}}"
        (project / "mkdocs.yml").write_text(text.replace("rolebook: {}", block), "utf-8")
    elif what == "mend":
        path = by.choice([one for one in GARDEN if one.endswith(".md")])
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(str(GARDEN[path]), "utf-8")
    else:
        (project / "roles/beds/said.md").write_text(
            f"---\nclass: said\nlang: {by.choice(['it', 'en', 'xx'])}\n---\n# Said\n", "utf-8"
        )


@pytest.mark.parametrize("seed", range(6))
def test_a_run_with_a_cache_says_what_one_without_says(
    cache: Path, project: Path, seed: int
) -> None:
    by = random.Random(seed)
    for number in range(8):
        settings = load_settings(project / "mkdocs.yml")
        anew = check(settings)
        with cached_readings(settings) as readings:
            kept = check(settings, readings)
        assert kept.library == anew.library
        assert kept.diagnostics == anew.diagnostics
        again = check(settings, readings.next())
        assert again.diagnostics == anew.diagnostics
        edit(project, by, number)
    assert publish(kept) == publish(anew)
    assert list(cache.iterdir())


def test_nothing_is_read_twice_until_it_changes(
    cache: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = KeptReadings.of

    def of(self: KeptReadings, reader: Reader, *what: Any) -> Reading:
        @functools.wraps(reader)
        def counting(source: Source, conventions: Conventions) -> Reading:
            read.append(source.path)
            return reader(source, conventions)

        return original(self, counting, *what)

    monkeypatch.setattr(KeptReadings, "of", of)
    settings = load_settings(project / "mkdocs.yml")

    def run() -> list[str]:
        read.clear()
        with cached_readings(settings) as readings:
            check(settings, readings)
        return sorted(read)

    assert len(run()) == 8
    assert run() == []
    gardener = project / "roles/beds/gardener.md"
    gardener.write_text(gardener.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert run() == ["roles/beds/gardener.md"]

    # damaged, cut off, another's, or in a place that others may write in: read anew
    file = next(one for one in cache.iterdir())
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:50], whole[:-9] + b"123456789", b"x" * 5000):
        file.write_bytes(damaged)
        assert len(run()) == 8
        assert run() == []
    file.chmod(0o666)
    assert len(run()) == 8
    shutil.rmtree(cache)
    assert len(run()) == 8
    elsewhere = cache.with_name("elsewhere")
    cache.rename(elsewhere)
    cache.symlink_to(elsewhere)
    assert run() == [], "the user's own link is followed"
    monkeypatch.setenv(reading_cache.OFF, "1")
    assert len(run()) == 8
    # in the project a stranger could have put it there
    monkeypatch.delenv(reading_cache.OFF)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / ".cache"))
    assert len(run()) == 8
    assert len(run()) == 8
    assert not (project / ".cache").exists()


def test_what_is_no_record_of_ours_is_not_built(project: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"

    class Harm:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(made),)

    assert restored(pickle.dumps(Harm())) is None
    for name in (
        "os.system",
        "builtins.eval",
        "rolebook.sources.reading.Path",
        "rolebook.model.Role.mro",
    ):
        module, _, attribute = name.rpartition(".")
        assert restored(f"c{module}\n{attribute}\n.".encode()) is None
    assert restored(pickle.dumps("a text")) is None
    assert not made.exists()


def test_a_rule_is_the_same_rule_again(project: Path) -> None:
    reading = read_role_file(Source("roles/a.md", "", "a.md"), Conventions())
    found = restored(stored(reading))
    assert found == reading
    assert found.problems[0].rule is EMPTY_ROLE_FILE
    assert KeptReadings().to_store() is None


def test_two_runs_at_once_do_not_disturb_each_other(cache: Path, project: Path) -> None:
    command = [sys.executable, "-m", "rolebook", "check", "--format", "json"]
    runs = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, env=os.environ)
        for _ in range(3)
    ]
    told = {run.communicate(timeout=60)[0] for run in runs}
    told.add(subprocess.run([*command, "--no-cache"], cwd=project, capture_output=True).stdout)
    assert len(told) == 1
    assert len(list(cache.iterdir())) == 1
