"""A question in words and a library in; who answers for it, best first, out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.asked import as_json as record_as_json
from rolebook.cli.asked import library_of
from rolebook.cli.exit_codes import FOUND
from rolebook.exports.answers import OwnerAnswer, OwnerAnswers
from rolebook.exports.documented import VERSION
from rolebook.graph.answer_index import answer_index
from rolebook.graph.answers import Answer, Answers
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.text.visible import visible

MOST: Final = 10


@click.command("owns")
@click.argument("question")
@click.argument("path", required=False, type=SourcePath())
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def owns_command(question: str, path: Path | None, config_file: Path | None, as_json: bool) -> None:
    """Say who answers for what the QUESTION asks, best first.

    Without PATH, in the project of the current folder. Ends with 1 where nobody does.
    """
    graph, settings = library_of(path, config_file)
    answers = Answers(answer_index(graph, settings.synonyms)).asked(question)[:MOST]
    click.echo(_json(answers, graph) if as_json else _text(answers, graph), nl=False)
    sys.exit(0 if answers else FOUND)


def _json(answers: list[Answer], graph: LibraryGraph) -> str:
    said = OwnerAnswers(
        VERSION,
        tuple(
            OwnerAnswer(
                _id(one.owner),
                one.owner.name,
                _title(one.owner, graph),
                one.entry.text,
                one.certain,
            )
            for one in answers
        ),
    )
    return record_as_json(said)


def _text(answers: list[Answer], graph: LibraryGraph) -> str:
    if not answers:
        domains = ", ".join(sorted(graph.domains))
        near = f"; the domains here are {domains}" if domains else ""
        return f"nobody answers for that here; ask for the thing alone, in one or two words{near}\n"
    lines = []
    for place, one in enumerate(answers):
        if (place == 0 and not one.certain) or (place == 1 and answers[0].certain):
            lines.append("perhaps:")
        lines.append(f"{_title(one.owner, graph)} (`{one.owner.name}`): {_why(one)}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _why(answer: Answer) -> str:
    """The best that is said, and how much there is: "holds 2, 4 roles leave it to them"."""
    counts = (
        f"holds {answer.held}" if answer.held > 1 else "",
        f"{answer.givers} roles leave it to them" if answer.givers > 1 else "",
    )
    more = ", ".join(one for one in counts if one)
    return f"{answer.entry.text} ({more})" if more else answer.entry.text


def _id(owner: Target) -> str:
    """`legal-counsel`, `sales`, `board`."""
    return owner.name.rstrip("/").rpartition("/")[2] if owner.kind != "external" else owner.name


def _title(owner: Target, graph: LibraryGraph) -> str:
    if owner.kind == "role":
        return graph.roles[owner.name].title
    return graph.domains[owner.name[:-1]].title if owner.kind == "domain" else owner.name
