"""The case files in; of each rule, a library that breaks it and one that nearly does, out.

The cases are tests (`tests/test_cases.py` holds each report to the letter), so what is shown to
people as an example is always what Rolebook says today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from rolebook.diagnostics import Rule
from rolebook.text.words import stems

_PACKAGED: Final = Path(__file__).parents[1] / "cases"
_IN_THE_REPOSITORY: Final = Path(__file__).parents[3] / "tests" / "cases"
_FENCE: Final = re.compile(r"(`{3,})(.*)")
_PATH: Final = re.compile(r"`([^`]+)`")
_NEAR_MISS: Final = re.compile(r"Not ((?:RB\d{3}(?:, | and )?)+): *(.*)")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of a case's small library."""

    path: str
    language: str
    """Of its fence: `markdown`, `yaml`."""

    words: tuple[str, ...]
    """What the fence says of bytes that cannot be written in it: `crlf`, `hex`, `x1000`."""

    text: str
    shared: bool = False
    """It stands above the first heading: the ground of all cases, and the point of none."""


@dataclass(frozen=True, slots=True)
class Case:
    """A small library and, word for word, what is found in it."""

    title: str
    files: tuple[CaseFile, ...]
    """Those above the first heading are in every case."""

    report: str | None
    """None where the case has no `diagnostics` fence."""

    report_lines: tuple[int, int]
    """The lines (from 0, the end exclusive) of the file within that fence."""

    near_misses: tuple[tuple[str, str], ...] = ()
    """Codes that it nearly triggers, each with the reason why it does not."""

    @property
    def own_files(self) -> tuple[CaseFile, ...]:
        """What an example shows: its files without those of every case."""
        return tuple(file for file in self.files if not file.shared)

    @property
    def codes(self) -> frozenset[str]:
        """The codes that its report names."""
        return frozenset(re.findall(r"^\S+ \w+\[(RB\d{3})\]", self.report or "", re.M))


@dataclass(frozen=True, slots=True)
class Examples:
    """What shows a rule: a library that breaks it, and one that does not quite."""

    wrong: Case | None
    right: Case | None


def examples_of(rule: Rule) -> Examples:
    """The examples of a rule: the case that is about it alone, or most in its own words."""
    about = frozenset(stems(rule.name))

    def strangeness(case: Case) -> tuple[int, int, int]:
        return len(case.codes), -len(about & frozenset(stems(case.title))), len(case.report or "")

    wrong = [case for case in _all() if rule.code in case.codes]
    right = [case for case in _all() if rule.code in dict(case.near_misses)]
    return Examples(
        min(wrong, key=strangeness, default=None), min(right, key=strangeness, default=None)
    )


@cache
def _all() -> tuple[Case, ...]:
    folder = _PACKAGED if _PACKAGED.is_dir() else _IN_THE_REPOSITORY
    return tuple(
        case for file in sorted(folder.glob("*.md")) for case in read_cases(file.read_text("utf-8"))
    )


def read_cases(text: str) -> tuple[Case, ...]:
    """The cases of one file, in its order."""
    lines = text.split("\n")
    heads = list(_headings(lines))
    above = _files(lines, 0, heads[0] if heads else len(lines))
    shared = tuple(replace(file, shared=True) for file in above)
    ends = [*heads[1:], len(lines)]
    return tuple(_case(lines, a, b, shared) for a, b in zip(heads, ends, strict=True))


def _headings(lines: list[str]) -> Iterator[int]:
    """The lines that begin a case; a `##` within a fence is part of a file."""
    opened = ""
    for number, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if opened:
            opened = "" if line == opened else opened
        elif match:
            opened = match[1]
        elif line.startswith("## "):
            yield number


def _case(lines: list[str], start: int, end: int, shared: tuple[CaseFile, ...]) -> Case:
    report, where = None, (0, 0)
    for language, _, begin, close in _fences(lines, start, end):
        if language == "diagnostics":
            report, where = _text(lines, begin, close), (begin, close)
    missed = tuple(
        (code, match[2])
        for paragraph in _said(lines[start + 1 : end])
        if (match := _NEAR_MISS.match(paragraph))
        for code in re.findall(r"RB\d{3}", match[1])
    )
    files = (*shared, *_files(lines, start, end))
    # a case's own file stands for a shared one of its path
    by_path = {one.path: one for one in files}
    return Case(lines[start][3:], tuple(by_path.values()), report, where, missed)


def _said(lines: list[str]) -> Iterator[str]:
    """What stands above the files of a case, a paragraph on one line; `Not RB…:` begins one."""
    words: list[str] = []
    for line in lines:
        ends = not line.strip() or _PATH.fullmatch(line) or _FENCE.fullmatch(line)
        if words and (ends or _NEAR_MISS.match(line)):
            yield " ".join(words)
            words = []
        if ends and line.strip():
            return
        if line.strip():
            words.append(line.strip())


def _files(lines: list[str], start: int, end: int) -> Iterator[CaseFile]:
    for language, words, begin, close in _fences(lines, start, end):
        named = _PATH.fullmatch(lines[begin - 2]) if begin > 1 else None
        if named and language != "diagnostics":
            yield CaseFile(named[1], language, words, _text(lines, begin, close))


def _fences(
    lines: list[str], start: int, end: int
) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
    """Language, further words, and the first and last line of each fence's content."""
    at = start
    while at < end:
        match = _FENCE.fullmatch(lines[at])
        if match:
            close = lines.index(match[1], at + 1)
            language, *words = match[2].split() or [""]
            yield language, tuple(words), at + 1, close
            at = close
        at += 1


def _text(lines: list[str], start: int, end: int) -> str:
    return "".join(f"{line}\n" for line in lines[start:end])
