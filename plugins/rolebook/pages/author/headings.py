"""The headings of a passage in; their ids, the same on every build and every page, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from rolebook.formats.markdown.outline import Outline, UniqueNames, anchor, plain
from rolebook.pages.author.sanitise import PREFIX
from rolebook.pages.page import Heading


class PassageIds:
    """The ids of one passage: those of its source's headings, and what its author named."""

    def __init__(self, source: Callable[[], Outline]) -> None:
        self._read = source
        self._given: set[int] = set()

    @cached_property
    def _source(self) -> Outline:
        return self._read()  # not before an id is asked for: most passages have none

    @cached_property
    def _names(self) -> UniqueNames:
        return UniqueNames(id for _, _, id in self._source.headings.values())

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
