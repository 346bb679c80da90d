"""A library without errors in; its pages as Markdown files out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rolebook.build import Checked, check, publish
from rolebook.cli.arguments import config_option
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.cli.findings import colour, findings_of
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings
from rolebook.hosting.outputs import in_the_way, kept_of
from rolebook.report import FORMATS, Findings


@click.command("write")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@config_option
@click.option("--force", is_flag=True, help="Write among the files of others; they stay.")
def write_command(out: Path, config_file: Path | None, force: bool) -> None:
    """Write the pages as Markdown files into DIR, for any other site generator.

    What an earlier run wrote there is replaced, and nothing else.
    """
    from rolebook.pages.host.files import MANIFEST, Occupied, write_files
    from rolebook.report.text import finding

    settings, _ = settings_for((), config_file)
    if refused := in_the_way(out, kept_of(settings)):
        wrong(refused)
    if not force and out.is_dir() and not (out / MANIFEST).is_file() and any(out.iterdir()):
        wrong(
            f"`{out}` holds files that Rolebook did not write: name another folder or an empty one,"
            " or write among them with --force"
        )
    checked = _publishable(settings)
    site = publish(checked)
    for one in site.problems:
        shown = Findings(site.problems, checked.library, checked.library.sources)
        click.echo(finding(one, shown), err=True)
    try:
        number = write_files(site.pages, site.files, out)
    except (Occupied, OSError) as error:
        wrong(str(error))
    click.echo(f"{number} files in {out}")


def _publishable(settings: Settings) -> Checked:
    """A library without errors; else its findings are shown, and the command ends."""
    checked = check(settings)
    if checked.broken:
        findings = findings_of(checked, None, colour=colour())
        click.echo(FORMATS["text"](findings), nl=False, err=True)
        sys.exit(FOUND)
    if checked.nothing:
        wrong(checked.nothing)
    return checked
