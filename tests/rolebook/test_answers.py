"""Everyday questions to a small library: who answers, and when it is sure."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from rolebook.cli.main import main
from rolebook.exports.json_schemas import schema_texts
from rolebook.graph.answer_index import answer_index
from rolebook.graph.answers import Answers
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

ROLES = {
    "legal/legal-counsel": (
        "1. **Draft contracts** — liability, term, law.\n2. **Keep the standards** — a page."
    ),
    "sales/sales-lead": "1. **Set the price list** — yearly.\n2. **Hire sellers** — in person.",
    "finance/billing-specialist": "1. **Issue invoices** — daily.\n2. **Refund** — in a day.",
    "support/support-lead": (
        "1. **Announce outages** — within a quarter of an hour.\n2. **Roster the queue** — weekly."
    ),
    "sales/account-executive": (
        "1. **Close deals** — in writing.\n\n## Boundaries\n\n"
        "- **Does NOT print brochures** — that is **sales-lead**'s lane."
    ),
}


def texts() -> dict[str, str]:
    return {
        f"{name}.md": f"# {name.partition('/')[2].replace('-', ' ').title()} — fleet role"
        " definition"
        f"\n\n## Mandate\n\n{mandate}\n"
        for name, mandate in ROLES.items()
    }


@pytest.fixture(scope="module")
def answers() -> Answers:
    roles = tuple(Source(path, text, path) for path, text in sorted(texts().items()))
    library, _ = read_library(Sources(roles=roles), domain_titles={})
    return Answers(answer_index(LibraryGraph(library)))


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("who owns contracts?", "legal-counsel"),
        ("contrcts", "legal-counsel"),
        ("write an agreement", "legal-counsel"),
        ("NDA", "legal-counsel"),
        ("recruitment", "sales-lead"),
        ("money back", "billing-specialist"),
        ("downtime", "support-lead"),
        ("shift plan", "support-lead"),
        ("brochures", "sales-lead"),
    ],
    ids=["", "a typo", "synonyms", "an acronym", "a noun", "a phrase", "", "", "given by another"],
)
def test_the_owner_is_first(answers: Answers, question: str, owner: str) -> None:
    assert [one.owner.name.rpartition("/")[2] for one in answers.asked(question)][:1] == [owner]


def test_only_the_words_themselves_make_an_answer_certain(answers: Answers) -> None:
    assert answers.asked("invoices")[0].certain
    assert not answers.asked("write an agreement")[0].certain
    assert not any(one.certain for one in answers.asked("contracts")[1:])


@pytest.mark.parametrize("question", ["", "who does what", "zzzzqq", "and", "vacation request"])
def test_there_is_not_always_an_answer(answers: Answers, question: str) -> None:
    assert answers.asked(question) == []


def test_an_owner_stands_once(answers: Answers) -> None:
    owners = [one.owner.name for one in answers.asked("sales lead price sellers brochures")]
    assert len(owners) == len(set(owners))


def test_the_command_prints_what_was_found(tmp_path: Path) -> None:
    for path, text in texts().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    run = CliRunner().invoke(main, ["owns", "invoices", str(tmp_path), "--json"])
    assert run.exit_code == 0
    said = json.loads(run.output)
    assert said["version"] == 1
    jsonschema.Draft202012Validator(json.loads(schema_texts()["owns"])).validate(said)
    assert said["answers"][0] == {
        "owner": "billing-specialist",
        "name": "finance/billing-specialist",
        "title": "Billing Specialist",
        "why": "Issue invoices",
        "certain": True,
    }
    run = CliRunner().invoke(main, ["owns", "contrcts", str(tmp_path)])
    assert run.output.startswith(
        "perhaps:\nLegal Counsel (`legal/legal-counsel`): Draft contracts\n"
    )
    run = CliRunner().invoke(main, ["owns", "zzzzqq", str(tmp_path)])
    assert run.exit_code == 1


def test_words_that_a_library_adds_lead_to_its_own() -> None:
    sources = texts()
    sources["legal/legal-counsel.md"] = (
        "---\nalso: [paralegal]\n---\n# Legal Counsel — fleet role definition\n\n## Mandate\n\n"
        "1. **Draft contracts** {#draft} {also: redline, side\n   letter} — in a day.\n"
    )
    roles = tuple(Source(path, text, path) for path, text in sorted(sources.items()))
    library, _ = read_library(Sources(roles=roles), domain_titles={})
    (item,) = next(one for one in library.roles if one.id == "legal-counsel").mandate
    assert (item.key, item.also, item.detail) == ("draft", ("redline", "side letter"), "in a day.")
    answers = Answers(answer_index(LibraryGraph(library), [("P1", "outage")]))
    for question, owner in (
        *(("redline", "legal-counsel"), ("side letters", "legal-counsel")),
        *(("paralegal", "legal-counsel"), ("P1", "support-lead")),
    ):
        assert answers.asked(question)[0].owner.name.endswith(owner), question
    assert answers.asked("redline")[0].certain
    assert not answers.asked("letter")[0].certain, "half of what an author says is another thing"


def of_mandates(**mandates: str) -> Answers:
    title = "# {} — fleet role definition\n\n## Mandate\n\n{}\n"
    roles = tuple(
        Source(f"d/{name}.md", title.format(name, mandate), f"d/{name}.md")
        for name, mandate in sorted(mandates.items())
    )
    library, _ = read_library(Sources(roles=roles), domain_titles={})
    return Answers(answer_index(LibraryGraph(library)))


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("right to be forgotten", "d/officer"),
        ("the right to be forgotten at our shop", "d/officer"),
        ("forgotten", "d/finder"),
    ],
)
def test_what_an_author_says_that_readers_ask_beats_its_words_elsewhere(
    question: str, owner: str
) -> None:
    answers = of_mandates(
        finder="1. **Keep forgotten things** {also: forgotten, lost property} — for a year.",
        officer="1. **Answer requests** {also: right to be forgotten, copy of my data} — soon.",
    )
    assert answers.asked(question)[0].owner.name == owner


def test_a_stem_of_one_language_may_be_a_word_of_another() -> None:
    answers = of_mandates(
        aaa="1. **Nominare la commissione** — ogni anno.",
        seller="1. **Fix the commission** — yearly.",
    )
    assert answers.asked("commission")[0].owner.name == "d/seller"


@pytest.mark.parametrize(
    "question", ["who does not refund", "refund my flight", "marketing prices"]
)
def test_what_is_not_all_of_a_question_is_no_certain_answer(
    answers: Answers, question: str
) -> None:
    assert answers.asked(question)
    assert not any(one.certain for one in answers.asked(question))
