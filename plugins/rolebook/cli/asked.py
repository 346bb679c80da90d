"""What a command is asked about in; the linked library, and the thing that is meant, out."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from rolebook.build import linked
from rolebook.cli.exit_codes import FOUND, wrong
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.named import likely
from rolebook.graph.resolve import Resolution, Target
from rolebook.hosting.reading_cache import cached_readings
from rolebook.report.nothing import is_empty, told
from rolebook.text.visible import visible

MOST_MEANT: Final = 6
"""Of the things that a name may mean, how many are told."""


def library_of(path: Path | None, config_file: Path | None) -> tuple[LibraryGraph, Settings]:
    """The linked library of a path, else of the project here; none ends the command with 2."""
    settings, _ = settings_for((path,) if path else (), config_file)
    with cached_readings(settings) as readings:
        graph = linked(settings, readings)
    if is_empty(graph.library):
        searched = (*settings.roles, *settings.atlases, *settings.profiles, *settings.files)
        wrong(told(graph.library, map(os.path.relpath, dict.fromkeys(searched))))
    return graph, settings


def the_one(
    graph: LibraryGraph, written: str, found: Resolution, *, competencies_alone: bool = False
) -> Target:
    """What a name means; a name that means nothing, or several things, ends the command with 1."""
    if found.target is None:
        no_answer(_why_none(graph, written, found, competencies_alone))
    return found.target


def _why_none(
    graph: LibraryGraph, written: str, found: Resolution, competencies_alone: bool
) -> str:
    shown = visible(written)
    if found.ambiguous:
        names = [f"`{visible(one.name)}`" for one in found.candidates]
        more = f" or {len(names) - MOST_MEANT} more" if len(names) > MOST_MEANT else ""
        return f"`{shown}` may be {' or '.join(names[:MOST_MEANT])}{more}; write one of these"
    near = likely(graph, written, competencies_alone=competencies_alone)
    help = f"; did you mean `{visible(near)}`?" if near else ""
    if competencies_alone:
        return f"`{shown}` is no competency of this library{help}"
    ask = "; `rolebook owns` finds who answers for a thing"
    return (
        f"`{shown}` is no role, domain, competency, atlas or profile of this library{help or ask}"
    )


def no_answer(message: str) -> NoReturn:
    """End a command that was used rightly and has nothing to say."""
    click.echo(f"rolebook: {message}", err=True)
    sys.exit(FOUND)


def as_json(record: Any) -> str:
    """A record of `exports/` as JSON; what of a file's name is no UTF-8 becomes an escape."""
    text = json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
