"""What files said in the run before in; what is the same in this one out, without reading it."""

from __future__ import annotations

from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.readings import Reader
from rolebook.text.source import Source

Key = tuple[str, Conventions, Source]
"""Everything that a reading depends on. The reader goes by its name: it is a function of a module
of ours, the same in every process of one version."""


class KeptReadings:
    """Remembers the readings of the run before and of this one, and nothing older."""

    def __init__(self) -> None:
        self._before: dict[Key, Reading] = {}
        self._now: dict[Key, Reading] = {}

    def of(self, read: Reader, source: Source, conventions: Conventions) -> Reading:
        """What `read` gives, or gave."""
        key = read.__name__, conventions, source
        found = self._now.get(key) or self._before.get(key)
        if found is None:
            found = read(source, conventions)
        self._now[key] = found
        return found

    def next(self) -> KeptReadings:
        """For the next run: what this one did not ask for is forgotten."""
        self._before, self._now = self._now, {}
        return self
