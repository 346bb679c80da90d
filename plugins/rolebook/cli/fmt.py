"""A library in; its role files in one form, or what would change, out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.text.visible import visible


@click.command("fmt")
@click.argument("paths", nargs=-1, type=SourcePath())
@config_option
@click.option("--check", "checking", is_flag=True, help="Name what would change; write nothing.")
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
@click.option(
    "--wrap", "width", type=click.IntRange(40, 400), metavar="N", help="Wrap at N columns, too."
)
@click.option(
    "--agents", is_flag=True, help="Agents' front matter, too: name and description first."
)
def fmt_command(
    paths: tuple[Path, ...],
    config_file: Path | None,
    checking: bool,
    diff: bool,
    width: int | None,
    agents: bool,
) -> None:
    """Put role files into one form: the order of front matter, bullets, bold statements and dashes.

    Words and comments stay as they are, and a file that would not mean the same stays as a whole.
    PATHS are as for `rolebook check`. With --check and --diff it ends with 1 where something would
    change.
    """
    from rolebook.config.projects import settings_for
    from rolebook.edits import Edit, Refused, change_of, unified_diff
    from rolebook.edits.between import edits_between
    from rolebook.edits.formatting import formatted
    from rolebook.hosting.edited_files import write
    from rolebook.parse.reading import Conventions
    from rolebook.sources import read_sources

    settings, only = settings_for(paths, config_file)
    conventions = Conventions(settings.configured, settings.source_language)
    texts: dict[str, str] = {}
    edits: list[Edit] = []
    for source in read_sources(settings).roles:
        if only is not None and not any(_lies_in(source.path, one) for one in only):
            continue
        text = formatted(source, conventions, width=width, agents=agents)
        if text != source.text:
            texts[source.path] = source.text
            edits += edits_between(source, text)
    change = change_of(edits)
    if diff:
        click.echo(unified_diff(change, texts), nl=False)
    elif checking:
        click.echo("".join(f"{visible(path)}\n" for path in texts), nl=False)
    elif change:
        try:
            write(change, texts, settings)
        except Refused as error:
            wrong(str(error))
    _tell(len(texts), written=not (diff or checking))
    sys.exit(FOUND if texts and (diff or checking) else 0)


def _lies_in(path: str, folder: str) -> bool:
    return folder == "." or path == folder or path.startswith(f"{folder}/")


def _tell(number: int, *, written: bool) -> None:
    files = f"{number} file{'' if number == 1 else 's'}"
    click.echo(f"{files} {'formatted' if written else 'would be formatted'}", err=True)
