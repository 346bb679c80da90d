"""The environment of a build in; what shows its progress, between the lines of the log, out."""

from __future__ import annotations

import atexit
import logging

from rolebook.hosting.progress import Progress


def progress_of_host() -> Progress:
    """As whoever started the host wants it; the log makes room for itself."""
    progress = Progress.of_host()

    def makes_room(record: logging.LogRecord) -> bool:
        progress.clear()
        return True

    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(makes_room)
    atexit.register(progress.end)
    return progress
