"""The settings of a library in; the library as the disk has it now, checked, out.

A model asks again and again, and writes in between: what has not changed is not read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rolebook.build import Checked, read_and_link, triaged
from rolebook.checks import CHECKS
from rolebook.config.settings import Settings
from rolebook.hosting.reading_cache import cached_readings
from rolebook.model import Sources
from rolebook.parse.kept_readings import KeptReadings
from rolebook.sources import read_sources


class KeptLibrary:
    """One library, checked when it is asked for and something has changed."""

    def __init__(self, load: Callable[[], Settings]) -> None:
        self._load: Final = load
        self._readings: KeptReadings | None = None
        self._read: tuple[Settings, Sources, int] | None = None
        self._checked: Checked | None = None
        self._lock: Final = threading.Lock()

    def now(self) -> Checked:
        """The library of now. Raises `ConfigurationError`."""
        with self._lock:
            settings = self._load()
            sources = read_sources(settings)
            read = settings, sources, _changed(settings.baseline)
            if self._checked is None or read != self._read:
                self._checked, self._read = self._anew(settings, sources), read
            return self._checked

    def _anew(self, settings: Settings, sources: Sources) -> Checked:
        if self._readings is None:
            with cached_readings(settings) as self._readings:
                graph, found = read_and_link(settings, self._readings, sources)
        else:
            graph, found = read_and_link(settings, self._readings.next(), sources)
        return triaged(settings, graph, [*found, *(one for run in CHECKS for one in run(graph))])


def _changed(file: Path | None) -> int:
    """When a file was changed; what is not there has not been."""
    try:
        return file.stat().st_mtime_ns if file else 0
    except OSError:
        return 0
