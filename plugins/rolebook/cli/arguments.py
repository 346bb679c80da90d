"""What commands have in common: their arguments and options in, paths that are there out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from rolebook.config.settings import CONFIG_FILE


class SourcePath(click.Path):
    """A file or folder that is there; of one that is not, what was probably meant."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path. Fails as click does, with a suggestion."""
        if (written := os.fspath(value)) and not os.path.lexists(written):
            # what reads a configuration takes long to import, and a shell completes options
            from rolebook.config.projects import likely_path

            meant = likely_path(str(written))
            hint = f"; did you mean `{meant}`?" if meant else f" in `{Path.cwd()}`"
            self.fail(f"there is no `{written}`{hint}", param, ctx)
        return super().convert(value, param, ctx)


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The configuration, instead of the {CONFIG_FILE} here.",
)


cache_option = click.option(
    "--no-cache",
    "cached",
    flag_value=False,
    default=True,
    help="Read every file anew, as if it had never been read.",
)


folder_argument = click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
