"""The command line in, reports and sites out."""

from __future__ import annotations

import errno
import sys
from typing import Any

import click

from rolebook.cli import COMMANDS
from rolebook.cli.exit_codes import INTERRUPTED, reason_of, wrong
from rolebook.config.settings import ConfigurationError


class _CommandLine(click.Group):
    """A broken configuration, a system that refuses and an interrupt end every command alike."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            wrong(str(error))
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click knows what to do when nobody reads on
            what = f"use `{error.filename}`" if error.filename else "write the output"
            wrong(f"cannot {what}: {reason_of(error)}")
        except KeyboardInterrupt:
            click.echo("rolebook: interrupted", err=True)
            sys.exit(INTERRUPTED)


@click.group(cls=_CommandLine, commands=COMMANDS)
@click.version_option(package_name="rolebook")
def main() -> None:
    """Check a library of roles and skill atlases, and publish it as a site."""


if __name__ == "__main__":
    main(prog_name="rolebook")
