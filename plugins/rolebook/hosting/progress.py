"""What a long run is at in; a bar on a terminal, or a line wherever nothing was said for long, out.

`rolebook site` says in the environment how the host, which is a program of its own, shows it. A
thread looks after it, so that a stage that never counts is told, too.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, TextIO, TypeVar

import click

from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.readings import Reader, Readings
from rolebook.text.source import Source

T = TypeVar("T")

VARIABLE: Final = "ROLEBOOK_PROGRESS"
"""Of the environment: a `Shown`."""

PIPE: Final = "ROLEBOOK_PROGRESS_PIPE"
"""Of the environment: where the host says that it has begun, and that it ends."""

_BEGUN, _ENDS = b".", b"!"

SILENCE: Final = 1.8
"""Seconds after which something is said."""

_REDRAWN: Final = 0.1
_LINE: Final = "INFO    -  rolebook: "
"""As the log of the host that they stand in has its lines."""

_CLEARED: Final = "\r\033[K"


class Shown(StrEnum):
    """How progress is shown."""

    BAR = "bar"
    """On a terminal: one line that is drawn anew."""

    LINES = "lines"
    """In CI and in a pipe: once nothing was said for long, a line for that, and for each stage
    that follows. A small library is quiet."""

    OFF = "off"


def shown_here() -> Shown:
    """How whoever started the command is best shown it."""
    drawn = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
    return Shown.BAR if drawn else Shown.LINES


class Progress:
    """The stages of one run; what is shown goes to the standard error."""

    def __init__(self, shown: Shown, out: TextIO | None = None, pipe: int | None = None) -> None:
        self.shown: Final = shown
        self._pipe = pipe
        self._out = out or sys.stderr
        self._lock = threading.Lock()
        self._stage = ""
        self._done, self._total = 0, 0
        self._said, self._drawn = time.monotonic(), False
        self._long = False
        self._running = threading.Event()

    @classmethod
    def of_host(cls) -> Progress:
        """As the environment says; off where nobody started the host for it."""
        written = os.environ.get(VARIABLE, Shown.OFF)
        shown = Shown(written) if written in {*map(str, Shown)} else Shown.OFF
        pipe = os.environ.get(PIPE, "")
        return cls(shown, pipe=int(pipe) if pipe.isdecimal() else None)

    def stage(self, name: str, total: int = 0) -> None:
        """What comes next, and of how many things; of an unknown number, 0."""
        if self.shown is Shown.OFF:
            return
        with self._lock:
            self._stage, self._done, self._total = name, 0, total
            if self.shown is Shown.BAR:
                self._draw()
            elif self._long:
                self._say()
        if not self._running.is_set():
            self._tell_starter(_BEGUN)
            self._running.set()
            threading.Thread(target=self._watch, daemon=True).start()

    def step(self) -> None:
        """One thing of the stage is done."""
        self._done += 1

    def counted(self, things: Iterable[T]) -> Iterator[T]:
        """The things, each a step once the next is asked for."""
        for one in things:
            yield one
            self.step()

    def clear(self) -> None:
        """Make room for a line that somebody else is about to write."""
        with self._lock:
            self._said = time.monotonic()
            if self._drawn:
                self._write(_CLEARED)
                self._drawn = False

    def end(self) -> None:
        """Nothing more is shown."""
        self._running.clear()
        self.clear()
        self._tell_starter(_ENDS)

    def _tell_starter(self, what: bytes) -> None:
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                os.write(self._pipe, what)

    def _watch(self) -> None:
        pause = _REDRAWN if self.shown is Shown.BAR else SILENCE / 4
        while self._running.is_set():
            time.sleep(pause)
            with self._lock:
                if not self._running.is_set():
                    return
                if self.shown is Shown.BAR:
                    self._draw()
                elif time.monotonic() - self._said >= SILENCE:
                    self._long = True
                    self._say()

    def _told(self) -> str:
        counts = f"{self._done:,}" if self._done else ""
        if self._total:
            counts = f"{min(self._done, self._total):,} of {self._total:,}"
        return f"{self._stage}: {counts}" if counts else self._stage

    def _say(self) -> None:
        self._said = time.monotonic()
        self._write(f"{_LINE}{self._told()}\n")

    def _draw(self) -> None:
        if not self._total:
            self._write(f"{_CLEARED}{self._told()} …")
        else:
            done = min(self._done, self._total)
            bar = click.progressbar(
                length=self._total,
                label=self._stage,
                show_pos=True,
                show_percent=False,
                show_eta=False,
                width=30,
                file=self._out,
            )
            bar.pos = done
            self._write(f"{_CLEARED}{bar.format_progress_line()}")
        self._drawn = True

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            self._out.write(text)
            self._out.flush()


class HostWatch:
    """Tells of a host that has not begun to tell of itself, or that ends, which takes a while."""

    def __init__(self) -> None:
        self._progress = Progress(shown_here())
        self.environment: dict[str, str] = {VARIABLE: str(self._progress.shown)}
        """What the host is started with."""
        self._ends: tuple[int, int] | None = None
        if sys.platform != "win32":  # no pipe is inherited there
            self._ends = os.pipe()
            os.set_inheritable(self._ends[1], True)
            self.environment[PIPE] = str(self._ends[1])

    def begin(self) -> None:
        """Once the host is started: a process that has threads is not one to fork."""
        if self._ends:
            os.close(self._ends[1])
            threading.Thread(target=self._listen, args=(self._ends[0],), daemon=True).start()
            self._progress.stage("starting the host")

    def _listen(self, pipe: int) -> None:
        while told := os.read(pipe, 1):
            if told == _BEGUN:
                self._progress.end()
            else:
                self._progress.stage("ending the host")
        os.close(pipe)

    def end(self) -> None:
        """The host is gone."""
        self._progress.end()


class CountedReadings:
    """Readings that count the files of which something is asked."""

    def __init__(self, readings: Readings, progress: Progress) -> None:
        self._readings = readings
        self._progress = progress

    def of(self, read: Reader, source: Source, conventions: Conventions) -> Reading:
        """What the readings give."""
        self._progress.step()
        return self._readings.of(read, source, conventions)
