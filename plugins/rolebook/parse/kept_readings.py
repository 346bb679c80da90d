"""What files said in an earlier run in; what is the same in this one out, without reading it."""

from __future__ import annotations

from collections.abc import Mapping

from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.readings import Reader
from rolebook.parse.stored_readings import Digest, digest, restored, stored
from rolebook.text.source import Source

Key = tuple[str, Conventions, Source]
"""Everything that a reading depends on. The reader goes by its name: it is a function of a module
of ours, the same in every process of one version."""


class KeptReadings:
    """Remembers the readings of the run before and of this one, and nothing older.

    `kept` is what a store had of them; it is read one by one, when it is asked for.
    """

    def __init__(self, kept: Mapping[Digest, bytes] | None = None) -> None:
        self._before: dict[Key, Reading] = {}
        self._now: dict[Key, Reading] = {}
        self._stored = dict(kept or {})

    def of(self, read: Reader, source: Source, conventions: Conventions) -> Reading:
        """What `read` gives, or gave."""
        key = read.__name__, conventions, source
        found = self._now.get(key) or self._before.get(key)
        if found is None and self._stored and (kept := self._stored.get(digest(key))):
            found = restored(kept)
        if found is None:
            found = read(source, conventions)
        self._now[key] = found
        return found

    def next(self) -> KeptReadings:
        """For the next run: what this one did not ask for is forgotten."""
        self._before, self._now = self._now, {}
        return self

    def to_store(self) -> dict[Digest, bytes] | None:
        """The readings of this run for a store; none where the store has just these."""
        named = {digest(key): reading for key, reading in self._now.items()}
        if named.keys() == self._stored.keys():
            return None
        return {name: self._stored.get(name) or stored(one) for name, one in named.items()}
