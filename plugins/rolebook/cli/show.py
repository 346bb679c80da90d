"""The name of a thing in; what the library says of it out."""

from __future__ import annotations

from pathlib import Path

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.completion import names
from rolebook.cli.exit_codes import wrong


@click.command("show")
@click.argument("id", shell_complete=names())
@click.argument("path", required=False, type=SourcePath())
@config_option
@click.option("--json", "json_form", is_flag=True, help="Print JSON, for programs.")
def show_command(id: str, path: Path | None, config_file: Path | None, json_form: bool) -> None:
    """Show what the library says of a role, domain, competency, atlas or profile.

    ID is written as in a reference (`sales-lead`, `sales/`, `atlas#competency`) or is a title;
    `atlases/ID` and `profiles/ID` are never a role. Without PATH, in the project of the current
    folder. Ends with 1 where ID means nothing, or several things.
    """
    # none of it at the top: a shell that completes waits for this module
    from rolebook.build import check
    from rolebook.cli.asked import as_json, the_one
    from rolebook.cli.card_text import card_text
    from rolebook.config.projects import settings_for
    from rolebook.exports.cards import Cards
    from rolebook.graph.named import meant
    from rolebook.hosting.reading_cache import cached_readings

    settings, _ = settings_for((path,) if path else (), config_file)
    with cached_readings(settings) as readings:
        checked = check(settings, readings)
    if checked.nothing:
        wrong(checked.nothing)
    graph = checked.graph
    target = the_one(graph, id, meant(graph, id))
    cards = Cards(graph, _sentence, checked.everything)
    card = cards.of(target)
    click.echo(as_json(card) if json_form else card_text(card, settings.root), nl=False)


def _sentence(text: str) -> str:
    """The first sentence of some Markdown, as plain text with the mark at its end."""
    from rolebook.formats.markdown.marks import plain
    from rolebook.pages.links.sentences import first_sentence  # pages cost a third of a second

    sentence = first_sentence(text)
    end = sentence[-1:] if sentence[-1:] in (".", "!", "?", "…") else ""
    return f"{plain(sentence)}{end}"
