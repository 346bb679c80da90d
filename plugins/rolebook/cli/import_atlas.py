"""An atlas in a format of others in; a native one out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rolebook.cli.exit_codes import FOUND, reason_of, wrong
from rolebook.cli.findings import colour
from rolebook.cli.import_page import import_page
from rolebook.config.projects import surrounding_settings
from rolebook.diagnostics import Severity
from rolebook.hosting.outputs import Kept, file_taken
from rolebook.model import Library
from rolebook.report import Findings

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_OUT = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ATLAS",
    help="Where to write the atlas, instead of the standard output.",
)
_FORCE = click.option("--force", is_flag=True, help="Replace ATLAS where it exists.")


@click.group("import")
def import_command() -> None:
    """Write sources from what has another form: tracks, packages, pages out of a browser.

    What of a file a source has no place for is told, and left out.
    """


@import_command.command("exercism")
@_FILE
@_OUT
@_FORCE
def import_exercism(file: Path, out: Path | None, force: bool) -> None:
    """Write an atlas from an Exercism track (its config.json)."""
    _import("exercism", file, out, force=force)


@import_command.command("case")
@_FILE
@_OUT
@_FORCE
def import_case(file: Path, out: Path | None, force: bool) -> None:
    """Write an atlas from a 1EdTech CASE package."""
    _import("case", file, out, force=force)


import_command.add_command(import_page)


def _import(form: str, file: Path, out: Path | None, *, force: bool) -> None:
    from rolebook.cli.imported_file import read_import
    from rolebook.exports.imported_atlas import atlas_file, summary
    from rolebook.report.text import finding
    from rolebook.text.visible import visible

    if out and (refused := _refused(out, file, force=force)):
        wrong(refused)
    read = read_import(file, form)
    if read.refused:
        wrong(read.refused)
    errors = tuple(o for o in read.imported.diagnostics if o.level is Severity.ERROR)
    findings = Findings(errors, Library(sources=read.sources), read.sources, colour())
    for one in errors:
        click.echo(f"{finding(one, findings)}\n", err=True)
    if read.imported.atlas:
        _write_text(out, atlas_file(read.imported.atlas))
        for line in summary(read.imported, file.as_posix()):
            click.echo(visible(line), err=True)
    sys.exit(FOUND if errors else 0)


def _refused(out: Path, source: Path, *, force: bool) -> str | None:
    if out.resolve() == source.resolve():
        return f"`{out}` is the file to import; name another after --out"
    around = surrounding_settings()
    config = around.config_file if around else None
    return file_taken(out, [Kept(config, "the configuration")] if config else [], force=force)


def _write_text(out: Path | None, text: str) -> None:
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_bytes(text.encode())
    except OSError as error:
        wrong(f"cannot write `{out}`: {reason_of(error)}")
