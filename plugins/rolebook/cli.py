"""The command line in, reports and sites out. Exit codes: design.md §4."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

import click

from rolebook.baseline import (
    BrokenBaseline,
    Fingerprint,
    compare,
    fingerprints,
    read_baseline,
    write_baseline,
)
from rolebook.build import Checked, check, publish
from rolebook.config import (
    CONFIG_FILE,
    ConfigurationError,
    Settings,
    load_settings,
    plugin_block,
    read_config,
)
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.imports import IMPORTS
from rolebook.model import Library
from rolebook.report import FORMATS, Findings
from rolebook.rules import explained
from rolebook.swap import Busy, building

FOUND: Final = 1
"""Errors were found in the sources."""

WRONG: Final = 2
"""The command was used wrongly, or the configuration is broken."""

QUIET_HOST: Final = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Third parties print banners into every log unless told not to."""

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
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
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
    checked = _checked(settings)
    if not (settings.configured or checked.library.sources):
        _wrong(f"found no role file and no atlas in {', '.join(f'`{path}`' for path in paths)}")
    if new_baseline:
        if only is not None or baseline:
            _wrong("--write-baseline names every finding; leave out the paths and --baseline")
        _write_baseline(new_baseline, checked)
        return
    findings = _findings(checked, only, colour=form == "text" and _colour())
    if form == "sarif":
        findings = replace(findings, rules=explained())
    if baseline:
        shown = fingerprints(findings.diagnostics)
        known = (
            one
            for one in _baseline(baseline)
            if only is None or _lies_in(one.path, only) or one in shown
        )
        compared = compare(findings.diagnostics, frozenset(known))
        findings = replace(findings, diagnostics=compared.new, baseline=compared)
    click.echo(FORMATS[form](findings), nl=False)
    failed = findings.count(Severity.ERROR) + (findings.count(Severity.WARNING) if strict else 0)
    sys.exit(FOUND if failed else 0)


@main.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Say what a rule is about and why it exists; without CODE, list all rules."""
    for one in explained():
        rule = one.rule
        if code is None:
            click.echo(f"{rule.code}  {rule.severity.value:<8} {rule.name}")
        elif code.upper() == rule.code or code.lower() == rule.name:
            click.echo(f"{rule.code} {rule.name} ({rule.severity.value})\n\n{one.reason}")
            return
    if code is not None:
        _wrong(f"there is no rule `{code}`; `rolebook explain` lists them all")


@main.command("write")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@config_option
def write_command(out: Path, config_file: Path | None) -> None:
    """Write the pages as Markdown files into DIR, for any other site generator."""
    from rolebook.pages.files import Occupied, write_files

    settings, _ = _settings((), config_file)
    site = publish(_publishable(settings))
    try:
        number = write_files(site.pages, site.files, out)
    except (Occupied, OSError) as error:
        _wrong(str(error))
    click.echo(f"{number} files in {out}")


@main.command("site")
@config_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Instead of `site_dir`."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def site_command(config_file: Path | None, out: Path | None, strict: bool) -> None:
    """Build the site with MkDocs beside the old one, then let the two change places.

    Whatever fails, the old site stays as it was.
    """
    settings, _ = _settings((), config_file)
    assert settings.config_file is not None
    site_dir = read_config(settings.config_file).get("site_dir") or "site"
    # a site folder that is a link stays one: what it leads to is replaced
    target = (out or settings.root / str(site_dir)).resolve()
    try:
        with building(target) as following:
            code = _run_mkdocs(settings.config_file, following, strict)
            if code:
                raise _Failed(code)
    except _Failed as failed:
        sys.exit(failed.code)
    except Busy as busy:
        _wrong(str(busy))
    click.echo(f"the site is in {os.path.relpath(target)}")


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

    read = read_import(file, form)
    if read.refused:
        _wrong(read.refused)
    errors = tuple(o for o in read.imported.diagnostics if o.level is Severity.ERROR)
    library = Library(sources=read.sources)
    if errors:
        text = FORMATS["text"](Findings(errors, library, library.sources, _colour()))
        click.echo(text.rpartition("\n\n")[0], err=True)  # without the counts of a library
    if read.imported.atlas:
        _write_text(out, atlas_file(read.imported.atlas), file)
        click.echo(summary(read.imported, file.as_posix()), err=True, nl=False)
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


def _run_mkdocs(config_file: Path, site_dir: Path, strict: bool) -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config_file)]
    command += ["--site-dir", str(site_dir), *(["--strict"] if strict else [])]
    return subprocess.run(command, env=os.environ | QUIET_HOST, check=False).returncode


def _settings(
    paths: Sequence[Path], config_file: Path | None
) -> tuple[Settings, tuple[str, ...] | None]:
    """The settings that a command line means, and the paths that limit the report, if any."""
    try:
        if not paths:
            return load_settings(config_file or _nearest_config()), None
        if len(paths) == 1 and config_file is None and _is_project(paths[0]):
            return load_settings(paths[0] / CONFIG_FILE), None
        here = config_file or _enclosing_config()
        if here is not None:
            settings = load_settings(here.absolute())
            if all(_within(path, settings) for path in paths):
                return settings, tuple(_relative(path, settings) for path in paths)
            if config_file is not None or any(_within(path, settings) for path in paths):
                _wrong("name either paths inside the configured folders, or others, not both")
        return _without_configuration(paths), None
    except ConfigurationError as error:
        _wrong(str(error))


def _nearest_config() -> Path:
    """The configuration of the project that the current folder lies in."""
    found = _enclosing_config()
    if found is None:
        raise ConfigurationError(
            f"no {CONFIG_FILE} with a `rolebook:` block here or above; name a folder to check"
        )
    return found


def _enclosing_config() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        try:
            if _is_project(folder):
                return folder / CONFIG_FILE
        except ConfigurationError:
            if folder == here:
                raise
            # what is broken further up may have nothing to do with us
    return None


def _is_project(folder: Path) -> bool:
    config = folder / CONFIG_FILE
    return config.is_file() and plugin_block(read_config(config)) is not None


def _within(path: Path, settings: Settings) -> bool:
    docs = (settings.docs,) if settings.docs else ()
    folders = (*settings.roles, *settings.atlases, *docs)
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _relative(path: Path, settings: Settings) -> str:
    return Path(os.path.relpath(path.resolve(), settings.root.resolve())).as_posix()


def _without_configuration(paths: Sequence[Path]) -> Settings:
    folders = tuple(path for path in paths if path.is_dir())
    files = tuple(path for path in paths if not path.is_dir())
    if len(paths) == 1:
        root = paths[0] if folders else paths[0].parent
    else:
        root = Path(os.path.commonpath([path.resolve() for path in paths]))
        root = root if root.is_dir() else root.parent
    return Settings(root, folders, folders, files=files, configured=False)


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
    return Findings(kept, checked.library, checked.library.sources, colour)


def _baseline(file: Path) -> frozenset[Fingerprint]:
    try:
        return read_baseline(file.read_text("utf-8"))
    except OSError as error:
        _wrong(f"cannot read the baseline `{file}`: {(error.strerror or 'unknown reason').lower()}")
    except (BrokenBaseline, UnicodeDecodeError) as error:
        _wrong(f"`{file}` is no baseline: {error}; write one with --write-baseline")


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
