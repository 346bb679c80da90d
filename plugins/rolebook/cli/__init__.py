"""Every command of the command line, in the order of a library's life; one a file."""

from __future__ import annotations

from typing import Final

import click

from rolebook.cli.check import check_command
from rolebook.cli.csp import csp_command
from rolebook.cli.explain import explain_command
from rolebook.cli.import_atlas import import_command
from rolebook.cli.init import init_command
from rolebook.cli.owns import owns_command
from rolebook.cli.path import path_command
from rolebook.cli.schema import schema_command
from rolebook.cli.show import show_command
from rolebook.cli.site import preview_command, site_command
from rolebook.cli.who_defers_to import who_defers_to_command
from rolebook.cli.write import write_command

COMMANDS: Final[tuple[click.Command, ...]] = (
    init_command,
    import_command,
    check_command,
    explain_command,
    owns_command,
    show_command,
    path_command,
    who_defers_to_command,
    schema_command,
    preview_command,
    site_command,
    write_command,
    csp_command,
)
