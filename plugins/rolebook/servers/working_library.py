"""A library that is being written in; what was found in it so far out, again and again.

What a file says is kept by its content, so that only what changed is read anew; linking and the
checks are done anew. Nothing is raised but for defects of ours: what is wrong with the
configuration is kept as a text, and the last good state stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from rolebook.build import Checked, read_and_link, triaged
from rolebook.checks import CHECKS, COMPARING
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import Diagnostic
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.occurrences import Occurrences
from rolebook.hosting.reading_cache import cached_readings
from rolebook.model import Sources
from rolebook.parse.kept_readings import KeptReadings
from rolebook.servers.carrying import carried
from rolebook.servers.open_texts import with_open_texts
from rolebook.sources import project_path, read_sources

AT_ONCE: Final = tuple(one for one in CHECKS if one not in COMPARING)

_COMPARING_HOMES: Final = {
    one.__module__.removeprefix("rolebook.").replace(".", "/") for one in COMPARING
}
_OF_EVERYTHING: Final = {"RB027", "RB035"}
"""What does nothing is known when everything was looked for."""


def comes_later(one: Diagnostic) -> bool:
    """Whether a finding is not yet known when the library has only been linked."""
    return one.rule.home in _COMPARING_HOMES or one.rule.code in _OF_EVERYTHING


@dataclass(frozen=True)
class State:
    """A library as it stands, linked, with what was found in it so far."""

    checked: Checked
    whole: bool = False
    """Whether every check has run; else the hints among the findings are those of before."""

    @cached_property
    def occurrences(self) -> Occurrences:
        """What stands where."""
        return Occurrences(self.checked.graph)


class WorkingLibrary:
    """One library and the last that was found in it. One thread at a time may ask it to go on."""

    def __init__(self, load: Callable[[], Settings]) -> None:
        self._load: Final = load
        self._readings: KeptReadings | None = None
        self._sources = Sources()
        self._stale = True
        self._broken = ""
        self._found: tuple[LibraryGraph, list[Diagnostic]] | None = None
        self._last_whole: State | None = None
        self.settings: Settings | None = None
        """The last that could be read."""

        self.state: State | None = None
        self.good: State | None = None
        """The last in which no file that is open was too broken to be read: its names are those
        that are offered while a text is not whole."""

        self.trouble = ""
        """What is wrong with the configuration now, or why there is no library."""

    def look_again(self) -> None:
        """Files or the configuration have changed on the disk."""
        self._stale = True

    def link(self, texts: Mapping[Path, str]) -> State | None:
        """Read what changed, link it, and find what is found at once; none where nothing is there.

        `texts` are those that an editor has open.
        """
        try:
            return self._link(texts)
        except ConfigurationError as error:
            self.trouble = str(error)
            self._found = None
            return self.state

    def complete(self, wanted: Callable[[], bool] = lambda: True) -> State | None:
        """Run the checks that compare, as long as anybody wants to know; none if nobody does."""
        if self._found is None or self.settings is None:
            return None
        graph, found = self._found
        for run in COMPARING:
            if not wanted():
                return None
            found = [*found, *run(graph)]
        try:
            self.state = self._last_whole = State(triaged(self.settings, graph, found), whole=True)
        except ConfigurationError as error:
            self.trouble = str(error)
        return self.state

    def _link(self, texts: Mapping[Path, str]) -> State:
        settings = self._settings()
        sources = with_open_texts(self._sources, texts, settings)
        if self._readings is None:
            with cached_readings(settings) as self._readings:
                graph, found = read_and_link(settings, self._readings, sources)
        else:
            graph, found = read_and_link(settings, self._readings, sources)
        self._readings.next()
        found += [one for run in AT_ONCE for one in run(graph)]
        checked = triaged(settings, graph, found)
        before = self._last_whole.checked if self._last_whole else None
        nothing = checked.nothing if settings.configured else None
        self.trouble = self._broken or nothing or ""
        self._found = graph, found
        self.state = State(replace(checked, diagnostics=_with_hints(checked, before)))
        if self.good is None or not _lost(self.good, self.state, texts):
            self.good = self.state
        return self.state

    def _settings(self) -> Settings:
        """The settings of now, or the last good ones; and the files are read where it is time."""
        if self._stale or self.settings is None:
            self._stale = False  # before it is read: what changes meanwhile is read again
            try:
                self.settings, self._broken = self._load(), ""
            except ConfigurationError as error:
                self._broken = str(error)
                if self.settings is None:
                    raise
            self._sources = read_sources(self.settings)
        return self.settings


def _lost(before: State, now: State, texts: Mapping[Path, str]) -> bool:
    """Whether a file that is open was read as something before, and is nothing now."""
    lost = before.checked.library.source_paths - now.checked.library.source_paths
    return bool(lost) and any(project_path(one, now.checked.settings) in lost for one in texts)


def _with_hints(checked: Checked, before: Checked | None) -> tuple[Diagnostic, ...]:
    """What was found at once, with the hints of before where they still stand."""
    known: Iterable[Diagnostic] = (one for one in checked.diagnostics if not comes_later(one))
    if before:
        hints = (one for one in before.diagnostics if comes_later(one))
        known = (*known, *carried(hints, before.library.sources, checked.library.sources))
    return tuple(sorted(known, key=lambda one: one.order))
