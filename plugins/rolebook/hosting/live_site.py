"""One start of the program that makes a preview's pages: what it says in, what is known of it out.

The program is the adapter's (`mkdocs_rolebook.live_worker`, which documents the lines of JSON that
go both ways); nothing here imports it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rolebook.hosting.mkdocs import QUIET

WORKER = "mkdocs_rolebook.live_worker"


@dataclass
class Known:
    """What the program has said last."""

    pages: dict[str, str] = field(default_factory=dict)
    """The file that each page is written in; empty where it has none."""

    data: frozenset[str] = frozenset()
    problems: list[dict[str, Any]] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0
    problem: str = ""
    """Why the site cannot follow what was saved; empty where it can."""

    failed: dict[str, str] = field(default_factory=dict)
    """Pages that cannot be made, and why: the last good ones stay."""

    watched: tuple[str, ...] = ()
    restarting: tuple[str, ...] = ()
    language: str = "en"


class LiveSite:
    """A folder that is filled page by page, and the program that does it."""

    def __init__(
        self,
        config_file: Path,
        folder: Path,
        url: str,
        heard: Callable[[LiveSite, dict[str, Any]], None],
    ) -> None:
        folder.mkdir()
        self.folder = folder
        self.known = Known()
        self.generation = 0
        """How often something was saved."""

        self.is_linked = False
        """Whether it has pages at all."""

        self.fresh: dict[str, int] = {}
        """After which save each page was made."""

        self._heard = heard
        self._writing = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", WORKER, str(config_file), str(folder), url],
            env=os.environ | QUIET,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=sys.platform != "win32",  # an interrupt of the terminal is for us
        )
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def is_stale(self, address: str) -> bool:
        """Whether a page or file has to be made before it is what was saved."""
        known = address in self.known.pages or address in self.known.data
        return known and self.fresh.get(address, -1) < self.generation

    def save(self, paths: Iterable[str]) -> None:
        """Tell which files have changed."""
        self.generation += 1
        self._send(do="save", generation=self.generation, paths=sorted(paths))

    def want(self, address: str) -> None:
        """Ask for a page or file."""
        self._send(do="want", address=address)

    def open(self, addresses: Iterable[str]) -> None:
        """Tell which pages stand in a browser."""
        self._send(do="open", addresses=sorted(addresses))

    def end(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()

    def _send(self, **command: Any) -> None:
        try:
            with self._writing:
                assert self._process.stdin
                self._process.stdin.write(json.dumps(command) + "\n")
                self._process.stdin.flush()
        except OSError:
            pass  # it has ended, and whoever listens will be told

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            answer = json.loads(line)
            self._note(answer)
            self._heard(self, answer)
        self._process.wait()
        self._heard(self, {"say": "ended", "code": self._process.returncode})

    def _note(self, answer: dict[str, Any]) -> None:
        known, what = self.known, answer["say"]
        if what == "linked":
            self.is_linked = True
            self.known = Known(
                answer["pages"],
                frozenset(answer["data"]),
                answer["problems"],
                answer["errors"],
                answer["warnings"],
                answer["problem"] or "",
                answer["failed"],
                tuple(answer["watched"]),
                tuple(answer["restarting"]),
                answer["language"],
            )
        elif what == "made":
            self.fresh[answer["address"]] = answer["generation"]
            known.failed.pop(answer["address"], None)
        elif what == "failed":
            # asked again after the next save
            self.fresh[answer["address"]] = self.generation
            if answer["message"]:
                known.failed[answer["address"]] = answer["message"]
        elif what == "gone":
            self.fresh.pop(answer["address"], None)
