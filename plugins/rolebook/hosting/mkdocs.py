"""A folder in, the site that MkDocs makes of it out: the one place that starts MkDocs.


It is started as a program: nothing here imports it. A folder without a configuration gets one of
ours for the time of the run, and is never written to.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rolebook.hosting.progress import HostWatch

QUIET: Final = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Third parties print banners into every log unless told not to."""

THEME: Final[dict[str, Any]] = {
    "name": "material",
    "font": False,  # no request goes to another host
    "palette": [
        {
            "media": "(prefers-color-scheme)",
            "toggle": {"icon": "material/brightness-auto", "name": "Follow the system"},
        },
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "toggle": {"icon": "material/brightness-7", "name": "Light"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "toggle": {"icon": "material/brightness-4", "name": "Dark"},
        },
    ],
    "features": [
        "navigation.prune",
        "navigation.indexes",
        "navigation.top",
        "toc.follow",
        "search.suggest",
        "search.highlight",
        "content.code.copy",
    ],
}
"""Sections of the navigation stand only where the reader is: else it grows with the square."""


def build(config_file: Path, site_dir: Path, *, strict: bool) -> int:
    """Build a site into a folder; the exit code of the host, which says itself what failed.

    An interrupt is for us alone: the host hears none, and is gone when it is raised again. Else it
    would be left to guess whether a site is whole.
    """
    options = ["--site-dir", str(site_dir), *(["--strict"] if strict else [])]
    process, watch = None, HostWatch()
    try:
        with _interrupts_held_back():
            # it holds what we hold open for it: the lock of the folder that it writes (`swap`)
            process = subprocess.Popen(
                _command("build", config_file, options),
                env=os.environ | QUIET | watch.environment,
                close_fds=False,
                preexec_fn=_deaf if sys.platform != "win32" else None,
            )
        watch.begin()
        return process.wait()
    except BaseException:
        if process:
            process.kill()
            process.wait()
        raise
    finally:
        watch.end()


def serve(config_file: Path, port: int) -> int:
    """Preview a site until the reader stops it, which is how a preview ends well."""
    options = ["--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        _command("serve", config_file, options), env=os.environ | QUIET, close_fds=False
    ) as server:
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.send_signal(signal.SIGINT)  # it may have come to us alone
            with contextlib.suppress(KeyboardInterrupt):
                server.wait()
            return 0


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Until we know which process it is that an interrupt has to end."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deaf() -> None:
    """In the host, before it begins."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def own_configuration(folder: Path) -> Iterator[Path]:
    """A configuration for a folder that has none; it is gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="rolebook-") as temporary:
        config_file = Path(temporary) / "mkdocs.yml"
        (Path(temporary) / "docs").mkdir()
        # JSON is YAML
        config_file.write_text(json.dumps(configuration(folder)), encoding="utf-8")
        yield config_file


def configuration(folder: Path) -> dict[str, Any]:
    """What `mkdocs.yml` would say for a folder of sources that nobody configured."""
    block = {"folder": str(folder.resolve()), "keep_going": True}
    return {
        # what of a name is no UTF-8 can stand on no page
        "site_name": folder.resolve().name.encode("utf-8", "backslashreplace").decode(),
        "theme": THEME,
        "plugins": ["search", {"rolebook": block}],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }


def _command(command: str, config_file: Path, options: list[str]) -> list[str]:
    return [sys.executable, "-m", "mkdocs", command, "--config-file", str(config_file), *options]
