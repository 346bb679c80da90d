"""What was saved and what is looked at in, a line of JSON each; what was made of it out.

`rolebook preview` starts this as a program, so that no plugin, no template and no text can keep its
server from answering. Commands (`do`):

    save   generation, paths    files that changed; everything is linked again
    want   address              somebody asks for this page or file of the site
    open   addresses            what stands in a browser now

Answers (`say`): `linked` (a generation: what it holds, its problems), `made` and `failed` (a
page or file), `gone` (a page), `rested` (nothing left to do) and `broken` (no site can be made).
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final, TextIO

from mkdocs_rolebook.live_site import LiveSite
from rolebook.build import DIAGRAM_SCRIPT, SCRIPT, STYLESHEET

REST: Final = 0.7
"""Seconds without a command until pages are made that nobody has asked for."""

LONG_REST: Final = 8.0
"""The same for pages that take long: a save would have to wait for them."""

WHOLE: Final = ("ownership/index.html", "explorer/index.html", "library/index.html")
"""Pages that show the whole library."""

Command = dict[str, Any]


class Worker:
    """Does what is asked for first, then what will be asked for."""

    def __init__(self, site: LiveSite, out: TextIO) -> None:
        self._site, self._out = site, out
        self._inbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._generation = 0
        self._saved: set[str] = set()
        self._framed = False
        self._wanted: dict[str, None] = {STYLESHEET: None, SCRIPT: None, DIAGRAM_SCRIPT: None}
        self._open: list[str] = []
        self._fresh: set[str] = set()
        """What was made since the last save."""

        self._later: dict[str, None] = {}
        """What nobody has asked for: pages that were never made, or whose file has changed."""

        self._last: dict[str, None] = {}
        """Those of it that take long, since they show the whole library."""

        self._unsearched = True
        """Whether the search may know less than the pages."""

    def run(self) -> None:
        """Work until the commands end."""
        threading.Thread(target=self._listen, daemon=True).start()
        self._link(first=True)
        heard = time.monotonic()
        while True:
            if self._inbox.empty() and (now := self._now()):
                self._make(now)
                continue
            rest = self._resting()
            wait = None if rest is None else max(heard + rest - time.monotonic(), 0.001)
            try:
                command = self._inbox.get(timeout=wait)
            except queue.Empty:
                self._rest()
                continue
            heard = time.monotonic()
            while command is not None:
                self._obey(command)
                if self._inbox.empty():
                    break
                command = self._inbox.get()
            if command is None:
                return
            if self._saved:
                self._link()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._inbox.put(json.loads(line))
        self._inbox.put(None)

    def _obey(self, command: Command) -> None:
        if command["do"] == "save":
            self._generation = command["generation"]
            self._saved.update(command["paths"])
        elif command["do"] == "want":
            self._wanted[command["address"]] = None
        elif command["do"] == "open":
            self._open = command["addresses"]

    def _now(self) -> str | None:
        """What to make next: what is asked for, then what is open."""
        if self._wanted:
            address = next(iter(self._wanted))
            del self._wanted[address]
            return address
        return next(
            (one for one in self._open if one not in self._fresh and self._site.has(one)), None
        )

    def _link(self, first: bool = False) -> None:
        site, saved, self._saved = self._site, self._saved, set()
        before = [] if first else site.addresses
        problem = None
        try:
            fits = self._framed and all(site.fits(path) for path in saved)
            if not (fits and site.link()):
                self._framed = False
                site.frame()
                self._framed = True
        except (Exception, SystemExit) as error:
            problem = told(error)
            if first:
                self._say("broken", message=problem)
                return
        else:
            self._fresh = set()
            changed = [one for one in site.addresses if site.source(one) in saved]
            new = [one for one in site.addresses if one not in before]
            for address in (*new, *changed):
                (self._last if address.endswith(WHOLE) else self._later)[address] = None
            self._unsearched = self._unsearched or bool(new or changed)
        self._say(
            "linked",
            generation=self._generation,
            pages={one: site.source(one) for one in site.addresses},
            data=site.data,
            problems=site.library.state.problems,
            errors=site.library.state.errors,
            warnings=site.library.state.warnings,
            failed=site.failed,
            problem=problem,
            watched=site.watched,
            restarting=site.restarting,
            language=site.language,
        )
        if self._framed:
            for address in site.sweep(before):
                self._later.pop(address, None)
                self._last.pop(address, None)
                self._say("gone", address=address)
        if first:
            site.search.write([])  # the browser asks for it at once

    def _make(self, address: str) -> None:
        self._later.pop(address, None)
        self._last.pop(address, None)
        self._fresh.add(address)
        if not self._framed:
            self._say("failed", address=address, message="")
            return
        try:
            changed = self._site.make(address)
        except (Exception, SystemExit) as error:
            self._say("failed", address=address, message=told(error))
        else:
            self._say("made", address=address, generation=self._generation, changed=bool(changed))

    def _resting(self) -> float | None:
        """How long to wait for a command before doing what nobody asked for; none: for ever."""
        if self._later or self._unsearched:
            return REST
        return LONG_REST if self._last else None

    def _rest(self) -> None:
        if self._later:
            self._make(next(iter(self._later)))
        elif self._unsearched:
            self._unsearched = False
            if self._framed:
                self._site.search.write(self._site.addresses)
            self._say("rested", generation=self._generation)
        elif self._last:
            self._make(next(iter(self._last)))
            self._unsearched = True

    def _say(self, what: str, **values: Any) -> None:
        self._out.write(json.dumps({"say": what, **values}) + "\n")
        self._out.flush()


class Heard(logging.Handler):
    """Keeps the last errors of the host's log: its exceptions say less than those."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said."""
        self.lines = [*self.lines[-9:], record.getMessage()]


HEARD: Final = Heard()


def told(error: BaseException) -> str:
    """What a failure is, in the words of the host where it has some."""
    lines, HEARD.lines = HEARD.lines, []
    said = str(error)
    if type(error).__name__ not in ("Abort", "ConfigurationError", "PluginError", "BuildError"):
        said = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if not lines or not said.startswith("Aborted"):  # which alone says nothing
        lines = [*lines, said]
    return "\n".join(dict.fromkeys(lines))


def main() -> None:
    """Work for the server that started us, until it closes our input."""
    parser = argparse.ArgumentParser(prog="python -m mkdocs_rolebook.live_worker")
    parser.add_argument("config_file")
    parser.add_argument("site_dir", type=Path)
    parser.add_argument("url")
    asked = parser.parse_args()
    gc.set_threshold(500_000, 50, 100)
    # what a plugin prints is not an answer
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    log = logging.getLogger("mkdocs")
    log.addHandler(HEARD)
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    shown.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
    log.addHandler(shown)
    log.propagate = False
    Worker(LiveSite(asked.config_file, asked.site_dir, asked.url), out).run()


if __name__ == "__main__":
    main()
