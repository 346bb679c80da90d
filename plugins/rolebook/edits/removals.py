"""A finding whose help says to remove something in; the edit that does so, and no more, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.edits.change import Change, Edit, change_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.source import Source, Span

_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(['\"]?)(?P<item>\S+?)\1[ \t]*")
_IN_LIST: Final = re.compile(
    r"(?P<before>,[ \t]*)?(?P<quote>['\"]?)(?P<item>[^\s,'\"\[\]#]+)(?P=quote)"
    r"(?P<after>[ \t]*,[ \t]*)?"
)


def prerequisite(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """An item of a list of prerequisites, taken out of it."""
    source = graph.library.sources.get(finding.span.path)
    return change_of(_item(source, finding.span)) if source else None


def _item(source: Source, span: Span) -> Iterator[Edit]:
    line = source.lines[span.line - 1]
    start = source.line_starts[span.line - 1]
    item = line[span.column - 1 : span.end_column - 1]
    if (match := _ITEM.fullmatch(line)) and match["item"] == item and span.line < len(source.lines):
        yield Edit(source.span(start, start + len(line) + 1), "")
        return
    before = line[: span.column - 1].rstrip("'\" \t")
    for match in _IN_LIST.finditer(line, max(len(before) - 1, 0)):
        if match.start("item") != span.column - 1 or match["item"] != item:
            continue
        if match["before"]:
            yield Edit(
                source.span(start + match.start(), start + match.end("item") + len(match["quote"])),
                "",
            )
        elif match["after"]:
            yield Edit(source.span(start + match.start("quote"), start + match.end()), "")


def allowance(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """A comment that allows what is not found, with the lines that it has for itself."""
    source = graph.library.sources.get(finding.span.path)
    if source is None or not finding.help.startswith("remove the comment"):
        return None
    span = finding.span
    start = source.line_starts[span.line - 1] + span.column - 1
    end = source.line_starts[span.end_line - 1] + span.end_column - 1
    if not source.text[start:end].startswith(("<!--", "#")):
        return None
    before = source.lines[span.line - 1][: span.column - 1]
    after = source.lines[span.end_line - 1][span.end_column - 1 :]
    if before.strip() or after.strip():
        start -= len(before) - len(before.rstrip()) if not after.strip() else 0
        return change_of([Edit(source.span(start, end), "")])
    if span.end_line >= len(source.lines):
        return change_of([Edit(source.span(start, end), "")])
    first, last = span.line, span.end_line + 1
    blank_above = first == 1 or not source.lines[first - 2].strip()
    if blank_above and last < len(source.lines) and not source.lines[last - 1].strip():
        last += 1  # of two empty lines one goes with the comment
    return change_of([Edit(Span(span.path, first, 1, last, 1), "")])
