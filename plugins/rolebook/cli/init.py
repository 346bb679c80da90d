"""A folder in; what a project begins with out."""

from __future__ import annotations

from pathlib import Path

import click

from rolebook.cli.exit_codes import wrong
from rolebook.config.projects import surrounding_settings
from rolebook.hosting.outputs import kept_of, no_place_to_begin


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Write mkdocs.yml, a Makefile and .woodpecker.yml into DIR; what is there stays."""
    from rolebook.hosting.scaffold import begin

    around = surrounding_settings()
    if refused := no_place_to_begin(folder, kept_of(around) if around else ()):
        wrong(refused)
    for name, written in begin(folder):
        click.echo(f"{'wrote' if written else 'kept '} {folder / name}")
