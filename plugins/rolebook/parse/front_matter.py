"""A Markdown file's text in; its front matter as a tree, and where its body starts, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Rule, Severity, Source
from rolebook.parse.mappings import mapping_of
from rolebook.parse.recovery import looks_like_entry, recover
from rolebook.parse.yaml_tree import YamlMap, YamlScalar, read_tree
from rolebook.yaml_problems import INVALID_YAML

_OPENS: Final = re.compile(r"---[ \t]*")
_CLOSES: Final = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a file's body."""

    tree: YamlMap | None
    """None where there is no front matter, or nothing in it."""

    body_line: int
    """The first line of the body, from 1; one past the last line where there is no body."""

    diagnostics: tuple[Diagnostic, ...] = ()


INVALID_FRONT_MATTER = Rule("RB004", "invalid-front-matter", Severity.WARNING)
"""What YAML cannot read is read line by line here, but other programs drop all of it in silence."""


def split(source: Source) -> FrontMatter:
    """The front matter between a first line `---` and the next line `---` or `...`."""
    lines = source.lines
    if not _OPENS.fullmatch(lines[0]):
        return FrontMatter(None, 1)
    closing = next((n for n, line in enumerate(lines[1:], 1) if _CLOSES.fullmatch(line)), None)
    if closing is None:
        return FrontMatter(None, 1, _never_closed(source))
    start, end = source.line_starts[1], source.line_starts[closing]
    tree, problems = read_tree(source, start, end)
    if tree is None and any(one.rule is INVALID_YAML for one in problems):
        recovered, found = recover(source, start, end)
        # where each entry is valid by itself, what does not fit is between them
        broken = found if any(one.rule is INVALID_YAML for one in found) else [*problems, *found]
        told = tuple(_told(one) for one in broken)
        return FrontMatter(recovered, closing + 2, told)
    if tree is None or (isinstance(tree, YamlScalar) and tree.is_null):
        return FrontMatter(None, closing + 2, tuple(problems))
    help = "write `key: value`, or remove the two `---` lines"
    mapping, shape = mapping_of(tree, "this front matter", help)
    return FrontMatter(mapping, closing + 2, (*problems, *shape))


def _told(problem: Diagnostic) -> Diagnostic:
    if problem.rule is not INVALID_YAML:
        return problem
    message = problem.message.removeprefix("not valid YAML: ")
    message = f"front matter is not valid YAML: {message}"
    return replace(problem, rule=INVALID_FRONT_MATTER, message=message)


def _never_closed(source: Source) -> tuple[Diagnostic, ...]:
    """Without a second `---` the first is a thematic break, unless fields follow it."""
    if len(source.lines) < 2 or not looks_like_entry(source.lines[1]):
        return ()
    message = "front matter is never closed, so all of it is body text"
    help = "add a line `---` after the last field"
    return (Diagnostic(INVALID_FRONT_MATTER, message, source.line_span(1), help),)
