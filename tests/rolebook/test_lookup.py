"""Everyday questions to our own library: who answers, in the terminal and in the browser alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolebook.build import Checked, check
from rolebook.config.projects import settings_for
from rolebook.graph.answers import Answer, Answers
from rolebook.languages import ENGLISH
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.host.assets import lookup_scripts
from rolebook.pages.ownership.lookup_data import answers_json

ROOT = Path(__file__).parents[2]
QUESTIONS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests/lookup/questions.yml").read_text("utf-8")
)
BROWSER = ROOT / "tests/lookup/asked.js"

ODD = [
    *(
        "",
        "who",
        "?",
        "zzzzzzz",
        "c++",
        "Straße",
        "who owns what",
        "no refund",
        "RÉFUND",
        "refund " * 20,
    ),
    *("cntract", "invoces and payemnts", "prici", "terms and conditions of a supplier", "lead"),
]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(settings_for((), ROOT / "mkdocs.yml")[0])


@pytest.fixture(scope="module")
def answers(checked: Checked) -> Answers:
    return Answers(checked.answer_index)


def owner(answer: Answer) -> str:
    return answer.owner.name.strip("/").rpartition("/")[2]


@pytest.mark.parametrize("half", ["looked_at", "not_looked_at", "of_the_grown_library"])
def test_everyday_questions_find_the_right_owner(answers: Answers, half: str) -> None:
    asked = [(one, answers.asked(one["ask"])) for one in QUESTIONS[half]]
    owned = [(one, found) for one, found in asked if one["owner"]]
    first = [
        one for one, found in owned if [owner(it) in one["owner"] for it in found[:1]] == [True]
    ]
    lost = [
        one["ask"] for one, found in owned if not any(owner(it) in one["owner"] for it in found[:3])
    ]
    wrong = [
        one["ask"]
        for one, found in asked
        if found and found[0].certain and owner(found[0]) not in one["owner"]
    ]
    assert wrong == []
    assert len(lost) <= 0.05 * len(owned), lost
    assert len(first) >= 0.9 * len(owned)


def node() -> str | None:
    """A JavaScript engine: node, or the one that playwright brings."""
    found = find_spec("playwright")
    brought = Path(found.origin or "").with_name("driver") / "node" if found else Path("none")
    return shutil.which("node") or (str(brought) if brought.exists() else None)


@pytest.mark.skipif(node() is None, reason="no JavaScript engine")
def test_site_and_terminal_rank_alike(checked: Checked, answers: Answers, tmp_path: Path) -> None:
    graph = checked.graph
    edition = Edition(graph, (), Markup(graph, lambda _: None), "A site", ENGLISH)
    (tmp_path / "ownership.json").write_bytes(answers_json(edition, checked.answer_index))
    asked = [one["ask"] for half in QUESTIONS.values() for one in half] + ODD
    (tmp_path / "questions.json").write_text(json.dumps(asked), "utf-8")
    command = [node(), BROWSER, *lookup_scripts(), "ownership.json", "questions.json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads(run.stdout)["answers"]
    index = answers.index
    for question, browser in zip(asked, said, strict=True):
        terminal = [
            [index.owners.index(one.owner), index.entries.index(one.entry), one.certain]
            for one in answers.asked(question)
        ]
        assert browser == terminal, question
