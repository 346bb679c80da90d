"""A folder in; what a project begins with out."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Write mkdocs.yml, a Makefile and .woodpecker.yml into DIR; what is there stays."""
    from rolebook.beginning import begin

    for name, written in begin(folder):
        click.echo(f"{'wrote' if written else 'kept '} {folder / name}")
