"""A question in words and a library in; who answers for it, best first, out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from rolebook.build import check
from rolebook.cli.arguments import SourcePath, config_option
from rolebook.cli.exit_codes import FOUND
from rolebook.config.projects import settings_for
from rolebook.graph.answers import Answer, Answers


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
    answers = Answers(check(settings).graph).asked(question)
    click.echo(_json(answers) if as_json else _text(answers), nl=False)
    sys.exit(0 if answers else FOUND)


def _json(answers: list[Answer]) -> str:
    said = {
        "version": 1,
        "answers": [
            {
                "owner": one.role.id,
                "name": one.role.name,
                "title": one.role.title,
                "why": one.why,
                "certain": one.certain,
            }
            for one in answers
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _text(answers: list[Answer]) -> str:
    if not answers:
        return "nobody answers for that here; ask in other words, or for the thing alone\n"
    lines = []
    for place, one in enumerate(answers):
        if (place == 0 and not one.certain) or (place == 1 and answers[0].certain):
            lines.append("perhaps:")
        lines.append(f"{one.role.title} (`{one.role.name}`): {one.why}")
    return "\n".join(lines) + "\n"
