"""A configuration and what is saved in; every request answered at once, with what there is, out.

A program of its own makes the pages (`live_site`). While it works, or cannot, the last good page is
served; the browser is told when there is another. A changed configuration starts a second program,
and the first goes on until that one has a site.
"""

from __future__ import annotations

import os
import queue
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rolebook.config.load import load_settings
from rolebook.config.settings import ConfigurationError
from rolebook.hosting.live_page import Trouble, banner, marks, served, version_of, waiting
from rolebook.hosting.live_site import LiveSite
from rolebook.hosting.watching import Watch
from rolebook.languages import Language, language_of

AWAITED: Final = 0.08
"""Seconds that a request waits for a page that is being made; then it gets the one before it."""


_SAME: Final = "same"
"""The version of a page that Material took in place of another: its script cannot know it."""


_LINE: Final = re.compile(r"\(line (\d+), column")
_QUOTED: Final = re.compile(r"""'[^'\n]+'|"[^"\n]+\"""")


@dataclass(eq=False)
class Reader:
    """A page in a browser, which wants to know when it changes."""

    page: str
    version: str
    events: queue.SimpleQueue[dict[str, Any]] = field(default_factory=queue.SimpleQueue)


class LivePreview:
    """What is served now, and the programs that make it."""

    def __init__(self, config_file: Path, url: str, editor: str = "") -> None:
        self._config_file, self._url, self._editor = config_file, url, editor
        self._folder = Path(tempfile.mkdtemp(prefix="rolebook-preview-"))
        self._changed = threading.Condition()
        self._site: LiveSite | None = None
        """What is served."""

        self._next: LiveSite | None = None
        """What will be, once it has a site."""

        self._before: Path | None = None
        """The files of the site before this one, until this one has made its own."""

        self._broken = ""
        self._number = 0
        self._readers: set[Reader] = set()
        self._watch = Watch()

    # ── what is asked for ────────────────────────────────────────────────────

    def file(self, address: str) -> bytes | None:
        """A file of the site, as new as it can be had at once; none where there is none."""
        with self._changed:
            site = self._site
            if site and site.is_stale(address) and site.is_running:
                site.want(address)
                self._changed.wait_for(lambda: not site.is_stale(address), AWAITED)
            content = _read(site.folder, address) if site else None
            if content is None and self._before and site and address in site.known.pages:
                content = _read(self._before, address)
        if not address.endswith(".html"):
            return content
        if content is None and site is None and self._broken:
            return self.missing(address)
        return None if content is None else self._served(content, address, version_of(content))

    def awaited(self, address: str) -> bytes | None:
        """What is shown of a page that comes by itself; none where none will."""
        site = self._site
        if not address.endswith(".html"):
            return None
        if address in site.known.pages if site else not self._broken:
            return self._served(waiting(self._language, started=site is not None), address, "")
        return None

    def missing(self, address: str) -> bytes:
        """What is shown where there is no such page."""
        content = _read(self._site.folder, "404.html") if self._site else None
        empty = content or b"<!doctype html><title>404</title><body></body>"
        return self._served(empty, address, "")

    def is_folder(self, address: str) -> bool:
        """Whether an address without its last slash is one of a page."""
        return bool(self._site and f"{address}/index.html" in self._site.known.pages)

    def events(self, page: str, version: str) -> Iterator[dict[str, Any] | None]:
        """What a page in a browser is told while it stands there; none is a sign of life."""
        reader = Reader(page, version)
        with self._changed:
            self._readers.add(reader)
            self._tell_open()
            self._tell(reader)
        try:
            while True:
                try:
                    yield reader.events.get(timeout=10)
                except queue.Empty:
                    yield None
        finally:
            with self._changed:
                self._readers.discard(reader)
                self._tell_open()

    def _served(self, page: bytes, address: str, version: str) -> bytes:
        return served(page, address, self._trouble(address), self._language, version)

    @property
    def _language(self) -> Language:
        return language_of(self._site.known.language if self._site else "en")

    def _trouble(self, address: str) -> Trouble:
        if self._site is None:
            return Trouble(self._broken)
        known = self._site.known
        return Trouble(
            self._broken,
            known.problem,
            known.failed.get(address, ""),
            tuple(known.problems),
            known.errors,
            self._editor,
        )

    # ── what the programs say ────────────────────────────────────────────────

    def _hear(self, site: LiveSite, answer: dict[str, Any]) -> None:
        with self._changed:
            what = answer["say"]
            if what == "broken" and site is self._next:
                self._broken = with_line(answer["message"], self._config_file)
                self._next = None
                site.end()
            elif what == "linked" and site is self._next:
                self._take(site)
            elif what == "ended" and site is self._next:
                self._next = None
                self._broken = self._broken or _ended(answer)
            elif what == "ended" and site is self._site:
                site.known.problem = _ended(answer)
            if site is self._site or what in ("broken", "ended"):
                for reader in self._readers:
                    if what != "made" or answer["address"] == reader.page:
                        self._tell(reader)
            self._changed.notify_all()

    def _take(self, site: LiveSite) -> None:
        """Serve another site from now on."""
        old, self._site, self._next, self._broken = self._site, site, None, ""
        if self._before:
            shutil.rmtree(self._before, ignore_errors=True)
        self._before = old.folder if old else None
        if old:
            old.end()
        self._tell_open()

    def _tell(self, reader: Reader) -> None:
        """Tell a page in a browser that there is another, else what is wrong now."""
        site = self._site
        content = _read(site.folder, reader.page) if site else None
        if content is not None and reader.version != (now := version_of(content)):
            known, reader.version = reader.version, now
            if known != _SAME:
                reader.events.put({"reload": True})
                return
        trouble = self._trouble(reader.page)
        told = str(banner(trouble, reader.page, self._language))
        reader.events.put({"banner": told, "marks": marks(trouble, reader.page)})

    def _tell_open(self) -> None:
        if self._site:
            self._site.open({reader.page for reader in self._readers})

    # ── what is saved ────────────────────────────────────────────────────────

    def follow(self) -> None:
        """Follow what is saved, until an exception ends it."""
        try:
            self._watch.look_at(self._watched())
            self._begin()
            settled = False
            while True:
                time.sleep(self._watch.pause)
                self._watch.look_at(self._watched())
                if self._site and not settled:
                    settled = True
                    self._site.save(())  # what was saved before we looked
                if changed := self._watch.changes():
                    self._save(changed)
        finally:
            for site in (self._site, self._next):
                if site:
                    site.end()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _watched(self) -> tuple[str, ...]:
        known = self._site.known if self._site else None
        more = (*known.watched, *known.restarting) if known else (str(self._config_file.parent),)
        return (str(self._config_file), *more)

    def _save(self, changed: frozenset[str]) -> None:
        site = self._site
        ours = (str(self._config_file), *(site.known.restarting if site else ()))
        if site is None or not site.is_running or any(_lies_in(one, ours) for one in changed):
            self._begin()
        if site and site.is_running:
            site.save(changed)

    def _begin(self) -> None:
        """Start a program for the configuration as it is now, unless that is broken."""
        try:
            load_settings(self._config_file)
        except ConfigurationError as error:
            with self._changed:
                self._broken = with_line(str(error), self._config_file)
                for reader in self._readers:
                    self._tell(reader)
            return
        with self._changed:
            old, self._next = self._next, None
            self._number += 1
            folder = self._folder / str(self._number)
            self._broken = ""
            self._next = LiveSite(self._config_file, folder, self._url, self._hear)
        if old:
            old.end()


def with_line(message: str, config_file: Path) -> str:
    """What is wrong with a configuration, with the line that says so where it can be found.

    The host names no line, but in quotes what it does not like.
    """
    try:
        lines = config_file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return message
    numbers = [int(one) for one in _LINE.findall(message)]
    if not numbers:
        named = [one.strip("'\"") for one in _QUOTED.findall(message)]
        numbers = [
            number
            for name in reversed(named)
            for number, line in enumerate(lines, 1)
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line)
        ]
    shown = [one for one in numbers[:1] if 0 < one <= len(lines)]
    return message + "".join(f"\n\n{config_file.name}:{one}\n{lines[one - 1]}" for one in shown)


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == one or path.startswith(f"{one}{os.sep}") for one in folders)


def _read(folder: Path, address: str) -> bytes | None:
    try:
        return (folder / address).read_bytes()
    except OSError:
        return None


def _ended(answer: dict[str, Any]) -> str:
    return f"the program that makes the pages ended with {answer['code']}; save again to start it"
