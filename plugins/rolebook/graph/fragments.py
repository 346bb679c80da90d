"""A source and the fragment of a link to it in; what the fragment means there out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from rolebook.formats.markdown.outline import Outline, anchor, outline
from rolebook.model import Library


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a fragment means."""

    kind: Literal["competency", "held", "disowned", "heading", "named"]
    name: str
    """The id of the competency, the key of the responsibility, the id of the heading, the name
    that an author gave with `<a id="…">`."""

    line: int = 0
    """Of a heading, from 1."""


class Fragments:
    """Knows what the fragments of links to the sources of a library mean.

    A text is read when a fragment points to it, and no sooner.
    """

    def __init__(self, library: Library) -> None:
        self._sources = library.sources
        self._roles = {role.path: role for role in library.roles}
        self._atlases = {atlas.path: atlas for atlas in library.atlases}
        self._texts: Final = {*self._roles, *(one.path for one in library.introductions)}
        self._outlines: dict[str, Outline] = {}
        self._keys: dict[str, dict[str, Meaning]] = {}
        self._anchors: dict[str, dict[str, Meaning]] = {}

    def known(self, path: str) -> bool:
        """Whether this is a source whose every anchor is known."""
        return path in self._atlases or (path in self._texts and path in self._sources)

    def outline(self, path: str) -> Outline:
        """The headings of a source."""
        if path not in self._outlines:
            source = self._sources.get(path)
            self._outlines[path] = outline(source.text) if source else Outline()
        return self._outlines[path]

    def meaning(self, path: str, fragment: str) -> Meaning | None:
        """What a fragment means in the source at `path`; none where nothing answers to it."""
        if not fragment:
            return None
        key = fragment if path in self._atlases else fragment.lower()
        return self._keys_of(path).get(key) or self._anchors_of(path).get(anchor(fragment))

    def all(self, path: str) -> tuple[str, ...]:
        """Every fragment that means something in a source."""
        return tuple(dict.fromkeys((*self._anchors_of(path), *self._keys_of(path))))

    def _keys_of(self, path: str) -> dict[str, Meaning]:
        """What is named in its own way: competencies by their ids, responsibilities by keys."""
        if path not in self._keys:
            found = self._keys[path] = {}
            if atlas := self._atlases.get(path):
                found |= {one.id: Meaning("competency", one.id) for one in atlas.competencies}
            if role := self._roles.get(path):
                disowned = (one.responsibility.key for one in role.boundaries)
                found |= {key: Meaning("disowned", key) for key in disowned}
                found |= {one.key: Meaning("held", one.key) for one in role.mandate}
        return self._keys[path]

    def _anchors_of(self, path: str) -> dict[str, Meaning]:
        """What is named as on GitHub; an atlas has no such thing."""
        if path not in self._anchors:
            found = self._anchors[path] = {}
            if path not in self._atlases:
                source = self.outline(path)
                found |= {name: Meaning("named", name) for name in sorted(source.named)}
                found |= {
                    id: Meaning("heading", id, line) for line, (_, _, id) in source.headings.items()
                }
        return self._anchors[path]
