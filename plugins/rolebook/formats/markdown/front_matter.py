"""A Markdown file's text in; its front matter as a tree, and where its body starts, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.fences import Fence, enclosed, unclosed
from rolebook.formats.toml_tree import read_toml
from rolebook.formats.yaml.problems import INVALID_YAML
from rolebook.formats.yaml.recovery import looks_like_entry, recover
from rolebook.formats.yaml.shapes import mapping_of
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar, read_tree
from rolebook.model.known_keys import is_known
from rolebook.text.source import Source

AGENT_KEYS: Final = ("name", "description")
"""What a file needs to be an agent; where they stand, a slip in the form hides an agent."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a file's body."""

    tree: YamlMap | None
    """None where there is no front matter, or nothing in it."""

    body_line: int
    """The first line of the body, from 1; one past the last line where there is no body."""

    diagnostics: tuple[Diagnostic, ...] = ()
    first_line: int = 1
    """The line that opens it, from 1; what stands above belongs to the body."""

    indent: int = 0
    """How many spaces stand before each of its lines, and before those of the body."""


INVALID_FRONT_MATTER = rule("RB004")
"""What YAML cannot read is read line by line here, but other programs drop all of it in silence."""

ODD_FRONT_MATTER = rule("RB090")
"""A host takes for front matter what begins in the first line of a file, stands between two lines
`---` and has its keys in lower case. Anything else is read here, but the host sees no agent."""


def split(source: Source) -> FrontMatter:
    """The front matter of a file: as hosts read it, else in the forms that slips give it."""
    fence = enclosed(source)
    if fence is None:
        return _unclosed(source)
    start, end = source.line_starts[fence.opening + 1], source.line_starts[fence.closing]
    body_line = fence.closing + 2
    tree: Tree | None
    if fence.mark == "+++":
        tree, problems = read_toml(source, start, end)
        problems = [replace(one, rule=INVALID_FRONT_MATTER) for one in problems]
    else:
        tree, problems = read_tree(source, start, end)
    if tree is None and any(one.rule is INVALID_YAML for one in problems):
        tree, problems = _recovered(source, start, end, problems)
    if tree is None or (isinstance(tree, YamlScalar) and tree.is_null):
        if fence.odd and fence.mark != "+++":
            return FrontMatter(None, 1)
        return FrontMatter(None, body_line, tuple(problems))
    help = "write `key: value`, or remove the two `---` lines"
    mapping, shape = mapping_of(tree, "this front matter", help)
    capitals: list[Diagnostic] = []
    if mapping:
        mapping, capitals = _in_lower_case(mapping)
    odd = capitals if not fence.odd else [_odd(fence, source)]
    if not mapping or not any(key in mapping.named for key in AGENT_KEYS):
        if fence.odd:  # it may be anything
            return FrontMatter(None, 1)
        odd = []
    found = (*problems, *shape, *odd)
    return FrontMatter(mapping, body_line, found, fence.opening + 1, fence.indent)


def _recovered(
    source: Source, start: int, end: int, problems: list[Diagnostic]
) -> tuple[YamlMap | None, list[Diagnostic]]:
    recovered, found = recover(source, start, end)
    if not any(one.rule is INVALID_YAML for one in found):
        # where each entry is valid by itself, what does not fit is between them
        found = [next(one for one in problems if one.rule is INVALID_YAML), *found]
    return recovered, [_told(one) for one in found]


def _told(problem: Diagnostic) -> Diagnostic:
    if problem.rule is not INVALID_YAML:
        return problem
    message = problem.message.removeprefix("not valid YAML: ")
    message = f"front matter is not valid YAML: {message}"
    return replace(problem, rule=INVALID_FRONT_MATTER, message=message)


def _odd(fence: Fence, source: Source) -> Diagnostic:
    place = source.line_span(fence.odd_line)
    return Diagnostic(ODD_FRONT_MATTER, fence.odd, place, fence.help)


def _in_lower_case(tree: YamlMap) -> tuple[YamlMap, list[Diagnostic]]:
    """`Name` and `Description` as hosts call them, where these do not stand there, too."""
    lacking = [key for key in AGENT_KEYS if key not in tree.named]
    if not any(key.lower() in lacking for key in tree.named):
        return tree, []
    slips = {
        key: key.lower() for key in tree.named if is_known(key) and key.lower() not in tree.named
    }
    named = {
        name: (replace(key, text=name), value)
        for key, value in tree.entries
        for name in [slips.get(key.text, key.text)]
    }
    first = next(key for key, _ in tree.entries if key.text in slips)
    message = f"`{first.text}` is written with a capital, and hosts read `{slips[first.text]}`"
    help = f"write {', '.join(f'`{one}`' for one in slips.values())} in lower case"
    return replace(tree, named=named), [Diagnostic(ODD_FRONT_MATTER, message, first.span, help)]


def _unclosed(source: Source) -> FrontMatter:
    """Without a second `---` the first is a thematic break, unless fields follow it."""
    if source.lines[0].rstrip() != "---" or len(source.lines) < 2:
        return FrontMatter(None, 1)
    if not looks_like_entry(source.lines[1]):
        return FrontMatter(None, 1)
    end_line = unclosed(source)
    start, end = source.line_starts[1], source.line_starts[end_line]
    tree, problems = read_tree(source, start, end)
    if tree is None and any(one.rule is INVALID_YAML for one in problems):
        tree, problems = _recovered(source, start, end, problems)
    agent = isinstance(tree, YamlMap) and all(key in tree.named for key in AGENT_KEYS)
    message = "front matter is never closed, so all of it is body text"
    help = "add a line `---` after the last field"
    if agent:
        message = "front matter is never closed, so hosts take all of it for body text"
        help = f"add a line `---` after line {end_line}"
    told = Diagnostic(INVALID_FRONT_MATTER, message, source.line_span(1), help)
    if not agent or not isinstance(tree, YamlMap):
        return FrontMatter(None, 1, (told,))
    others = tuple(one for one in problems if one.rule is not INVALID_FRONT_MATTER)
    return FrontMatter(tree, end_line + 1, (told, *others))
