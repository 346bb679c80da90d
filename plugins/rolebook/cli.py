"""The command line in, reports and sites out."""

from __future__ import annotations

from typing import Any

import click

from rolebook.commands import COMMANDS
from rolebook.commands.ending import wrong
from rolebook.settings import ConfigurationError


class _CommandLine(click.Group):
    """A broken configuration ends every command alike."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            wrong(str(error))


@click.group(cls=_CommandLine, commands=COMMANDS)
@click.version_option(package_name="rolebook")
def main() -> None:
    """Check a library of roles and skill atlases, and publish it as a site."""


if __name__ == "__main__":
    main(prog_name="rolebook")
