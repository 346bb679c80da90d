"""Sorted findings in; the same, but of one rule about one file no more than anybody reads, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.catalogue import rule
from rolebook.text.source import Span

TOO_MANY_FINDINGS = rule("RB045")
"""Thousands of findings of one kind have one cause, and a page of them all would not open."""


def without_floods(diagnostics: Sequence[Diagnostic], most: int) -> Iterator[Diagnostic]:
    """The first `most` findings of each rule about each file, and how many were left out."""
    number: Counter[tuple[str, Rule]] = Counter()
    first_left_out: dict[tuple[str, Rule], Span] = {}
    for one in diagnostics:
        kind = (one.span.path, one.rule)
        number[kind] += 1
        if number[kind] <= most:
            yield one
        else:
            first_left_out.setdefault(kind, one.span)
    for (path, flooding), span in first_left_out.items():
        yield Diagnostic(
            TOO_MANY_FINDINGS,
            f"`{path}` has {number[path, flooding]:,} findings"
            f" of {flooding.code} ({flooding.name});"
            f" the first {most:,} are shown",
            span,
            "mend what they have in common, or raise `findings` under `limits:` in mkdocs.yml",
        )
