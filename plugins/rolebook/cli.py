"""The command line in, reports and sites out. Exit codes: design.md §4."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from rolebook import host
from rolebook.addresses import LIBRARY_JSON
from rolebook.baseline import Compared, write_baseline
from rolebook.build import Checked, check, publish
from rolebook.config_file import CONFIG_FILE, read_config
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.explaining import explanation
from rolebook.imports import IMPORTS
from rolebook.model import Library
from rolebook.projects import is_project, likely_path, settings_for
from rolebook.report import FORMATS, Findings
from rolebook.report.counts import library_counts, problem_counts
from rolebook.rules import explained
from rolebook.settings import ConfigurationError, Settings
from rolebook.swap import Busy, building

FOUND: Final = 1
"""Errors were found in the sources."""

WRONG: Final = 2
"""The command was used wrongly, or the configuration is broken."""


class SourcePath(click.Path):
    """A file or folder that is there; of one that is not, what was probably meant."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path. Fails as click does, with a suggestion."""
        if (written := os.fspath(value)) and not os.path.lexists(written):
            meant = likely_path(str(written))
            hint = f"; did you mean `{meant}`?" if meant else f" in `{Path.cwd()}`"
            self.fail(f"there is no `{written}`{hint}", param, ctx)
        return super().convert(value, param, ctx)


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The configuration, instead of the {CONFIG_FILE} here.",
)


@click.group()
@click.version_option(package_name="rolebook")
def main() -> None:
    """Check a library of roles and skill atlases, and publish it as a site."""


@main.command("check")
@click.argument("paths", nargs=-1, type=SourcePath())
@config_option
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
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
def check_command(
    paths: tuple[Path, ...],
    config_file: Path | None,
    form: str,
    strict: bool,
    baseline: Path | None,
    new_baseline: Path | None,
) -> None:
    """Report every defect of a library.

    Without PATHS, or for a folder with a configured mkdocs.yml, that project. Files or folders
    inside the configured folders limit what is reported. Any other path is a library of its own.
    """
    settings, only = _settings(paths, config_file)
    if new_baseline and (only is not None or baseline):
        _wrong("--write-baseline names every finding; leave out the paths and --baseline")
    if new_baseline or baseline:
        settings = replace(settings, baseline=baseline)
    checked = _checked(settings)
    if not (settings.configured or checked.library.sources):
        named = ", ".join(f"`{path}`" for path in paths)
        _wrong(
            f"found no role file and no atlas in {named}; roles are `.md` files, atlases `.yml`,"
            " `.yaml` or `.json`"
        )
    if new_baseline:
        _write_baseline(new_baseline, checked)
        return
    findings = _findings(checked, only, colour=form == "text" and _colour())
    if form == "sarif":
        findings = replace(findings, rules=explained())
    click.echo(FORMATS[form](findings), nl=False)
    failed = findings.count(Severity.ERROR) + (findings.count(Severity.WARNING) if strict else 0)
    sys.exit(FOUND if failed else 0)


@main.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Say what a rule is about, why, and show it by an example; without CODE, list all rules."""
    if code is None:
        for one in explained():
            click.echo(f"{one.rule.code}  {one.rule.severity.value:<8} {one.rule.name}")
        return
    known = {name: one for one in explained() for name in (one.rule.code, one.rule.name)}
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        _wrong(f"there is no rule `{code}`; `rolebook explain` lists them all")
    click.echo(explanation(found), nl=False)


@main.command("write")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@config_option
def write_command(out: Path, config_file: Path | None) -> None:
    """Write the pages as Markdown files into DIR, for any other site generator."""
    from rolebook.pages.files import Occupied, write_files
    from rolebook.report.text import finding

    settings, _ = _settings((), config_file)
    checked = _publishable(settings)
    site = publish(checked)
    for one in site.problems:
        shown = Findings(site.problems, checked.library, checked.library.sources)
        click.echo(finding(one, shown), err=True)
    try:
        number = write_files(site.pages, site.files, out)
    except (Occupied, OSError) as error:
        _wrong(str(error))
    click.echo(f"{number} files in {out}")


folder_argument = click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)


@main.command("site")
@folder_argument
@config_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Instead of `site_dir`."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def site_command(
    folder: Path | None, config_file: Path | None, out: Path | None, strict: bool
) -> None:
    """Build the site of a project, or of any folder DIR of role and agent files.

    It is built beside the old one, then the two change places: whatever fails, the old site stays
    as it was. In a folder without a configured mkdocs.yml no finding stops the site, unless
    --strict; the health page tells them all.
    """
    with _configuration(folder, config_file) as (config, own):
        target = (out or _site_dir(config, own)).resolve()
        if own and folder and target.is_relative_to(folder.resolve()):
            _wrong("name a folder outside of DIR with --out: its files are not ours to change")
        try:
            with building(target) as following:
                code = host.build(config, following, strict=strict)
                if code:
                    raise _Failed(code)
        except _Failed as failed:
            sys.exit(failed.code)
        except Busy as busy:
            _wrong(str(busy))
    click.echo(f"the site is in {os.path.relpath(target)}: {_counts(target)}")


@main.command("preview")
@folder_argument
@config_option
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of any free one.")
def preview_command(folder: Path | None, config_file: Path | None, port: int | None) -> None:
    """Serve the site of a project, or of any folder DIR, and rebuild it at every save."""
    with _configuration(folder, config_file) as (config, _):
        at = port or host.free_port()
        click.echo(f"http://127.0.0.1:{at}/")
        sys.exit(host.serve(config, at))


@main.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Write mkdocs.yml, a Makefile and .woodpecker.yml into DIR; what is there stays."""
    from rolebook.beginning import begin

    for name, written in begin(folder):
        click.echo(f"{'wrote' if written else 'kept '} {folder / name}")


@contextlib.contextmanager
def _configuration(folder: Path | None, config_file: Path | None) -> Iterator[tuple[Path, bool]]:
    """The configuration of a project, or one of our own (true) for a folder that has none."""
    try:
        if folder is not None and config_file is None and not is_project(folder):
            with host.own_configuration(folder) as config:
                yield config, True
            return
        paths = (folder,) if folder is not None and config_file is None else ()
        settings, _ = settings_for(paths, config_file)
    except ConfigurationError as error:
        _wrong(str(error))
    assert settings.config_file is not None  # a project has one
    yield settings.config_file, False


def _counts(site: Path) -> str:
    """What a built site holds and what was found in it, in words."""
    told = json.loads((site / LIBRARY_JSON).read_text("utf-8"))
    everything, known = told["summary"], told.get("baseline", {})
    new = {kind: number - known.get(kind, 0) for kind, number in everything.items()}
    return f"{library_counts(everything)}; {problem_counts(new, sum(known.values()))}"


def _site_dir(config: Path, own: bool) -> Path:
    if own:
        return Path("site")
    # a site folder that is a link stays one: what it leads to is replaced
    return config.parent / str(read_config(config).get("site_dir") or "site")


@main.command("csp")
@click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site")
)
def csp_command(site: Path) -> None:
    """Print the Content-Security-Policy under which the built SITE works, and nothing else."""
    from rolebook.policy import needs_of, policy

    needs = needs_of(site)
    for one in sorted(needs.blocked):
        click.echo(f"rolebook: it would keep this from working: {one}", err=True)
    click.echo(policy(needs))


@main.command("import")
@click.argument("form", type=click.Choice(sorted(IMPORTS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ATLAS",
    help="Where to write the atlas, instead of the standard output.",
)
def import_command(form: str, file: Path, out: Path | None) -> None:
    """Write an atlas from an Exercism track (its config.json) or a 1EdTech CASE package.

    What of FILE an atlas has no place for is told, and left out.
    """
    from rolebook.imports.reading import read_import
    from rolebook.imports.writing import atlas_file, summary
    from rolebook.report.text import finding
    from rolebook.report.visible import visible

    read = read_import(file, form)
    if read.refused:
        _wrong(read.refused)
    errors = tuple(o for o in read.imported.diagnostics if o.level is Severity.ERROR)
    findings = Findings(errors, Library(sources=read.sources), read.sources, _colour())
    for one in errors:
        click.echo(f"{finding(one, findings)}\n", err=True)
    if read.imported.atlas:
        _write_text(out, atlas_file(read.imported.atlas), file)
        for line in summary(read.imported, file.as_posix()):
            click.echo(visible(line), err=True)
    sys.exit(FOUND if errors else 0)


def _write_text(out: Path | None, text: str, source: Path) -> None:
    if out is None:
        click.echo(text, nl=False)
        return
    if out.resolve() == source.resolve():
        _wrong(f"`{out}` is the file to import; name another after --out")
    try:
        out.write_bytes(text.encode())
    except OSError as error:
        _wrong(f"cannot write `{out}`: {(error.strerror or 'unknown reason').lower()}")


class _Failed(Exception):
    """The host could not build the site; it has said why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _settings(
    paths: Sequence[Path], config_file: Path | None
) -> tuple[Settings, tuple[str, ...] | None]:
    try:
        return settings_for(paths, config_file)
    except ConfigurationError as error:
        _wrong(str(error))


def _checked(settings: Settings) -> Checked:
    try:
        return check(settings)
    except ConfigurationError as error:
        _wrong(str(error))


def _publishable(settings: Settings) -> Checked:
    """A library without errors; else its findings are shown, and the command ends."""
    checked = _checked(settings)
    if checked.broken:
        findings = _findings(checked, None, colour=_colour())
        click.echo(FORMATS["text"](findings), nl=False, err=True)
        sys.exit(FOUND)
    return checked


def _findings(checked: Checked, only: tuple[str, ...] | None, *, colour: bool) -> Findings:
    kept = tuple(one for one in checked.diagnostics if only is None or _concerns(one, only))
    found = Findings(kept, checked.library, checked.library.sources, colour)
    if (compared := checked.baseline) is None:
        return found
    known = tuple(one for one in compared.known if only is None or _concerns(one, only))
    gone = frozenset(one for one in compared.gone if only is None or _lies_in(one.path, only))
    return replace(found, baseline=Compared(kept, known, gone))


def _write_baseline(file: Path, checked: Checked) -> None:
    text = write_baseline(checked.diagnostics)
    try:
        # what of a file's name is no UTF-8 becomes an escape of JSON
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        _wrong(f"cannot write `{file}`: {(error.strerror or 'unknown reason').lower()}")
    number = len(checked.diagnostics)
    click.echo(f"{number} finding{'' if number == 1 else 's'} in {file}")


def _concerns(diagnostic: Diagnostic, only: tuple[str, ...]) -> bool:
    """Whether a finding is about one of the paths; each edge of a circle is a place to mend it."""
    places = (diagnostic.span, *(related.span for related in diagnostic.related))
    return any(_lies_in(span.path, only) for span in places)


def _lies_in(path: str, only: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(f"{one}/") or one == "." for one in only)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not os.environ.get("CI")


def _wrong(message: str) -> NoReturn:
    click.echo(f"rolebook: {message}", err=True)
    sys.exit(WRONG)
