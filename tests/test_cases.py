"""Each heading of tests/cases/*.md is a small library and, word for word, what is found in it.

A line with a path in backticks and the fence after it are a file. The words after a fence's
language say what cannot be written in it: `crlf`, `bom`, `hex`, `link` (the fence holds where a
symbolic link leads), `x1000` (so many times). Files above the first heading are in every case.
The `diagnostics` fence is the report, which `pytest tests/test_cases.py --accept` rewrites.
`Not RB101: why` marks a near miss of a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from rolebook.build import check
from rolebook.config import load_settings
from rolebook.diagnostics import Rule
from rolebook.examples import Case, CaseFile, read_cases
from rolebook.report import Findings
from rolebook.report.text import finding
from rolebook.rules import RULES

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [(file, case) for file in FILES for case in read_cases(file.read_text("utf-8"))]


def write(root: Path, one: CaseFile) -> None:
    path = root / one.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in one.words:
        path.symlink_to(one.text.strip())
        return
    times = next((int(word[1:]) for word in one.words if re.fullmatch(r"x\d+", word)), 1)
    content = bytes.fromhex(one.text) if "hex" in one.words else one.text.encode() * times
    content = content.replace(b"\n", b"\r\n") if "crlf" in one.words else content
    path.write_bytes(b"\xef\xbb\xbf" * ("bom" in one.words) + content)


def report(case: Case, root: Path) -> str:
    write(root, CaseFile("mkdocs.yml", "yaml", (), "plugins: [rolebook]\n"))
    for file in case.files:
        write(root, file)
    checked = check(load_settings(root / "mkdocs.yml"))
    findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
    return "\n".join(f"{finding(one, findings)}\n" for one in checked.diagnostics)


def accept(file: Path, title: str, found: str) -> None:
    text = file.read_text("utf-8")
    # an earlier case of this file may have grown or shrunk by now
    case = next(one for one in read_cases(text) if one.title == title)
    assert case.report is not None, f"`{title}` lacks a `diagnostics` fence"
    lines = text.split("\n")
    lines[slice(*case.report_lines)] = found.split("\n")[:-1]
    file.write_text("\n".join(lines), "utf-8", newline="\n")


@pytest.mark.parametrize(
    ("file", "case"), CASES, ids=[f"{file.stem}: {case.title}" for file, case in CASES]
)
def test_case(file: Path, case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = report(case, tmp_path / "project")
    if request.config.getoption("--accept") and found != case.report:
        accept(file, case.title, found)
    else:
        assert found == case.report


def test_no_two_cases_have_one_title() -> None:
    titles = Counter((file, case.title) for file, case in CASES)
    assert not [title for title, number in titles.items() if number > 1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_has_a_case_that_it_is_about_and_a_near_miss(rule: Rule) -> None:
    triggered = [case.title for _, case in CASES if rule.code in case.codes]
    missed = [case.title for _, case in CASES if rule.code in dict(case.near_misses)]
    assert triggered, f"no case of tests/cases shows {rule.code}"
    assert missed, f"no case of tests/cases says `Not {rule.code}: why`"
    assert not set(missed) & set(triggered)
