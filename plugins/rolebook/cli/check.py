"""A library in; the report of its defects out, or their names for a baseline."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from rolebook.build import Checked, check
from rolebook.cli.arguments import SourcePath, cache_option, config_option
from rolebook.cli.exit_codes import FOUND, reason_of, wrong
from rolebook.cli.findings import colour, findings_of, handoffs_of, workspace
from rolebook.cli.fixing import fixed
from rolebook.cli.since import since
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity
from rolebook.diagnostics.baseline import BrokenBaseline, read_baseline, write_baseline
from rolebook.diagnostics.reasons import explained
from rolebook.hosting.outputs import file_taken
from rolebook.hosting.progress import CountedReadings, Progress, Shown, shown_here
from rolebook.hosting.reading_cache import cached_readings
from rolebook.report import FOR_PEOPLE, FORMATS, is_report
from rolebook.triage.renamed import dangling, told_once


@click.command("check")
@click.argument("paths", nargs=-1, type=SourcePath())
@config_option
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--verbose", is_flag=True, help="Name every file that was left out.")
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report into FILE instead.",
)
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Only what touches files that changed since a git revision, or was broken elsewhere.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Neither show nor count the findings that FILE names.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Name all findings of today in FILE, for --baseline.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended exactly; then report the rest.")
@click.option("--diff", is_flag=True, help="With --fix: show the change, and write nothing.")
@click.option("--watch", "watched", is_flag=True, help="Check at every save; tell what changed.")
@cache_option
def check_command(
    paths: tuple[Path, ...],
    config_file: Path | None,
    form: str,
    strict: bool,
    verbose: bool,
    output_file: Path | None,
    revision: str | None,
    baseline: Path | None,
    new_baseline: Path | None,
    fix: bool,
    diff: bool,
    watched: bool,
    cached: bool,
) -> None:
    """Report every defect of a library.

    Without PATHS, or for a folder with a configured mkdocs.yml, that project. Files or folders
    inside the configured folders limit what is reported. Any other path is a library of its own.
    """
    if output_file:
        _refuse(output_file, replaced=is_report(output_file))
    settings, only = settings_for(paths, config_file)
    if new_baseline and (only is not None or baseline or revision):
        wrong("--write-baseline names every finding; leave out the paths, --baseline and --since")
    if watched:
        if form != "text" or output_file or revision or new_baseline or fix:
            wrong("--watch tells people what changed: it goes with --baseline alone")
        _watch(paths, config_file, baseline)
    if diff and not fix:
        wrong("--diff shows what --fix would write; give both")
    if fix and (revision or new_baseline):
        wrong("--fix mends what is found today; leave out --since and --write-baseline")
    if new_baseline or baseline:
        settings = replace(settings, baseline=baseline)
    # a bar on a terminal alone: lines of a log say what was found
    progress = Progress(shown if (shown := shown_here()) is Shown.BAR else Shown.OFF)
    with cached_readings(settings, use=cached) as readings:
        if fix:
            checked = fixed(settings, only, readings, show=diff)
        else:
            checked = check(settings, CountedReadings(readings, progress), watcher=progress)
    progress.end()
    if new_baseline:
        _write_baseline(new_baseline, checked)
        return
    if revision:
        checked = since(checked, revision)
    checked = _with_renames(checked)
    findings = findings_of(checked, only, colour=form == "text" and colour())
    caller = workspace(form, settings.root)
    findings = replace(findings, verbose=verbose, strict=strict, caller=caller)
    if form == "json":
        findings = replace(findings, handoffs=handoffs_of(checked, only))
    if form == "sarif":
        findings = replace(findings, rules=explained())
    if checked.nothing:
        if form != "text" or findings.diagnostics:
            _show(FORMATS[form](findings), form, output_file)
        wrong(checked.nothing)
    _show(FORMATS[form](findings), form, output_file)
    failed = findings.count(Severity.ERROR) + (findings.count(Severity.WARNING) if strict else 0)
    sys.exit(FOUND if failed else 0)


def _watch(paths: tuple[Path, ...], config_file: Path | None, baseline: Path | None) -> NoReturn:
    from rolebook.cli.watching import watch

    def load() -> tuple[Settings, tuple[str, ...] | None]:
        settings, only = settings_for(paths, config_file)
        return replace(settings, baseline=baseline) if baseline else settings, only

    watch(load, told=_with_renames, colour=colour())


def _with_renames(checked: Checked) -> Checked:
    """What is called otherwise now is told as that, once for all its places."""
    if not dangling(checked.diagnostics):
        return checked
    from rolebook.hosting.renamed_sources import renamed_sources

    if not (renames := renamed_sources(checked.settings, checked.library)):
        return checked
    told = told_once(checked.diagnostics, renames, checked.library.sources)
    return replace(checked, diagnostics=told)


def _show(report: str, form: str, file: Path | None) -> None:
    """Print a report: people read it in the encoding of their terminal, programs in UTF-8."""
    if file:
        _write(file, report)
        return
    click.echo(report if form in FOR_PEOPLE else report.encode(), nl=False)


def _write(file: Path, text: str) -> None:
    try:
        # what of a file's name is no UTF-8 becomes an escape of JSON
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        wrong(f"cannot write `{file}`: {reason_of(error)}")


def _refuse(file: Path, *, replaced: bool) -> None:
    """End the command before it replaces anything but an older report of its own."""
    if refused := file_taken(file, (), force=replaced):
        wrong(refused.removesuffix(", or replace it with --force"))


def _write_baseline(file: Path, checked: Checked) -> None:
    _refuse(file, replaced=_is_baseline(file))
    _write(file, write_baseline(checked.diagnostics))
    number = len(checked.diagnostics)
    click.echo(f"{number} finding{'' if number == 1 else 's'} in {file}")


def _is_baseline(file: Path) -> bool:
    """Whether an older baseline is replaced, and nothing else."""
    try:
        read_baseline(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BrokenBaseline):
        return False
    return True
