"""The headings of a source in; their ids, the same on every build and every page, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rolebook.identity import slug
from rolebook.pages.page import Heading
from rolebook.pages.sanitise import PREFIX

_ATX: Final = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_SETEXT: Final = re.compile(r" {0,3}(?:=++|-++)[ \t]*")
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


class Names:
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

    def line_of(self, fragment: str) -> int | None:
        """The line of the heading that a fragment means."""
        wanted = anchor(fragment)
        return next((line for line, (_, _, id) in self.headings.items() if id == wanted), None)


def outline(text: str) -> Outline:
    """Read the headings of a source; lines that look like one (in a fence) take a number too."""
    names = Names()
    found: dict[int, tuple[int, str, str]] = {}
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        level, title = 0, ""
        if match := _ATX.match(line) if "#" in line[:4] else None:
            level, title = len(match[1]), _unclosed(line[match.end() :].strip())
        elif before.strip() and _SETEXT.fullmatch(line):
            number, level, title = number - 1, 1 if "=" in line else 2, before
        if level and number not in found:
            plain_anchor = anchor(plain(title))
            found[number] = (level, plain_anchor, names.take(plain_anchor))
        before = line
    return Outline(found, frozenset(anchor(name) for name in _NAMED.findall(text)))


def _unclosed(title: str) -> str:
    """A title without the `##` that may close it."""
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:] in ("", " ", "\t") else title


class PassageIds:
    """The ids of one passage: those of its source's headings, and what its author named."""

    def __init__(self, source: Callable[[], Outline]) -> None:
        self._read = source
        self._given: set[int] = set()

    @cached_property
    def _source(self) -> Outline:
        return self._read()  # not before an id is asked for: most passages have none

    @cached_property
    def _names(self) -> Names:
        return Names(id for _, _, id in self._source.headings.values())

    def heading(self, line: int, raw: str) -> str:
        """The id of the heading at a line (from 1) of the source."""
        wanted = anchor(plain(raw))
        _, known, id = self._source.headings.get(line, (0, "", ""))
        # the lines of a text that a page puts together are not those of its source
        if known == wanted and line not in self._given:
            self._given.add(line)
            return PREFIX + id
        return PREFIX + self._names.take(wanted)

    def named(self, name: str) -> str:
        """The id that an author's own becomes."""
        return PREFIX + self._names.take(anchor(name))


def nested(flat: Iterable[tuple[int, Heading]]) -> tuple[Heading, ...]:
    """Headings with their levels, each under the one that it belongs to."""
    top: list[tuple[int, Heading, list[Heading]]] = [(0, Heading("", ""), [])]
    for level, heading in [*flat, (0, Heading("", ""))]:
        while len(top) > 1 and top[-1][0] >= level:
            _, done, children = top.pop()
            top[-1][2].append(Heading(done.id, done.title, tuple(children)))
        top.append((level, heading, []))
    return tuple(top[0][2])
