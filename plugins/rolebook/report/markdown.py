"""Findings in, Markdown fit for a comment on a pull request out.

What authors wrote is shown and does nothing: it names nobody, opens no link, starts no markup.
GitHub looks for mentions, issues and addresses in the text that Markdown leaves over, where a
backslash is long gone, but never in code: so words that could be one of these are put in code.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import Final

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report.counts import counted, library_counts, mended, problem_counts
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.text.visible import visible

MOST_CHARACTERS: Final = 65_536
"""What GitHub takes in one comment."""

_NOTE: Final = 400
"""Characters kept free for the lines that say what is left out and what is mended."""

_MOST_WORDS: Final = 600
"""Characters of one message or help; a circle of a hundred edges is told elsewhere."""

_RANKS: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_SPECIAL: Final = re.compile(r"([\\*_\[\]<~&])")
"""What means something within a line; nothing here ever begins one."""

_ESCAPED: Final = r"\\\1"

_ACTIVE: Final = re.compile(
    r"[@#$/]|:\w|\bwww\.|\w\.[a-z]{2}|\bGH-\d|(?:^|[^0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", re.I
)
"""Mentions, issues, formulas, addresses, paths and commits, emoji: words that GitHub acts on."""


def render(findings: Findings) -> str:
    """The counts, then the findings by file. What does not fit is left out, errors last."""
    findings = seen_from_caller(findings)
    counts = findings.summary()
    found = problem_counts(counts, findings.known)
    head = f"### Rolebook: {found}\n\n{library_counts(counts)}\n"
    kept = _fitting(findings.diagnostics, MOST_CHARACTERS - _NOTE - len(head))
    parts = [head]
    for path, group in groupby(kept, key=lambda one: one.span.path):
        parts.append(_heading(path) + "".join(map(_item, group)))
    parts += [f"\n{note}.\n" for note in (_left_out(findings, kept), mended(findings)) if note]
    return "".join(parts)


def _fitting(diagnostics: tuple[Diagnostic, ...], room: int) -> list[Diagnostic]:
    """As many findings as there is room for, the graver ones first, in their common order."""
    kept: list[Diagnostic] = []
    paths: set[str] = set()
    for one in sorted(diagnostics, key=lambda one: (_RANKS[one.level], one.order)):
        path = one.span.path
        room -= len(_item(one)) + (0 if path in paths else len(_heading(path)))
        if room < 0:
            break
        kept.append(one)
        paths.add(path)
    return sorted(kept, key=lambda one: one.order)


def _left_out(findings: Findings, kept: list[Diagnostic]) -> str:
    shown = Counter(one.level for one in kept)
    missing = [
        counted(number, f"{severity.value}s")
        for severity in _RANKS
        if (number := findings.count(severity) - shown[severity])
    ]
    if not missing:
        return ""
    return f"Left out for lack of room: {', '.join(missing)}. `rolebook check` shows them all"


def _heading(path: str) -> str:
    return f"\n**{code(path)}**\n\n"


def _item(one: Diagnostic) -> str:
    place = f"{one.span.line}:{one.span.column}"
    name = f"**{one.level.value}** {one.rule.code} {one.rule.name}"
    help = f"  \n  help: {prose(one.help)}" if one.help else ""
    return f"- {place} {name}: {prose(one.message)}{help}\n"


def prose(text: str) -> str:
    """A message as Markdown: what stands in backticks as code, the rest as plain words."""
    text = visible(text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]}…")
    if text.count("`") % 2:  # the last one opens nothing
        text = "'".join(text.rsplit("`", 1))
    return "".join(
        (code(part) if number % 2 else _plain(part)) if part else ""
        for number, part in enumerate(text.split("`"))
    )


def code(text: str) -> str:
    """A code span that holds just this text, backticks too."""
    text = visible(text)
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    edges = text[:1] + text[-1:] if text.strip() else ""
    padding = " " if "`" in edges or " " in edges else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _plain(text: str) -> str:
    return "".join(_word(word) for word in re.split(r"(\s+)", text))


def _word(word: str) -> str:
    if not _ACTIVE.search(word):
        return _SPECIAL.sub(_ESCAPED, word)
    bare = word.strip("()[]{}\"'.,;!?")  # nothing that GitHub acts on begins or ends with these
    before, _, after = word.partition(bare)
    return f"{_SPECIAL.sub(_ESCAPED, before)}{code(bare)}{_SPECIAL.sub(_ESCAPED, after)}"
