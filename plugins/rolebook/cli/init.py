"""A folder in; what a project begins with out."""

from __future__ import annotations

from pathlib import Path

import click

from rolebook.build import check
from rolebook.cli.exit_codes import wrong
from rolebook.config.load import load_settings
from rolebook.config.projects import surrounding_settings
from rolebook.config.settings import CONFIG_FILE
from rolebook.diagnostics.baseline import write_baseline
from rolebook.hosting.outputs import kept_of, no_place_to_begin
from rolebook.hosting.pinned import is_pinned, own_source
from rolebook.hosting.scaffold import (
    BASELINE,
    PIPELINES,
    begin,
    lines_to_add,
    live_with_findings,
    usual_pipeline,
)
from rolebook.report.counts import problem_counts


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--ci",
    type=click.Choice([*PIPELINES, "none"]),
    help="The pipeline to write; by default that of the place the repository is pushed to.",
)
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    help="Where the pipeline installs Rolebook from, pinned: git+https://…@COMMIT.",
)
def init_command(folder: Path, ci: str | None, source: str | None) -> None:
    """Write what a project begins with into DIR; what is there stays.

    That is mkdocs.yml, a Makefile, a .gitignore and a pipeline; in an empty folder an example, in a
    collection with findings a baseline that holds them.
    """
    around = surrounding_settings()
    if refused := no_place_to_begin(folder, kept_of(around) if around else ()):
        wrong(refused)
    if source and not is_pinned(source):
        wrong(
            f"`{source}` is no pinned source; name a commit or a version of a repository"
            " (`git+https://…@COMMIT`) or an archive (`https://….whl`). The name `rolebook` is on"
            " no index, and a stranger could take it"
        )
    pipeline = None if ci == "none" else ci or usual_pipeline(folder)
    source = source or own_source()
    to_add = lines_to_add(folder)
    files = [*begin(folder, pipeline=pipeline, source=source)]
    for one in files:
        click.echo(f"{'wrote' if one.written else 'kept '} {folder / one.name}")
    if to_add:
        click.echo(f"\nadd to {folder / CONFIG_FILE}:\n\n{to_add}")
    elif any(one.name == CONFIG_FILE and one.written for one in files):
        _tell_findings(folder)
    if pipeline and not source:
        click.echo(
            "no pipeline is written: `rolebook init --from SOURCE` says where it installs Rolebook"
            " from, pinned, as in git+https://…@COMMIT"
        )
    elif pipeline:
        click.echo(f"{PIPELINES[pipeline]} installs Rolebook from {source}")


def _tell_findings(folder: Path) -> None:
    """A collection with findings begins green: its baseline holds them."""
    checked = check(load_settings(folder / CONFIG_FILE))
    counts = checked.summary()
    if not (counts["errors"] or counts["warnings"]):
        return
    live_with_findings(folder, write_baseline(checked.diagnostics))
    click.echo(
        f"wrote {folder / BASELINE}: it holds the findings of today"
        f" ({problem_counts(counts, 0)}), so that a check tells what is new; the site's page"
        " `health/` shows them all, and `rolebook check --write-baseline` begins anew"
    )
