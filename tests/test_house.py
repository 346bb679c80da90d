"""The repository's own promises: what is packaged, what make and CI do, where things stand."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def make(*arguments: str) -> str:
    # what the make that may have started this test handed down is not ours
    environment = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL"}}
    command = ["make", "--no-print-directory", *arguments]
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


# What is packaged


def test_the_command_and_the_plugin_are_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="rolebook")
    (plugin,) = entry_points(group="mkdocs.plugins", name="rolebook")
    assert {"rolebook": command.value} == PROJECT["project"]["scripts"]
    assert {"rolebook": plugin.value} == PROJECT["project"]["entry-points"]["mkdocs.plugins"]
    assert callable(command.load())
    assert plugin.load().__name__ == "RolebookPlugin"


def test_both_packages_are_in_the_wheel() -> None:
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert packages == ["plugins/rolebook", "plugins/mkdocs_rolebook"]
    assert all((ROOT / package / "__init__.py").is_file() for package in packages)


# What is locked


def pins() -> dict[str, list[str]]:
    """The versions of each distribution: several where they differ by Python version."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, flags=re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


@pytest.mark.parametrize(
    "requirement",
    [Requirement(r) for r in PROJECT["project"]["dependencies"]]
    + [Requirement(r) for r in PROJECT["dependency-groups"]["dev"]],
    ids=str,
)
def test_the_lock_fits_what_the_project_asks_for(requirement: Requirement) -> None:
    versions = pins().get(requirement.name.lower().replace("_", "-"), [])
    assert versions, f"{requirement.name} is not in requirements.lock: make lock"
    assert all(requirement.specifier.contains(version) for version in versions)


def test_every_pin_has_its_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) == sum(map(len, pins().values()))
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_names_no_index_host_or_path() -> None:
    options = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", LOCK))
    assert options == {"--hash"}
    assert "://" not in LOCK
    assert not re.search(r"\bhttps?\b|\bfile:| @ |(?:^|\s)\.{0,2}/", LOCK)
    assert "#    make lock\n" in LOCK


# What make and CI do


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
def test_nothing_is_kept_that_make_made() -> None:
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    kept = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert kept == ""


def test_make_lists_its_targets() -> None:
    listed = re.findall(r"^  make (\S+) +\S", make(), flags=re.MULTILINE)
    assert {"serve", "site", "test", "check", "format", "accept", "bench", "lock", "clean"} <= set(
        listed
    )
    assert len(listed) == len(set(listed))


def test_the_ci_file_is_one_that_woodpecker_reads() -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.woodpecker-ci", ".woodpecker.yml"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def ci_steps() -> dict[str, dict[str, object]]:
    pipeline = yaml.safe_load((ROOT / ".woodpecker.yml").read_text("utf-8"))
    return {step["name"]: step for step in pipeline["steps"]}


def test_ci_checks_tests_and_builds_before_it_publishes() -> None:
    assert list(ci_steps()) == ["check", "test", "docs", "publish"]


def test_only_a_push_to_the_default_branch_publishes() -> None:
    steps = ci_steps()
    assert steps["publish"]["when"] == [{"event": "push", "branch": "${CI_REPO_DEFAULT_BRANCH}"}]
    asks_for_a_secret = [name for name, step in steps.items() if "from_secret" in str(step)]
    assert asks_for_a_secret == ["publish"]


def test_no_step_of_ci_runs_on_musl() -> None:
    # pygraphviz has no musl wheel
    assert not [step["image"] for step in ci_steps().values() if "alpine" in str(step["image"])]


def test_the_gate_of_ci_can_be_run() -> None:
    gate = ROOT / ".ci" / "run"
    assert os.access(gate, os.X_OK)
    assert subprocess.run(["bash", "-n", gate], check=False).returncode == 0
    text = gate.read_text("utf-8")
    assert "set -euo pipefail" in text
    assert "ROLEBOOK_REQUIRE_BROWSER=1" in text


# Where things stand


@pytest.mark.parametrize(
    "path",
    [
        *("mkdocs.yml", "pyproject.toml", "requirements.lock", "Makefile", ".woodpecker.yml"),
        *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
        *("docs/doctrine/", "docs/writing/", "docs/decisions/", "docs/architecture.md"),
        *("roles/", "atlases/", "plugins/rolebook/", "plugins/mkdocs_rolebook/"),
        *("tests/cases/", "benchmarks/"),
    ],
)
def test_the_house_has_its_storeys(path: str) -> None:
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()
