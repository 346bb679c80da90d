"""A finding about YAML that no reader takes in; the form that its help shows, out.

The words stay what they are: of front matter, each field says before and after what it said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.edits.applying import edited
from rolebook.edits.between import edits_between
from rolebook.edits.change import Change, Edit, Refused, change_of
from rolebook.formats.markdown.front_matter import INVALID_FRONT_MATTER, split
from rolebook.formats.yaml.elements import as_text
from rolebook.formats.yaml.problems import INVALID_YAML, quoted
from rolebook.formats.yaml.tree import read_tree
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.source import Source, Span

_IN_QUOTES: Final = re.compile(r"put the value in quotes: `.*`", re.S)
_BLOCK: Final = re.compile(
    r"(?:write `(?P<key>[^`]+): \|`,? and (?P<behind>put the text behind it on a line of its own,"
    r" without quotes around it; indent that line and )?)?(?:indent )?"
    r"(?:lines (?P<first>\d+) to (?P<last>\d+)|line (?P<only>\d+)) by two spaces"
)
_CLOSE: Final = "write the same quote at the end of the value"
_FENCE: Final = re.compile(r"add a line `---` after line (\d+)")
_LISTS: Final = frozenset({"tools", "allowed-tools", "skills", "tags", "aliases", "capabilities"})
"""A value of these that begins with a bracket is a list that lacks something, and no text."""

_MOST: Final = 50
"""Broken entries of one front matter that are mended."""


def yaml_form(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """The front matter with all its entries mended, or the one line of another file."""
    source = graph.library.sources.get(finding.span.path)
    if source is None:
        return None
    if finding.rule is INVALID_FRONT_MATTER:
        return _front_matter(source)
    edits = list(_of_help(source, finding))
    if not edits:
        return None
    after = _after(source, edits)
    if after is None or _invalid(after) not in (None, *_later(after, finding)):
        return None
    return change_of(edits)


def _later(source: Source, finding: Diagnostic) -> Iterator[Diagnostic]:
    """A fault further down, which nobody could see before."""
    problem = _invalid(source)
    if problem and problem.span.line > finding.span.line:
        yield problem


def _invalid(source: Source) -> Diagnostic | None:
    _, problems = read_tree(source, 0, len(source.text))
    return next((one for one in problems if one.rule is INVALID_YAML), None)


def _front_matter(source: Source) -> Change | None:
    now = source
    for _ in range(_MOST):
        front = split(now)
        broken = [one for one in front.diagnostics if one.rule is INVALID_FRONT_MATTER]
        if not broken:
            break
        places = (broken[0], *(replace(broken[0], help=h, span=s) for h, s in _related(broken[0])))
        after = next((one for place in places if (one := _same_words(now, place))), None)
        if after is None:
            break
        now = after
    return Change(edits_between(source, now.text)) if now is not source else None


def _related(problem: Diagnostic) -> Iterator[tuple[str, Span]]:
    for one in problem.related:
        _, mark, help = one.message.partition("; ")
        if mark:
            yield help, one.span


def _same_words(source: Source, problem: Diagnostic) -> Source | None:
    """The source with one entry mended, where every field says what it said before."""
    after = _after(source, list(_of_help(source, problem)))
    if after is None:
        return None
    return after if _words(after) == _words(source) else None


def _words(source: Source) -> dict[str, str] | None:
    tree = split(source).tree
    if tree is None:
        return None
    return {key.text: " ".join(as_text(value).split()) for key, value in tree.entries}


def _after(source: Source, edits: list[Edit]) -> Source | None:
    try:
        return replace(source, text=edited(source.text, edits)) if edits else None
    except Refused:
        return None


def _of_help(source: Source, problem: Diagnostic) -> Iterator[Edit]:
    """Just what the help says."""
    line = problem.span.line
    if _IN_QUOTES.fullmatch(problem.help):
        yield from _quoted(source, line)
    elif problem.help == _CLOSE:
        written = source.lines[line - 1]
        sign, end = written[problem.span.column - 1], len(written.rstrip())
        at = source.line_starts[line - 1] + end
        yield Edit(source.span(at, at), sign)
    elif match := _FENCE.fullmatch(problem.help):
        at = source.line_starts[int(match[1])] if int(match[1]) < len(source.lines) else -1
        if at >= 0:
            yield Edit(source.span(at, at), "---\n")
    elif match := _BLOCK.fullmatch(problem.help):
        yield from _block(source, match)


def _quoted(source: Source, line: int) -> Iterator[Edit]:
    written = source.lines[line - 1]
    key, _, value = written.strip().partition(":")
    value = value.strip()
    # what follows a `#` may be a comment, or a part of the value
    if " #" in value or (value[:1] in "[{" and key.strip() in _LISTS):
        return
    if new := quoted(written.rstrip()):
        start = source.line_starts[line - 1]
        yield Edit(source.span(start, start + len(written.rstrip())), new)


def _block(source: Source, help: re.Match[str]) -> Iterator[Edit]:
    first = int(help["first"] or help["only"])
    last = int(help["last"] or help["only"])
    if not 1 < first <= last <= len(source.lines):
        return
    if help["key"]:
        line = source.lines[first - 2]
        before, _, behind = line.partition(":")
        words = behind.strip()
        if bool(words) is not bool(help["behind"]) or before.strip() != help["key"]:
            return
        if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
            words = words[1:-1]
        elif words[:1] in ("'", '"'):
            return  # the quote ends somewhere below
        start = source.line_starts[first - 2]
        text = f"{before}: |" + (f"\n  {words}" if words else "")
        yield Edit(source.span(start, start + len(line)), text)
    for number in range(first, last + 1):
        if source.lines[number - 1].strip():
            at = source.line_starts[number - 1]
            yield Edit(source.span(at, at), "  ")
