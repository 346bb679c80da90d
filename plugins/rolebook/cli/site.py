"""A project or any folder in; its site out, built or served by the host."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from rolebook.cli.arguments import cache_option, config_option, folder_argument
from rolebook.cli.exit_codes import INTERRUPTED, reason_of, wrong
from rolebook.config.mkdocs_yml import read_config
from rolebook.config.projects import (
    is_project,
    settings_for,
    settings_of_folder,
    surrounding_settings,
)
from rolebook.config.settings import CONFIG_FILE, ConfigurationError, Settings
from rolebook.graph.addresses import LIBRARY_JSON
from rolebook.hosting import mkdocs as host
from rolebook.hosting.outputs import in_the_way, is_site, kept_of, replaced, taken, was_built
from rolebook.hosting.reading_cache import OFF
from rolebook.hosting.swap import Busy, beside, building
from rolebook.report.counts import library_counts, problem_counts


@click.command("site")
@folder_argument
@config_option
@click.option("--out", type=click.Path(path_type=Path), help="Instead of `site_dir`.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--force", is_flag=True, help="Replace a folder that holds what nobody built.")
@cache_option
def site_command(
    folder: Path | None,
    config_file: Path | None,
    out: Path | None,
    strict: bool,
    force: bool,
    cached: bool,
) -> None:
    """Build the site of a project, or of any folder DIR of role and agent files.

    It is built beside the old one, then the two change places: whatever fails, the old site stays
    as it was. A folder that holds anything else is not replaced. In a folder without a configured
    mkdocs.yml no finding stops the site, unless --strict; the health page tells them all.
    """
    if not cached:
        os.environ[OFF] = "1"  # for the host, which reads the files
    with _configuration(folder, config_file) as (config, settings):
        # a site folder that is a link stays one: what it leads to is replaced
        target = Path(os.path.realpath(out or settings.sites[0]))
        _refuse(target, settings, force=force)
        try:
            with building(target) as following:
                if code := host.build(config, following, strict=strict):
                    sys.exit(code)
                counts = _counts(following / settings.layout.at)
                # whole: from here on an interrupt comes too late
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        except Busy as busy:
            wrong(str(busy))
        except OSError as error:
            wrong(f"cannot write `{os.path.relpath(target)}`: {reason_of(error)}")
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            click.echo("rolebook: interrupted; the site is as it was", err=True)
            sys.exit(INTERRUPTED)
    click.echo(f"the site is in {os.path.relpath(target)}: {counts}")


@click.command("preview")
@folder_argument
@config_option
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of any free one.")
@click.option(
    "--editor",
    default="",
    metavar="ADDRESS",
    help="Opens a line: vscode://file{file}:{line}:{column}",
)
def preview_command(
    folder: Path | None, config_file: Path | None, port: int | None, editor: str
) -> None:
    """Serve the site of a project, or of any folder DIR, while you write.

    At every save the page that is looked at is made anew first, the others when they are asked for.
    An error in the sources or the configuration stands on top of the page, and goes with its cause.
    """
    from rolebook.hosting.live_server import Taken, serve

    with _previewed(folder, config_file) as config:
        at = port or host.free_port()
        click.echo(f"http://127.0.0.1:{at}/")
        try:
            serve(config, at, editor)
        except Taken as taken:
            wrong(str(taken))
        except KeyboardInterrupt:
            sys.exit(0)


@contextlib.contextmanager
def _previewed(folder: Path | None, config_file: Path | None) -> Iterator[Path]:
    """The configuration to preview; that it is broken is shown as a page, and can be mended."""
    named = config_file or (folder or Path()) / CONFIG_FILE
    try:
        read_config(named)
    except ConfigurationError:
        if named.is_file():
            yield named.absolute()
            return
    with _configuration(folder, config_file) as (config, _):
        yield config.absolute()


@contextlib.contextmanager
def _configuration(
    folder: Path | None, config_file: Path | None
) -> Iterator[tuple[Path, Settings]]:
    """The configuration of a project, or one of our own for a folder that has none."""
    if folder is not None and config_file is None and not is_project(folder):
        with host.own_configuration(folder) as config:
            yield config, replace(settings_of_folder(folder), sites=(Path("site"),))
        return
    paths = (folder,) if folder is not None and config_file is None else ()
    settings, _ = settings_for(paths, config_file)
    assert settings.config_file is not None  # a project has one
    yield settings.config_file, settings


def _refuse(target: Path, settings: Settings, *, force: bool) -> None:
    """End the command where something of the user's is in the way."""
    around = surrounding_settings()
    kept = (*kept_of(settings), *(kept_of(around) if around else ()))
    if refused := in_the_way(target, kept, settings.sites[0]) or taken(target, force=force):
        wrong(refused)
    if refused := next(filter(None, (replaced(one, kept) for one in beside(target))), None):
        wrong(f"a build works beside the site, and {refused}")
    if was_built(target) and not is_site(target):
        shown = os.path.relpath(target)
        click.echo(
            f"rolebook: `{shown}` was built by MkDocs or an earlier Rolebook; it is replaced, and"
            " marked as ours from now on",
            err=True,
        )


def _counts(library: Path) -> str:
    """What a built library holds and what was found in it, in words."""
    told = json.loads((library / LIBRARY_JSON).read_text("utf-8"))
    everything, known = told["summary"], told.get("baseline", {})
    new = {kind: number - known.get(kind, 0) for kind, number in everything.items()}
    return f"{library_counts(everything)}; {problem_counts(new, sum(known.values()))}"
