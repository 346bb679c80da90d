"""A competency in; what has to be learned for it, in order, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.completion import COMPETENCIES, names
from rolebook.text.visible import visible

if TYPE_CHECKING:
    from rolebook.exports.answers import LearningPath


@click.command("path")
@click.argument("id", metavar="COMPETENCY", shell_complete=names(COMPETENCIES))
@click.argument("path", required=False, type=SourcePath())
@click.option(
    "--from",
    "held",
    metavar="COMPETENCY",
    multiple=True,
    shell_complete=names(COMPETENCIES),
    help="Is held already, with all that it stands on; may be given again.",
)
@config_option
@click.option("--json", "json_form", is_flag=True, help="Print JSON, for programs.")
def path_command(
    id: str, path: Path | None, held: tuple[str, ...], config_file: Path | None, json_form: bool
) -> None:
    """Say the least that has to be learned for a COMPETENCY, in order, with its hours.

    The steps lead through other atlases where prerequisites do. A competency is written
    `atlas_id#id`, or by its id alone where one atlas has it. Without PATH, in the project of the
    current folder. Ends with 1 where a competency is unknown.
    """
    # none of it at the top: a shell that completes waits for this module
    from rolebook.cli.asked import as_json, library_of, the_one
    from rolebook.exports.answers import path_to
    from rolebook.graph.named import competency

    graph, settings = library_of(path, config_file)
    goal, *known = (
        the_one(graph, one, competency(graph, one), competencies_alone=True).name
        for one in (id, *held)
    )
    found = path_to(graph, goal, known)
    click.echo(as_json(found) if json_form else _text(found, settings.root), nl=False)


def _text(found: LearningPath, root: Path) -> str:
    from rolebook.cli.card_text import hours, place

    goal = f"{found.competency.title} (`{found.competency.name}`)"
    if not found.steps:
        held = " and ".join(f"`{one.name}`" for one in found.held)
        return f"{visible(f'{goal} is held already: {held} stands on it, or is it')}\n"
    number = len(found.steps)
    silent = f", and {found.without_hours} that do not say" if found.without_hours else ""
    steps = f"{number} step{'' if number == 1 else 's'}"
    lines = [f"{steps}, {hours(found.practice_hours)}{silent}, to {goal}:"]
    home = found.competency.name.partition("#")[0]
    width = len(str(number))
    for step, one in enumerate(found.steps, 1):
        name = one.name.partition("#")[2] if one.atlas == home else one.name
        facts = [one.target_level, hours(one.practice_hours) if one.practice_hours else ""]
        told = ", ".join(filter(None, facts))
        lines.append(f"{step:>{width}}. {one.title} (`{name}`){f': {told}' if told else ''}")
    if found.circle:
        lines.append(
            "some of these stand on each other, so no order is right: `rolebook check` tells which"
        )
    lines += [
        f"{place(root, one.path, one.line, one.column)}: `{one.written}`, which a step asks for,"
        " is no competency that is known"
        for one in found.open
    ]
    return "".join(f"{visible(line)}\n" for line in lines)
