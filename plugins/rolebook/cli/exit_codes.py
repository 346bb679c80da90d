"""What went wrong in; how the process ends out (exit codes: design.md §4)."""

from __future__ import annotations

import sys
from typing import Final, NoReturn

import click

FOUND: Final = 1
"""Errors were found in the sources."""

WRONG: Final = 2
"""The command was used wrongly, or the configuration is broken."""

INTERRUPTED: Final = 130
"""The caller stopped the command, as a shell tells it: 128, and the number of the signal."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return (error.strerror or "unknown reason").lower()


def wrong(message: str) -> NoReturn:
    click.echo(f"rolebook: {message}", err=True)
    sys.exit(WRONG)
