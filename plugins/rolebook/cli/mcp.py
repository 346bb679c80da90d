"""A model's host that speaks the Model Context Protocol in; answers about a library out."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.exit_codes import wrong
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings


@click.command("mcp")
@click.argument("path", required=False, type=SourcePath())
@config_option
def mcp_command(path: Path | None, config_file: Path | None) -> None:
    """Answer a model about a library, on the standard streams, for as long as its host runs.

    A host such as Claude Code starts this itself. It reads, and never writes. Without PATH, it
    answers about the project of the current folder. Needs `pip install 'rolebook[mcp]'`.
    """
    if find_spec("mcp") is None:
        wrong("the SDK of the protocol is not installed; `pip install 'rolebook[mcp]'` brings it")
    load = partial(_settings, path, config_file)
    load()  # a project that cannot be read is said at once, where its user looks
    from rolebook.servers.models.server import serve

    serve(load)


def _settings(path: Path | None, config_file: Path | None) -> Settings:
    return settings_for((path,) if path else (), config_file)[0]
