"""What other programs take from this repository: hooks, an action, a component, matchers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from rolebook.cli.main import main

ROOT = Path(__file__).parent.parent


def valid(schema: str, file: Path, *options: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, *options, file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_action_is_one_and_runs_as_it_is_at_its_revision() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    scripts = "\n".join(step.get("run", "") for step in steps)
    assert "${{" not in scripts  # an input could end the command
    assert '--require-hashes --requirement "$GITHUB_ACTION_PATH/requirements.lock"' in scripts
    for step in steps:
        subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True)


def test_the_component_is_a_pipeline_of_gitlab(tmp_path: Path) -> None:
    text = (ROOT / "templates/check.yml").read_text("utf-8")
    spec, job = text.split("\n---\n")
    asked = set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", job))
    assert asked == set(yaml.safe_load(spec)["spec"]["inputs"])
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", r"\1", job), "utf-8")
    valid("vendor.gitlab-ci", file, "--data-transform", "gitlab-ci")


def test_the_hook_checks_the_whole_library() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    # https://pre-commit.com/#creating-new-hooks: what a hook has to say
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert (hook["entry"], hook["pass_filenames"]) == ("rolebook check", False)
    assert all(re.search(hook["files"], name) for name in ("a.md", "b.yaml", "c.yml", "d.json"))


def pattern_of(file: str) -> dict[str, Any]:
    told = json.loads((ROOT / "integrations" / file).read_text("utf-8"))
    if "tasks" in told:
        return told["tasks"][0]["problemMatcher"]["pattern"]
    return told["problemMatcher"][0]["pattern"][0]


@pytest.mark.parametrize("file", ["github-problem-matcher.json", "vscode-tasks.json"])
@pytest.mark.parametrize("form", ["text", "lines"])
def test_a_matcher_finds_every_finding_with_its_place(file: str, form: str) -> None:
    pattern = pattern_of(file)
    project = ROOT / "tests/defects"
    printed = CliRunner().invoke(main, ["check", str(project), "--format", form]).output
    whole = CliRunner().invoke(main, ["check", str(project), "--format", "json"]).output
    kinds = {"error", "warning", *(["info"] if "vscode" in file else [])}
    expected = [one for one in json.loads(whole)["diagnostics"] if one["severity"] in kinds]
    matches = [re.match(pattern["regexp"], line) for line in printed.splitlines()]
    found = [match for match in matches if match]
    assert len(found) == len(expected) > 10
    for match, one in zip(found, expected, strict=True):
        assert match[pattern["file"]].endswith(one["path"])
        assert int(match[pattern["line"]]) == one["line"]
        assert int(match[pattern["column"]]) == one["column"]
        assert match[pattern["severity"]] == one["severity"]
        assert match[pattern["code"]] == one["code"]
        assert match[pattern["message"]].startswith(f"{one['name']}: ")
