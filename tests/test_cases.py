"""Each heading of tests/cases/*.md is a small library and, word for word, what is found in it.

A line with a path in backticks and the fence after it are a file. The words after a fence's
language say what cannot be written in it: `crlf`, `bom`, `hex`, `link` (the fence holds where a
symbolic link leads), `percent` (the path has bytes as `%FF`), `x1000` (so many times).
Files above the first heading are in every case.
A `mkdocs.yml` without a `rolebook:` block makes it a folder that nobody configured.
The `diagnostics` fence is the report, which `pytest tests/test_cases.py --accept` rewrites.
`Not RB101: why` marks a near miss of a rule. `rolebook explain` shows the cases as examples.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from rolebook.build import check
from rolebook.config.projects import settings_for
from rolebook.diagnostics import Rule
from rolebook.diagnostics.catalogue import RULES
from rolebook.diagnostics.examples import Case, CaseFile, read_cases
from rolebook.report import Findings
from rolebook.report.text import finding

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [(file, case) for file in FILES for case in read_cases(file.read_text("utf-8"))]


def write_file(folder: Path, file: CaseFile) -> None:
    name = unquote(file.path, errors="surrogateescape") if "percent" in file.words else file.path
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in file.words:
        path.symlink_to(file.text.strip())
        return
    times = next((int(word[1:]) for word in file.words if re.fullmatch(r"x\d+", word)), 1)
    content = bytes.fromhex(file.text) if "hex" in file.words else file.text.encode() * times
    content = content.replace(b"\n", b"\r\n") if "crlf" in file.words else content
    path.write_bytes(b"\xef\xbb\xbf" * ("bom" in file.words) + content)


def report(case: Case, folder: Path) -> str:
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("plugins: [rolebook]\n", "utf-8")
    for file in case.files:
        write_file(folder, file)
    checked = check(settings_for([folder], None)[0])
    findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
    return "\n".join(f"{finding(one, findings)}\n" for one in checked.diagnostics)


@pytest.mark.parametrize(
    ("file", "case"), CASES, ids=[f"{file.stem}: {case.title}" for file, case in CASES]
)
def test_case(file: Path, case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = report(case, tmp_path / "project")
    if request.config.getoption("--accept") and found != case.report:
        text = file.read_text("utf-8")
        # an earlier case of this file may have grown or shrunk by now
        now = next(one for one in read_cases(text) if one.title == case.title)
        assert now.report is not None, f"`{case.title}` lacks a `diagnostics` fence"
        lines = text.split("\n")
        lines[slice(*now.report_lines)] = found.split("\n")[:-1]
        file.write_text("\n".join(lines), "utf-8", newline="\n")
    else:
        assert found == case.report


def test_no_two_cases_have_one_title() -> None:
    titles = Counter((file, case.title) for file, case in CASES)
    assert not [title for title, number in titles.items() if number > 1]


# no library shows a defect of our own
SHOWN = [rule for rule in RULES if not rule.code.startswith("RB9")]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_has_a_case_that_it_is_about_and_a_near_miss(rule: Rule) -> None:
    triggered = [case for _, case in CASES if rule.code in case.codes]
    missed = [case for _, case in CASES if rule.code in dict(case.near_misses)]
    assert triggered, f"no case of tests/cases shows {rule.code}"
    assert missed, f"no case of tests/cases says `Not {rule.code}: why`"
    assert not [case.title for case in missed if case in triggered]


def test_a_near_miss_is_of_a_rule_that_exists() -> None:
    codes = {rule.code for rule in RULES}
    assert not [
        (case.title, code) for _, case in CASES for code, _ in case.near_misses if code not in codes
    ]
