"""A finding whose help asks "did you mean …?" in; the edit that writes what was meant out.

Only for a slip of the pen: a letter or two of a name that nothing else is as near to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from rolebook.diagnostics import Diagnostic
from rolebook.edits.change import Change, Edit, change_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.source import Source, Span

_MEANT: Final = re.compile(r"did you mean `([^`]+)`(?: \([^()]*\))?\?")
_FIELD: Final = re.compile(r"\s*[\w-]+:\s")
_AGAIN: Final = "also named here"
_SHORTEST: Final = 5
"""Letters of a name that a slip of the pen is looked for in."""

_SHORT: Final = 3
_TWO_SLIPS: Final = 9
"""Letters of a name in which there may be two of them."""


def near_miss(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """What is meant, wherever the finding says that the same was written."""
    match = _MEANT.fullmatch(finding.help)
    if not match:
        return None
    spans = [finding.span, *(one.span for one in finding.related if one.message == _AGAIN)]
    edits: list[Edit] = []
    for span in spans:
        source = graph.library.sources.get(span.path)
        if source is None:
            return None
        edits += _slips(source, span, match[1], graph)
    return change_of(edits) if len(edits) == len(spans) else None


def _slips(source: Source, span: Span, meant: str, graph: LibraryGraph) -> Iterator[Edit]:
    if span.line != span.end_line:
        return
    line = source.lines[span.line - 1]
    written = line[span.column - 1 : span.end_column - 1]
    listed = _FIELD.match(line) and re.search(rf"(?<![\w-]){re.escape(meant)}(?![\w-])", line)
    slip = _slip(written, meant)
    # what stands twice in one list was to be somebody else
    if slip and not listed and not _others(*slip, graph):
        yield Edit(span, meant)


def _slip(written: str, meant: str) -> tuple[str, str] | None:
    """The one part of a name that a letter or two, or capitals, tell from what was meant.

    A word more is another name, and so is an ending: a `sales-leader` is no `sales-lead`. A letter
    that only looks like ours was perhaps put there on purpose.
    """
    parts = [re.split(r"([/#])", one) for one in (written, meant)]
    odd = any(one.isspace() for one in written) or written.isascii() != meant.isascii()
    if odd or len(parts[0]) != len(parts[1]):
        return None
    different = [(one, other) for one, other in zip(*parts, strict=True) if one != other]
    if len(different) != 1:
        return None
    one, other = different[0]
    slips = OSA.distance(one, other)
    longer = slips > 1 and (one.startswith(other) or other.startswith(one))
    near = slips <= _slips_of(one) and not longer and not _other_word(one, other)
    return (one, other) if near or one.lower() == other.lower() else None


def _other_word(one: str, other: str) -> bool:
    """Whether a word, a short one or a number stands in another's place: `hr` is not `pr`."""
    words, others = (re.split(r"[-_.]", name) for name in (one, other))
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return True
    if len(words) != len(others):
        return OSA.distance(one, other) > 1  # a lost hyphen is a slip
    pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return any(min(len(a), len(b)) <= _SHORT for a, b in pairs)


def _slips_of(word: str) -> int:
    if len(word) < _SHORTEST:
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2


def _others(written: str, meant: str, graph: LibraryGraph) -> bool:
    """Whether another name of the library is as near: then nobody knows which was meant."""
    near = max(OSA.distance(written, meant), 1)
    names = {one.rstrip("/").rpartition("/")[2] for one in graph.resolver.names()}
    names |= {one.rpartition("#")[2] for one in graph.competencies}
    names |= {item.key for role in graph.roles.values() for item in role.mandate}
    others = names - {meant, written}
    return any(OSA.distance(written, one, score_cutoff=near) <= near for one in others)
