"""A Markdown file's lines in; the two lines that enclose its front matter, and what is odd, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rolebook.formats.yaml.recovery import looks_like_entry
from rolebook.text.source import Source

_OPENS: Final = re.compile(r"---[ \t]*")
_CLOSES: Final = re.compile(r"(?:-{3,}|\.\.\.)[ \t]*")
_OPENS_ODDLY: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>-{3,}|\*{3,}|_{3,}|={3,}|\+\+\+|[—–]{1,3}-?)[ \t]*"
)
_TOML: Final = re.compile(r"[A-Za-z0-9_-]{1,100}[ \t]*=")
_HEADING: Final = re.compile(r"#{1,6} ")
_COMMENT_END: Final = "-->"

MOST_ABOVE: Final = 30
"""Lines that may stand above front matter: a comment, a heading, blank lines."""


@dataclass(frozen=True, slots=True)
class Fence:
    """The lines that enclose front matter, from 0."""

    opening: int
    closing: int
    mark: str = "---"
    indent: int = 0
    odd: str = ""
    """What keeps a host from reading it; empty where nothing does."""

    odd_line: int = 1
    """Where that stands, from 1."""

    help: str = ""


def enclosed(source: Source) -> Fence | None:
    """The fence of a file's front matter; none where it has none, or no end."""
    lines = source.lines
    if _OPENS.fullmatch(lines[0]):
        closing = next((n for n, line in enumerate(lines[1:], 1) if _CLOSES.fullmatch(line)), None)
        return None if closing is None else Fence(0, closing)
    opening = _first_below(lines)
    match = _OPENS_ODDLY.fullmatch(lines[opening]) if opening < len(lines) else None
    if not match:
        return None
    indent, mark = match["indent"], match["mark"]
    closes = re.compile(rf"{indent}(?:{re.escape(mark)}|-{{3,}}|\.\.\.)[ \t]*")
    below = lines[opening + 1 :]
    end = next((n for n, line in enumerate(below, opening + 1) if closes.fullmatch(line)), None)
    if end is None or not _begins_with_entry(below, indent, mark):
        return None
    inside = lines[opening + 1 : end]
    if indent and not all(line.startswith(indent) or not line.strip() for line in inside):
        return None
    odd, at, help = _oddity(opening, lines, indent, mark)
    return Fence(opening, end, mark, len(indent), odd, at, help)


def unclosed(source: Source) -> int:
    """The line (from 0) before which front matter ends that no line closes."""
    last = 1
    for number, line in enumerate(source.lines[1:], 1):
        entry = looks_like_entry(line) or line[:1] in (" ", "\t", "-")
        if line.strip() and not entry:
            break
        if line.strip():
            last = number + 1
    return min(last, len(source.lines) - 1)


def _first_below(lines: tuple[str, ...]) -> int:
    """The first line that is neither blank, nor of a comment, nor the one heading above."""
    at, headings, commented = 0, 0, False
    while at < min(len(lines), MOST_ABOVE):
        line = lines[at].strip()
        if commented or line.startswith("<!--"):
            commented = _COMMENT_END not in line
        elif _HEADING.match(line) and not headings:
            headings += 1
        elif line:
            break
        at += 1
    return at


def _begins_with_entry(below: tuple[str, ...], indent: str, mark: str) -> bool:
    first = next((line for line in below if line.strip()), "").removeprefix(indent)
    return bool(_TOML.match(first)) if mark == "+++" else looks_like_entry(first)


def _oddity(opening: int, lines: tuple[str, ...], indent: str, mark: str) -> tuple[str, int, str]:
    """What is told of it, where (line from 1), and how to mend it; the first that holds."""
    above = [line for line in lines[:opening] if line.strip()]
    if mark == "+++":
        help = "write it as YAML: `key: value` lines between two lines `---`"
        return "front matter is TOML, and hosts read YAML", opening + 1, help
    if mark != "---":
        help = "write `---` above and below the fields"
        return f"`{mark}` opens front matter, and hosts read `---`", opening + 1, help
    if indent:
        before = "space" if len(indent) == 1 else f"{len(indent)} spaces"
        help = f"remove the {before} before each line"
        return "the file is indented, so hosts read no front matter in it", opening + 1, help
    what = (
        "a blank line" if not above else "a heading" if above[-1].startswith("#") else "a comment"
    )
    help = "move the front matter to the first line"
    return f"{what} stands above the front matter, and hosts read none there", opening + 1, help
