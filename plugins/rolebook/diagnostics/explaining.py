"""A rule in, what a person has to know of it out: the reason, and an example of each side."""

from __future__ import annotations

import contextlib
import re
import textwrap
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Explained
from rolebook.diagnostics.examples import Case, CaseFile, examples_of
from rolebook.text.visible import visible

MOST_LINES = 40
"""Of a file in an example; a longer one is cut."""


def explanation(one: Explained) -> str:
    """The text of `rolebook explain CODE`."""
    rule, examples = one.rule, examples_of(one.rule)
    parts = [f"{rule.code} {rule.name} ({rule.severity.value})", _filled(one.reason)]
    if examples.wrong:
        wrong = spelled_out(examples.wrong)
        parts += [f"Wrong: {wrong.title}", _files(wrong, rule.code)]
        parts += [textwrap.indent(_about(wrong, rule.code), "    ")]
    if examples.right:
        why = dict(examples.right.near_misses)[rule.code]
        title = f"Right: {examples.right.title} ({why.rstrip('.')})"
        parts += [_filled(title), _files(examples.right, rule.code)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def spelled_out(case: Case) -> Case:
    """A case with what nobody sees in its files as it is told in a report: `\\u202e`."""
    return replace(case, files=tuple(map(_spelled_out, case.files)))


def _spelled_out(file: CaseFile) -> CaseFile:
    text, words = file.text, file.words
    if "hex" in words:
        with contextlib.suppress(UnicodeDecodeError):  # what is no text stays as it is
            text = bytes.fromhex(text).decode("utf-8")
            words = tuple(word for word in words if word != "hex")
    return replace(file, path=visible(file.path), text=_visible(text), words=words)


def _visible(text: str) -> str:
    return "".join(part if part in "\t\n" else visible(part) for part in _KEPT.split(text))


_KEPT: Final = re.compile(r"([\t\n])")


def _filled(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 88) for paragraph in text.split("\n\n"))


def _files(case: Case, code: str) -> str:
    """The files that a case is about: those of its report, or all where it has none."""
    about = _about(case, code)
    shown = [one for one in case.own_files if f"{one.path}:" in about] or case.own_files
    return "\n\n".join(f"    {named(one)}\n{_indented(one.text)}" for one in shown[:3])


def named(file: CaseFile) -> str:
    """The path of a case's file, with what its fence cannot show."""
    return f"{file.path} ({', '.join(file.words)})" if file.words else file.path


def _indented(text: str) -> str:
    return textwrap.indent(shortened(text), "    | ", lambda line: True).rstrip()


def shortened(text: str) -> str:
    """The beginning of a text that is too long to be an example."""
    lines = text.rstrip("\n").split("\n")
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"])


def _about(case: Case, code: str) -> str:
    """The findings of a case's report that are about a rule."""
    findings = (case.report or "").split("\n\n")
    return "\n\n".join(one.rstrip() for one in findings if f"[{code}]" in one.partition("\n")[0])
