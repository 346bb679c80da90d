"""A rule in, what a person has to know of it out: the reason, and an example of each side."""

from __future__ import annotations

import textwrap

from rolebook.diagnostics import Explained
from rolebook.examples import Case, CaseFile, examples_of

MOST_LINES = 40
"""Of a file in an example; a longer one is cut."""


def explanation(one: Explained) -> str:
    """The text of `rolebook explain CODE`."""
    rule, examples = one.rule, examples_of(one.rule)
    parts = [f"{rule.code} {rule.name} ({rule.severity.value})", textwrap.fill(one.reason, 88)]
    if examples.wrong:
        parts += [f"Wrong: {examples.wrong.title}", _files(examples.wrong, rule.code)]
        parts += [textwrap.indent(_about(examples.wrong, rule.code), "    ")]
    if examples.right:
        why = dict(examples.right.near_misses)[rule.code]
        title = f"Right: {examples.right.title} ({why.rstrip('.')})"
        parts += [title, _files(examples.right, rule.code)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


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
