"""What went wrong in; how the process ends out (exit codes: design.md §4)."""

from __future__ import annotations

import sys
from typing import Final, NoReturn

import click

FOUND: Final = 1
"""Errors were found in the sources."""

WRONG: Final = 2
"""The command was used wrongly, or the configuration is broken."""


def wrong(message: str) -> NoReturn:
    click.echo(f"rolebook: {message}", err=True)
    sys.exit(WRONG)
