"""A report leads to the line: its paths are the reader's, wherever the project lies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving

from rolebook.report import is_report

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

FILES = {"work/library/roles/sales/ae.md": giving("ae", "lead"), "work/elsewhere/x": ""}
CONFIG = {"work/library/mkdocs.yml": "plugins: [rolebook]\n"}
PLACE = re.compile(r"^(?:::\w+ file=)?([^:,\n]+?)(?::|,line=)(\d+)", re.M)

CALLS = [
    (".", ["check", "work/library"]),
    ("work/library", ["check"]),
    ("work/library/roles", ["check"]),
    ("work", ["check", "-f", "library/mkdocs.yml"]),
    ("work/library/roles/sales", ["check", "ae.md"]),
    ("work/elsewhere", ["check", "../library"]),
]


@pytest.fixture
def root(project: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "ROLEBOOK_DOCS_URL"):
        monkeypatch.delenv(variable, raising=False)
    return project({"mkdocs.yml": "{}", **FILES, **CONFIG})


@pytest.mark.parametrize("form", ["text", "lines", "github", "gitlab", "junit", "sarif", "json"])
@pytest.mark.parametrize(("folder", "arguments"), CALLS)
@pytest.mark.parametrize("configured", [True, False])
def test_a_place_leads_to_the_line(
    root: Path, at: Run, form: str, folder: str, arguments: list[str], configured: bool
) -> None:
    if not configured:
        (root / "work/library/mkdocs.yml").unlink()
        if arguments in (["check"], ["check", "-f", "library/mkdocs.yml"]):
            arguments = ["check", "."]
    printed = at(root / folder, *arguments, "--format", form).stdout
    if form == "gitlab":
        place = json.loads(printed)[0]["location"]
        path, line = place["path"], place["lines"]["begin"]
    elif form == "junit":
        (case,) = ElementTree.fromstring(printed).iterfind(".//testcase[failure]")
        path, line = case.attrib["file"], case.attrib["line"]
    elif form == "sarif":
        (run,) = json.loads(printed)["runs"]
        (result,) = run["results"]
        place = result["locations"][0]["physicalLocation"]
        base = urlsplit(run["originalUriBaseIds"]["%SRCROOT%"]["uri"])
        path = url2pathname(base.path) + unquote(place["artifactLocation"]["uri"])
        line = place["region"]["startLine"]
    elif form == "json":
        report = json.loads(printed)
        (one,) = report["diagnostics"]
        path, line = f"{report['root']}/{one['path']}", one["line"]
    else:
        match = PLACE.search(printed)
        assert match
        path, line = match[1], match[2]
    file = root / folder / path
    assert "**lead**" in file.read_text("utf-8").split("\n")[int(line) - 1]


@pytest.mark.parametrize(
    ("form", "variable"), [("github", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")]
)
def test_in_ci_paths_begin_at_the_top_of_the_repository(
    root: Path, at: Run, monkeypatch: pytest.MonkeyPatch, form: str, variable: str
) -> None:
    monkeypatch.setenv(variable, str(root))
    printed = at(root / "work/library", "check", "--format", form).stdout
    assert "work/library/roles/sales/ae.md" in printed
    monkeypatch.setenv(variable, str(root / "work/elsewhere"))  # of another checkout
    printed = at(root / "work/library", "check", "--format", form).stdout
    assert "elsewhere" not in printed
    assert "work/library" not in printed


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_a_finding_is_the_same_from_any_folder(root: Path, at: Run, form: str) -> None:
    names = {
        tuple(
            re.findall(r'"(?:fingerprint|rolebook/v1)": "(\w+)"', at(root / folder, *call).stdout)
        )
        for folder, arguments in CALLS[:4]
        for call in [[*arguments, "--format", form]]
    }
    assert len(names) == 1
    assert names != {()}


def test_rules_lead_to_their_pages_where_somebody_publishes_them(
    root: Path, at: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEBOOK_DOCS_URL", "https://docs.example/")
    (run,) = json.loads(at(root / "work/library", "check", "--format", "sarif").stdout)["runs"]
    driver = run["tool"]["driver"]
    assert driver["informationUri"] == "https://docs.example/"
    links = {rule["id"]: rule["helpUri"] for rule in driver["rules"]}
    assert links["RB101"] == "https://docs.example/reference/rules/rb101/"


def test_gitlab_is_told_how_grave_a_finding_is(root: Path, at: Run) -> None:
    (entry,) = json.loads(at(root / "work/library", "check", "--format", "gitlab").stdout)
    assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert (entry["check_name"], entry["severity"]) == ("RB101 dangling-owner", "critical")
    assert "; help: " in entry["description"]


def test_junit_fails_for_what_fails_the_run_and_passes_for_clean_files(root: Path, at: Run) -> None:
    (root / "work/library/roles/sales/am.md").write_text(
        clean("am").replace("- **Never at night.**", "- **Does NOT stay late**"), "utf-8"
    )
    (root / "work/library/roles/sales/b.md").write_text(clean("b"), "utf-8")
    for strict, failures in ((), "1"), (("--strict",), "2"):
        printed = at(root / "work/library", "check", "--format", "junit", *strict).stdout
        suites = ElementTree.fromstring(printed)
        assert suites.attrib["failures"] == failures
        assert len(suites.findall(".//failure")) == int(failures)
        assert len(suites.findall(".//testcase")) == int(suites.attrib["tests"]) == 3
    (clean_file,) = suites.findall(".//testcase[@name='no finding']")
    assert clean_file.attrib["classname"] == "roles/sales/b.md"


def test_annotations_spell_control_characters_out(project: Write, at: Run) -> None:
    role = giving("ae", "lead").replace("**lead**", "**le\x1b[31mad**")
    root = project({"roles/sales/a\x1b[31m\u202eb.md": role})
    printed = at(root, "check", "--format", "github").stdout
    assert r"a\u001b[31m\u202eb.md" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    "form", ["text", "lines", "json", "sarif", "github", "markdown", "gitlab", "junit"]
)
def test_a_report_in_a_file_replaces_a_report_only(root: Path, at: Run, form: str) -> None:
    home = root / "work/library"
    arguments = ["check", "--format", form, "--output-file", "out"]
    said = at(home, *arguments)
    assert (said.exit_code, said.stdout) == (1, "")
    assert (home / "out").read_text("utf-8") == at(home, "check", "--format", form).stdout
    assert at(home, *arguments).exit_code == 1
    (home / "roles/sales/lead.md").write_text(clean("lead"), "utf-8")
    for _ in range(2):
        assert at(home, *arguments).exit_code == 0
    for mine in ("notes: 3\n", '{"name": "rolebook-x"}\n', "[1]\n", "# About RB101\n", "<?xml?>\n"):
        (home / "out").write_text(mine, "utf-8")
        refused = at(home, *arguments)
        assert refused.exit_code == 2
        assert "`out` exists: name another file\n" in refused.stderr
        assert (home / "out").read_text("utf-8") == mine


def test_no_file_of_this_project_is_taken_for_a_report() -> None:
    top = Path(__file__).parents[3]
    folders = ("docs", "roles", "atlases", "plugins", "tests")
    files = [path for folder in folders for path in (top / folder).rglob("*.*")]
    # what a report is expected to be is one, and an empty file is nobody's loss
    own = [path for path in files if path.is_file() and path.name != "expected.txt"]
    assert len(own) > 200
    assert [path for path in own if path.stat().st_size and is_report(path)] == []
