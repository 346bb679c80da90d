"""The text of a source in; its headings with their ids, and what its author named, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from rolebook.text.identity import slug

_ATX: Final = re.compile(r"(?>(?: {0,3}(?:>|[-*+]|\d{1,9}[.)])[ \t]?)*) {0,3}(#{1,6})(?=[ \t]|$)")
"""With the marks of the quotes and list items that it stands in."""

_SETEXT: Final = re.compile(r" {0,3}(?:=++|-++)[ \t]*")
_FENCE: Final = re.compile(r"(?>(?: {0,3}>)*) {0,3}(`{3,}|~{3,})(.*)")
_MARKS: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|<[^<>]*>")
_NO_WORD: Final = re.compile(r"[^\w\- ]")
_NAMED: Final = re.compile(r"<[a-z][^<>]{0,200}?\s(?:id|name)\s*=\s*[\"']?([^\"'\s>]{1,200})", re.I)


def anchor(title: str) -> str:
    """The id of a heading, or of the fragment that leads to it, without prefix or number.

    In ASCII as all ids are (design.md §1). What GitHub makes of a heading gives the same id as the
    heading itself, so that links written for GitHub work; what leaves nothing gives a hash.
    """
    as_github = _NO_WORD.sub("", title.strip().lower()).replace(" ", "-")
    hashed = hashlib.sha256((as_github.strip("-") or title).encode()).hexdigest()
    return slug(as_github) or hashed[:8]


def plain(raw: str) -> str:
    """A heading's text without the marks of links and tags."""
    return _MARKS.sub(lambda match: match[1] or "", raw)


class UniqueNames:
    """Gives out names, each once: the second `notes` is `notes-1`, as on GitHub."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The name itself, or the first free one with a number."""
        number = self._numbers.get(wanted, 0)
        name = f"{wanted}-{number}" if number else wanted
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._numbers[wanted] = number
        self._taken.add(name)
        return name


@dataclass(frozen=True)
class Outline:
    """The headings and names of one source."""

    headings: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    """Level, anchor and id without prefix, by line (from 1)."""

    named: frozenset[str] = frozenset()
    """What authors named with `<a id="…">`."""


def outline(text: str) -> Outline:
    """Read the headings of a source; a line that looks like one in a fence is none."""
    names = UniqueNames()
    found: dict[int, tuple[int, str, str]] = {}
    before = ""
    for number, line in _prose(text.split("\n")):
        level, title = 0, ""
        if match := _ATX.match(line) if "#" in line else None:
            level, title = len(match[1]), _unclosed(line[match.end() :].strip())
        elif before.strip() and _SETEXT.fullmatch(line):
            number, level, title = number - 1, 1 if "=" in line else 2, before
        if level and number not in found:
            plain_anchor = anchor(plain(title))
            found[number] = (level, plain_anchor, names.take(plain_anchor))
        before = line
    return Outline(found, frozenset(anchor(name) for name in _NAMED.findall(text)))


def _prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside front matter, fences and comments, with their numbers; else empty ones."""
    until = "---" if lines[0].rstrip() == "---" and "---" in map(str.rstrip, lines[1:]) else ""
    fence = ""
    for number, line in enumerate(lines, 1):
        if until:
            if number > 1 and until in line and (until != "---" or line.rstrip() == until):
                until = ""
            yield number, ""
        elif fence:
            match = _FENCE.match(line) if fence in line else None
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
            yield number, ""
        elif ("`" in line or "~" in line) and (match := _FENCE.match(line)):
            fence = "" if match[1][0] == "`" and "`" in match[2] else match[1]
            yield number, ""
        elif line[:7].lstrip(" ").startswith("<!--") and "-->" not in line:
            until = "-->"
            yield number, ""
        else:
            yield number, line


def _unclosed(title: str) -> str:
    """A title without the `##` that may close it."""
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:] in ("", " ", "\t") else title
