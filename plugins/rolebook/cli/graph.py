"""A library in; its graph, or what lies around one thing, as a file of another program out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.completion import edge_kinds, names
from rolebook.cli.exit_codes import reason_of, wrong
from rolebook.exports import EXPORTS
from rolebook.exports.mermaid import MOST_EDGES
from rolebook.model.edges import EDGE_KINDS
from rolebook.text.visible import visible

if TYPE_CHECKING:
    from rolebook.graph.library_graph import LibraryGraph
    from rolebook.graph.resolve import Target

_WRITTEN = {one.name: one.written for one in EXPORTS}


@click.command("graph")
@click.argument("path", required=False, type=SourcePath())
@click.option("--format", "form", type=click.Choice([*_WRITTEN]), default="dot", show_default=True)
@click.option(
    "--focus",
    metavar="ID",
    shell_complete=names(),
    help="Only what lies around a thing, as in `rolebook show`.",
)
@click.option(
    "--depth",
    type=click.IntRange(0, 100),
    default=1,
    show_default=True,
    help="How many steps around it.",
)
@click.option(
    "--kinds",
    multiple=True,
    metavar="KIND,…",
    shell_complete=edge_kinds,
    help=f"Only edges of these kinds: {', '.join(EDGE_KINDS)}.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into FILE instead.",
)
@click.option("--force", is_flag=True, help="Replace FILE where it is there.")
@config_option
def graph_command(
    path: Path | None,
    form: str,
    focus: str | None,
    depth: int,
    kinds: tuple[str, ...],
    output_file: Path | None,
    force: bool,
    config_file: Path | None,
) -> None:
    """Write the graph of a library for Graphviz, Mermaid, a graph editor or a program.

    Without PATH, in the project of the current folder; without --focus and --kinds all of it. The
    JSON is what networkx reads. Ends with 1 where the ID means nothing, or several things.
    """
    # none of it at the top: a shell that completes waits for this module
    from rolebook.cli.asked import library_of
    from rolebook.exports.part import part_of
    from rolebook.hosting.outputs import file_taken, kept_of

    wanted = _kinds(kinds)
    graph, settings = library_of(path, config_file)
    if output_file and (refused := file_taken(output_file, kept_of(settings), force=force)):
        wrong(refused)
    around = _focus(graph, focus) if focus is not None else None
    part = part_of(graph, wanted, around, depth)
    if form == "mermaid" and part.number_of_edges() > MOST_EDGES:
        click.echo(
            f"rolebook: these are {part.number_of_edges():,} edges, and Mermaid draws"
            f" {MOST_EDGES}; --focus, --depth and --kinds make a smaller picture",
            err=True,
        )
    text = _WRITTEN[form](part).encode("utf-8", "backslashreplace")
    if output_file is None:
        click.echo(text, nl=False)
        return
    try:
        output_file.write_bytes(text)
    except OSError as error:
        wrong(f"cannot write `{output_file}`: {reason_of(error)}")
    nodes, edges = part.number_of_nodes(), part.number_of_edges()
    click.echo(f"{nodes:,} nodes and {edges:,} edges in {output_file}")


def _kinds(written: Sequence[str]) -> list[str]:
    """The kinds that are meant; one that is none ends the command."""
    from rolebook.exports.part import kinds_in
    from rolebook.text.nearest import LOOSE, nearest

    kinds = [kind for one in written for kind in kinds_in(one)]
    for one in kinds:
        if one not in EDGE_KINDS:
            near = nearest(one, EDGE_KINDS, LOOSE)
            help = f"did you mean `{near}`?" if near else f"there are {', '.join(EDGE_KINDS)}"
            wrong(f"`{visible(one)}` is no kind of edge; {help}")
    return kinds


def _focus(graph: LibraryGraph, written: str) -> Target:
    from rolebook.cli.asked import no_answer, the_one
    from rolebook.exports.part import identity
    from rolebook.graph.named import meant

    target = the_one(graph, written, meant(graph, written))
    if target not in graph.graph:
        no_answer(f"`{visible(identity(target))}` stands in no graph: it only lists roles")
    return target
