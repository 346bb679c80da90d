"""The same sources and the same moment give the same bytes, wherever and by whomever built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.site.projects import CONFIG, GARDEN, digests, environment

MOMENT = "1700000000"
HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}
THERE = {
    "PYTHONHASHSEED": "4242",
    "LC_ALL": "C.UTF-8",
    "LANG": "it_IT.UTF-8",
    "TZ": "Asia/Kathmandu",  # a day begins there when ours has hours to go
}

AGENTS = {
    f"{domain}/{name}.md": (
        f"---\nname: {name}\ndescription: Does {name}. Use often.\ntools: Read, Bash\n---\n"
        f"You {name}.\n\n**Escalates to**: {other}, nobody-here\n\n## Ways\n\n- one\n- two\n"
    )
    for domain in ("b", "a")
    for name, other in (("cut-hedges", "mow-lawns"), ("mow-lawns", "cut-hedges"))
}


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Gardener", "-c", "user.email=gardener@garden.example"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def twice(tmp_path: Path, files: dict[str, str | bytes]) -> tuple[Path, Path]:
    """A repository with a history, and a clone of it in another place, written in another order."""
    one, other = tmp_path / "one" / "garden", tmp_path / "the other one" / "far" / "garden"
    one.mkdir(parents=True)
    git(one, "init", "--quiet")
    for number, (path, content) in enumerate(sorted(files.items(), reverse=True)):
        file = one / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(file, (number, number))
        git(one, "add", "--all")
        git(one, "commit", "--quiet", "--message", f"Add {path}", f"--date={number + 1} +0000")
    git(tmp_path, "clone", "--quiet", str(one), str(other))
    return one, other


def run(folder: Path, around: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", "from rolebook.cli.main import main; main()", *arguments]
    env = environment() | around | {"SOURCE_DATE_EPOCH": MOMENT}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def same(one: Path, other: Path) -> dict[str, str]:
    """Fails with the names of the files that differ."""
    first, second = digests(one), digests(other)
    assert [path for path in first | second if first.get(path) != second.get(path)] == []
    return first


def test_a_project_is_built_to_the_same_bytes(tmp_path: Path) -> None:
    config = f"{CONFIG}site_url: https://garden.example/\n"
    one, other = twice(tmp_path, GARDEN | {"mkdocs.yml": config})
    reports = [
        [
            run(folder, around, "site", "--strict"),
            run(folder, around, "write", "written"),
            # a report says where the project is; nothing else in it may tell
            *(
                run(folder, around, "check", "--format", form)
                .replace(folder.as_uri(), "file:///project")
                .replace(folder.as_posix(), "/project")
                for form in ("json", "sarif")
            ),
        ]
        for folder, around in ((one, HERE), (other, THERE))
    ]
    assert reports[0] == reports[1]
    built = same(one / "site", other / "site")
    assert {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "library.json"} <= {*built}
    assert "2023-11-14" in (one / "site" / "sitemap.xml").read_text("utf-8")
    same(one / "written", other / "written")


def test_a_folder_without_a_configuration_is_built_to_the_same_bytes(tmp_path: Path) -> None:
    one, other = twice(tmp_path, dict(AGENTS))
    for folder, around in ((one, HERE), (other, THERE)):
        run(folder.parent, around, "site", "garden", "--out", "site")
    same(one.parent / "site", other.parent / "site")
