"""The command line in, reports and sites out."""

from __future__ import annotations

import errno
import sys
from textwrap import shorten
from typing import Any, Final

import click

from rolebook.cli import COMMANDS
from rolebook.cli.exit_codes import INTERRUPTED, reason_of, wrong
from rolebook.config.settings import ConfigurationError

_ROWS: Final = {one.name: one for one in COMMANDS}


class _CommandLine(click.Group):
    """The commands of the list, each imported when it is asked for.

    A broken configuration, a system that refuses and an interrupt end every one alike.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the list."""
        return list(_ROWS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        return _ROWS[cmd_name].command if cmd_name in _ROWS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list, a line each."""
        width = formatter.width - 6 - max(map(len, _ROWS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(one.name, shorten(one.help, width, placeholder="…")) for one in COMMANDS]
            )

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


@click.group(cls=_CommandLine)
@click.version_option(package_name="rolebook")
def main() -> None:
    """Check a library of roles and skill atlases, and publish it as a site."""


if __name__ == "__main__":
    main(prog_name="rolebook")
