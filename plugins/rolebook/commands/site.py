"""A project or any folder in; its site out, built or served by the host."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rolebook import host
from rolebook.addresses import LIBRARY_JSON
from rolebook.commands.arguments import config_option, folder_argument
from rolebook.commands.ending import wrong
from rolebook.config_file import read_config
from rolebook.projects import is_project, settings_for
from rolebook.report.counts import library_counts, problem_counts
from rolebook.swap import Busy, building


@click.command("site")
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
            wrong("name a folder outside of DIR with --out: its files are not ours to change")
        try:
            with building(target) as following:
                code = host.build(config, following, strict=strict)
                if code:
                    raise _Failed(code)
        except _Failed as failed:
            sys.exit(failed.code)
        except Busy as busy:
            wrong(str(busy))
    click.echo(f"the site is in {os.path.relpath(target)}: {_counts(target)}")


@click.command("preview")
@folder_argument
@config_option
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of any free one.")
def preview_command(folder: Path | None, config_file: Path | None, port: int | None) -> None:
    """Serve the site of a project, or of any folder DIR, and rebuild it at every save."""
    with _configuration(folder, config_file) as (config, _):
        at = port or host.free_port()
        click.echo(f"http://127.0.0.1:{at}/")
        sys.exit(host.serve(config, at))


@contextlib.contextmanager
def _configuration(folder: Path | None, config_file: Path | None) -> Iterator[tuple[Path, bool]]:
    """The configuration of a project, or one of our own (true) for a folder that has none."""
    if folder is not None and config_file is None and not is_project(folder):
        with host.own_configuration(folder) as config:
            yield config, True
        return
    paths = (folder,) if folder is not None and config_file is None else ()
    settings, _ = settings_for(paths, config_file)
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


class _Failed(Exception):
    """The host could not build the site; it has said why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
