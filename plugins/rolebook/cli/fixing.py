"""Settings in; the library mended on the disk, or the change shown, and the library checked out."""

from __future__ import annotations

import sys
from functools import partial

import click

from rolebook.build import Checked, check
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.cli.findings import concerns
from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.parse.readings import Readings
from rolebook.sources import read_sources


def fixed(
    settings: Settings, only: tuple[str, ...] | None, readings: Readings, *, show: bool
) -> Checked:
    """The library after what `--fix` wrote; to `show` the change writes nothing, and ends the
    command as what would change is found."""
    from rolebook.edits import Refused, unified_diff
    from rolebook.edits.mending import mended
    from rolebook.hosting.edited_files import write

    sources = read_sources(settings)
    checked = check(settings, readings, sources)

    def wanted(one: Diagnostic) -> bool:
        return only is None or concerns(one, only)

    done = mended(sources, checked, partial(check, settings, readings), wanted)
    texts = {path: one.text for path, one in checked.library.sources.items()}
    try:
        if show:
            click.echo(unified_diff(done.change, texts, sources.files), nl=False)
        elif done.change:
            write(done.change, texts, settings)
    except Refused as error:
        wrong(str(error))
    number, files = len(done.fixed), len({one.span.path for one in done.fixed})
    if number:
        verb = "would be mended" if show else "mended"
        said = f"{number} finding{'' if number == 1 else 's'}"
        where = f"{files} file{'' if files == 1 else 's'}"
        click.echo(f"{said} {verb} in {where}", err=True)
    if show:
        sys.exit(FOUND if done.change else 0)
    return check(settings, readings) if done.change else checked
