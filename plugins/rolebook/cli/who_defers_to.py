"""The name of an owner in; who leaves what to it, and where that is written, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.completion import ACTORS, names
from rolebook.model import Verdict
from rolebook.text.visible import visible

if TYPE_CHECKING:
    from rolebook.exports.answers import Giver, Givers
    from rolebook.graph.library_graph import LibraryGraph
    from rolebook.graph.resolve import Target


@click.command("who-defers-to")
@click.argument("id", shell_complete=names(ACTORS))
@click.argument("path", required=False, type=SourcePath())
@config_option
@click.option("--json", "json_form", is_flag=True, help="Print JSON, for programs.")
def who_defers_to_command(
    id: str, path: Path | None, config_file: Path | None, json_form: bool
) -> None:
    """Say who leaves what to a role, a domain or an actor outside the library, and where.

    ID is written as in a reference (`sales-lead`, `sales/`), with `#KEY` for one item of a mandate.
    Without PATH, in the project of the current folder. Ends with 1 where ID means nothing, or
    several things.
    """
    # none of it at the top: a shell that completes waits for this module
    from rolebook.cli.asked import as_json, library_of, no_answer, the_one
    from rolebook.exports.answers import givers_to
    from rolebook.graph.named import meant

    graph, settings = library_of(path, config_file)
    name, _, item = id.partition("#")
    target = the_one(graph, name, meant(graph, name))
    if target.kind not in ("role", "domain", "external"):
        kind = f"an {target.kind}" if target.kind == "atlas" else f"a {target.kind}"
        no_answer(f"`{visible(target.name)}` is {kind}, and nobody leaves work to one")
    if item:
        _known_item(graph, target, item)
    found = givers_to(graph, target, item)
    click.echo(as_json(found) if json_form else _text(found, settings.root, item), nl=False)


def _known_item(graph: LibraryGraph, target: Target, item: str) -> None:
    """End the command where no mandate has such an item."""
    from rolebook.cli.asked import no_answer
    from rolebook.text.nearest import nearest

    role = graph.roles.get(target.name) if target.kind == "role" else None
    keys = [one.key for one in role.mandate] if role else []
    if item not in keys:
        near = nearest(item, keys)
        there = f"; there are {', '.join(f'`{visible(one)}`' for one in keys)}" if keys else ""
        help = f"; did you mean `{visible(near)}`?" if near else there
        no_answer(f"`{visible(target.name)}` has no mandate item `{visible(item)}`{help}")


def _text(found: Givers, root: Path, item: str) -> str:
    owner = found.owner
    title = owner.name if owner.kind == "external" else f"{owner.title} (`{owner.name}`)"
    what = f"`{item}` to {title}" if item else f"anything to {title}"
    lines = [*_groups(found.boundaries, root)] or [f"nobody leaves {what}"]
    if found.to_domain:
        domain = f"{owner.name.partition('/')[0]}/"
        lines += ["", f"to the domain `{domain}` as a whole:", *_groups(found.to_domain, root)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _groups(givers: Iterable[Giver], root: Path) -> Iterator[str]:
    from rolebook.cli.card_text import place

    for role, boundaries in groupby(givers, lambda one: one.role):
        yield f"{role.title} (`{role.name}`) leaves to it:"
        for one in boundaries:
            item = f" (`#{one.to.item}`)" if one.to.item else ""
            silent = "; its mandate is silent about that" if _silent(one) else ""
            yield f"  {one.statement}{item}{silent}"
            yield f"    {place(root, one.path, one.line, one.column)}"


def _silent(one: Giver) -> bool:
    return one.to.verdict is Verdict.UNCLAIMED
