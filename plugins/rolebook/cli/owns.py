"""A question in words and a library in; who answers for it, best first, out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import click

from rolebook.build import check
from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.exit_codes import FOUND
from rolebook.config.projects import settings_for
from rolebook.graph.answers import Answer, Answers
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target

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
    settings, _ = settings_for((path,) if path else (), config_file)
    checked = check(settings)
    answers = Answers(checked.answer_index).asked(question)[:MOST]
    told = _json if as_json else _text
    click.echo(told(answers, checked.graph), nl=False)
    sys.exit(0 if answers else FOUND)


def _json(answers: list[Answer], graph: LibraryGraph) -> str:
    said = {
        "version": 1,
        "answers": [
            {
                "owner": _id(one.owner),
                "name": one.owner.name,
                "title": _title(one.owner, graph),
                "why": one.entry.text,
                "certain": one.certain,
            }
            for one in answers
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


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
    return "\n".join(lines) + "\n"


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
