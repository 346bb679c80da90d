"""An old and a new id in; every reference, file and folder that is called so, renamed, out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from rolebook.build import Checked, check
from rolebook.cli.arguments import SourcePath, cache_option, config_option
from rolebook.cli.completion import names
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.cli.findings import colour, findings_of
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity
from rolebook.diagnostics.baseline import read_baseline, written
from rolebook.edits import Change, Edit, Refused, change_of, unified_diff
from rolebook.edits.comparison import Comparison, Difference
from rolebook.edits.renaming import Renaming, renaming
from rolebook.edits.sources import changed_sources
from rolebook.hosting.edited_files import write
from rolebook.hosting.reading_cache import cached_readings
from rolebook.report import FORMATS
from rolebook.sources import project_path, read_sources
from rolebook.text.source import Source
from rolebook.triage.idle_settings import configuration_source

_SHOWN: Final = 8


@click.command("rename")
@click.argument("old", shell_complete=names())
@click.argument("new")
@click.argument("paths", nargs=-1, type=SourcePath())
@config_option
@click.option("--dry-run", is_flag=True, help="Show the change as a diff, and write nothing.")
@click.option("--no-alias", is_flag=True, help="Do not keep the old id as an alias of the role.")
@cache_option
def rename_command(
    old: str,
    new: str,
    paths: tuple[Path, ...],
    config_file: Path | None,
    dry_run: bool,
    no_alias: bool,
    cached: bool,
) -> None:
    """Call a role, domain, competency or responsibility otherwise, wherever it is named.

    OLD is `role`, `domain/role`, `domain/`, `atlas#competency` or `role#key`, NEW the new id.
    Files and folders that are called so move. PATHS are as for `rolebook check`.
    """
    settings, only = settings_for(paths, config_file)
    if only is not None:
        wrong("a rename changes a whole library; leave out the paths inside of it")
    sources = read_sources(settings)
    configuration = configuration_source(settings)
    try:
        with cached_readings(settings, use=cached) as readings:
            before = check(settings, readings, sources)
            if before.nothing:
                wrong(before.nothing)
            made = renaming(
                before.graph, settings, old, new, configuration, keep_alias=not no_alias
            )
            changed = changed_sources(sources, made.change)
            after = check(replace(made.settings, baseline=None), readings, changed)
        comparison = Comparison(made.name, made.change)
        difference = comparison.difference(before.everything, after.diagnostics)
        _refuse_new_errors(after, difference)
        texts = {path: one.text for path, one in before.library.sources.items()}
        texts |= {configuration.path: configuration.text} if configuration else {}
        change = _with_baseline(made.change, comparison, after, settings, texts)
        if dry_run:
            click.echo(unified_diff(change, texts, sources.files), nl=False)
        else:
            write(change, texts, settings)
    except Refused as error:
        wrong(str(error))
    click.echo(_told(made, change, difference, dry_run=dry_run), err=dry_run)


def _refuse_new_errors(after: Checked, difference: Difference) -> None:
    """End the command where the library would have errors that it has not now."""
    errors = tuple(one for one in difference.new if one.level is Severity.ERROR)
    if errors:
        shown = replace(findings_of(after, None, colour=colour()), diagnostics=errors)
        click.echo(FORMATS["text"](shown), nl=False)
        click.echo(
            "rolebook: with the new name the library has these errors; nothing is written", err=True
        )
        sys.exit(FOUND)


def _with_baseline(
    change: Change,
    comparison: Comparison,
    after: Checked,
    settings: Settings,
    texts: dict[str, str],
) -> Change:
    """The change with the baseline written anew, where there is one; its text joins the others."""
    if settings.baseline is None:
        return change
    text = settings.baseline.read_text("utf-8")
    path = project_path(settings.baseline, settings)
    known = read_baseline(text)
    renamed = comparison.baseline(known, after.diagnostics)
    if known == set(renamed):
        return change
    texts[path] = text
    whole = Source(path, text).span(0, len(text))
    return change_of((*change.edits, Edit(whole, written(renamed))), change.moves)


def _told(made: Renaming, change: Change, difference: Difference, *, dry_run: bool) -> str:
    verb = "would be" if dry_run else "is now"
    files = len({*change.paths, *(one.path for one in change.moves)})
    lines = [
        f"`{made.name.target.name}` {verb} `{made.name.name}`: {_number(made.places, 'reference')},"
        f" {_number(files, 'file')} changed"
    ]
    lines += (f"  {one.path} → {one.to}" for one in change.moves)
    if made.name.target.kind == "role" and not made.alias:
        lines.append(f"`{made.name.old}` is no alias of it")
    if made.left:
        lines.append(f"`{made.name.old}` still stands here, where it was read as no reference:")
        lines += (f"  {change.moved(one.path)}:{one.line}" for one in made.left[:_SHOWN])
        if len(made.left) > _SHOWN:
            lines.append(f"  … and {len(made.left) - _SHOWN} more")
    if difference.new:
        lines.append(f"{_number(len(difference.new), 'finding')} that was not there before:")
        lines += (f"  {one.span}: {one.rule.code} {one.message}" for one in difference.new[:_SHOWN])
    if difference.gone:
        lines.append(f"{_number(len(difference.gone), 'finding')} gone that was there before:")
        lines += (f"  {one.path}: {one.code} {one.message}" for one in difference.gone[:_SHOWN])
    return "\n".join(lines)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
