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
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rolebook.build import check
from rolebook.config import load_settings
from rolebook.report import Findings
from rolebook.report.text import finding
from rolebook.rules import RULES

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@dataclass
class Case:
    file: Path
    title: str
    files: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    """By path, the words after the fence's language and what stands in the fence."""

    expected: str | None = None
    lines: tuple[int, int] = (0, 0)
    """The lines of the file within the `diagnostics` fence."""

    near_misses: list[str] = field(default_factory=list)


def read_cases(file: Path) -> list[Case]:
    cases: list[Case] = []
    shared: dict[str, tuple[list[str], str]] = {}
    lines = file.read_text("utf-8").split("\n")
    at, named = 0, None
    while at < len(lines):
        if fence := re.fullmatch(r"(`{3,})(.*)", lines[at]):
            end = lines.index(fence[1], at + 1)
            text = "".join(f"{line}\n" for line in lines[at + 1 : end])
            if fence[2] == "diagnostics":
                cases[-1].expected, cases[-1].lines = text, (at + 1, end)
            elif named:
                files = cases[-1].files if cases else shared
                files[named[1]] = fence[2].split()[1:], text
            at, named = end, None
        elif lines[at].startswith("## "):
            cases.append(Case(file, lines[at][3:], dict(shared)))
        elif lines[at]:
            named = re.fullmatch(r"`([^`]+)`", lines[at])
            if missed := re.match(r"Not ((?:RB\d{3}(?:, | and )?)+):", lines[at]):
                cases[-1].near_misses += re.findall(r"RB\d{3}", missed[1])
        at += 1
    return cases


def write_file(path: Path, words: list[str], text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in words:
        path.symlink_to(text.strip())
        return
    times = next((int(word[1:]) for word in words if re.fullmatch(r"x\d+", word)), 1)
    content = bytes.fromhex(text) if "hex" in words else text.encode() * times
    content = content.replace(b"\n", b"\r\n") if "crlf" in words else content
    path.write_bytes(b"\xef\xbb\xbf" * ("bom" in words) + content)


def report(case: Case, folder: Path) -> str:
    for path, (words, text) in {"mkdocs.yml": ([], "plugins: [rolebook]\n"), **case.files}.items():
        write_file(folder / path, words, text)
    checked = check(load_settings(folder / "mkdocs.yml"))
    findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
    return "\n".join(f"{finding(one, findings)}\n" for one in checked.diagnostics)


CASES = [case for file in FILES for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = report(case, tmp_path / "project")
    if request.config.getoption("--accept") and found != case.expected:
        lines = case.file.read_text("utf-8").split("\n")
        # an earlier case of this file may have grown or shrunk by now
        now = next(one for one in read_cases(case.file) if one.title == case.title)
        assert now.expected is not None, f"`{case.title}` lacks a `diagnostics` fence"
        lines[slice(*now.lines)] = found.split("\n")[:-1]
        case.file.write_text("\n".join(lines), "utf-8", newline="\n")
    else:
        assert found == case.expected


def test_no_two_cases_have_one_title() -> None:
    titles = Counter((case.file, case.title) for case in CASES)
    assert not [title for title, number in titles.items() if number > 1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_has_a_case_that_it_is_about_and_a_near_miss(rule: object) -> None:
    code = str(rule.code)  # type: ignore[attr-defined]
    triggered = [c for c in CASES if re.search(rf"^\S+ \w+\[{code}\]", c.expected or "", re.M)]
    missed = [case for case in CASES if code in case.near_misses]
    assert triggered, f"no case of tests/cases shows {code}"
    assert missed, f"no case of tests/cases says `Not {code}: why`"
    assert not [case.title for case in missed if case in triggered]
