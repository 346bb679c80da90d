"""An editor that speaks the language server protocol in; answers about its library out."""

from __future__ import annotations

from pathlib import Path

import click

from rolebook.cli.arguments import config_option


@click.command("lsp")
@config_option
def lsp_command(config_file: Path | None) -> None:
    """Answer an editor, on the standard streams, for as long as it runs.

    Editors start this themselves. Each file belongs to the nearest project above it; without one,
    its folder is read on defaults, as `rolebook check` does.
    """
    from rolebook.servers.editor.server import serve  # what it imports, no other command pays for

    serve(config_file.absolute() if config_file else None)
