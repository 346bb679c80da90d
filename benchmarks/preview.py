"""A library in; how long a writer waits for a save in `rolebook preview`, as a table, out.

By the clock, since that is what a writer feels: on a busy machine it says little.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.generator import write_library
from benchmarks.running import QUIET, ROLEBOOK, Failed

SAVES: Final = 20
PATIENCE: Final = 300.0
LIMITS: Final = {20: 0.7, 283: 1.0, 1000: 1.5}
"""Seconds from a save to the page, by the number of roles (aimed at on two idle cores)."""

OTHER: Final = 0.1
"""Seconds that any other request may take meanwhile."""


def report(folder: Path, sizes: tuple[int, ...]) -> str:
    """The table for libraries of these sizes, generated in an empty folder."""
    lines = [
        "| `rolebook preview` | start to page | save to page (median) | aim | longest other wait |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for roles in sizes:
        library = folder / f"preview-{roles}"
        write_library(library, roles, seed=20)
        begun, saves, waited = _measured(library, folder / "cache")
        aim = f"{LIMITS[roles]:.1f} s" if roles in LIMITS else ""
        lines.append(
            f"| {roles} roles | {begun:.1f} s | {statistics.median(saves):.2f} s | {aim} |"
            f" {waited:.2f} s (aim {OTHER:.1f}) |"
        )
    return "\n".join(lines)


def _measured(library: Path, cache: Path) -> tuple[float, list[float], float]:
    """Seconds to the first page, to a page after each save, and the longest wait for another."""
    files = sorted((library / "roles").rglob("*.md"))
    role = next(one for one in files if one.name not in ("README.md", "LIBRARY.md"))
    page = f"{role.relative_to(library).with_suffix('').as_posix()}/"
    text = role.read_text("utf-8")
    start = time.perf_counter()
    with _previewing(library, cache) as url:
        _until(url + page, "</html>")
        begun, saves, waits = time.perf_counter() - start, [], [0.0]
        stop = threading.Event()

        def look_elsewhere() -> None:
            while not stop.wait(0.05):
                asked = time.perf_counter()
                _get(f"{url}library/")
                waits.append(time.perf_counter() - asked)

        other = threading.Thread(target=look_elsewhere)
        other.start()
        for number in range(SAVES):
            saved = time.perf_counter()
            role.write_text(f"{text}\nSaved {number} times.\n", "utf-8")
            _until(url + page, f"Saved {number} times.")
            saves.append(time.perf_counter() - saved)
        stop.set()
        other.join()
    role.write_text(text, "utf-8")
    return begun, saves, max(waits)


@contextmanager
def _previewing(library: Path, cache: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [ROLEBOOK, "preview", "--port", str(port)],
        cwd=library,
        env=os.environ | QUIET | {"XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _until(url: str, sign: str) -> None:
    until = time.monotonic() + PATIENCE
    while sign not in _get(url):
        if time.monotonic() > until:
            raise Failed(f"{url} never showed `{sign}`")
        time.sleep(0.01)


def _get(url: str) -> str:
    """A page; nothing while there is none."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        pass
    return ""
