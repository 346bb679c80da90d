"""`rolebook new`: what is asked, what is refused, and that what is written has no finding."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rolebook.commands.libraries import clean

from rolebook.cli.main import main
from rolebook.hosting.drafts import RoleDraft, Said, role_text
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

ROLE = (
    *("new", "role", "Deal Desk", "--domain", "sales", "--purpose", "prices deals"),
    *("--holds", "Price deals — by the table", "--leaves", "sign contracts — counsel"),
    *("--persona", "Calm", "--reports-to", "counsel"),
)


@pytest.fixture
def library(project: Write) -> Path:
    counsel = clean("counsel").replace("Do the work of counsel", "Sign contracts")
    return project({"roles/legal/counsel.md": counsel})


def findings(at: Run, library: Path) -> int:
    summary = json.loads(at(library, "check", "--format", "json").stdout)["summary"]
    return int(summary["errors"] + summary["warnings"] + summary["infos"])


def test_a_role_of_options_passes_the_check(library: Path, at: Run) -> None:
    run = at(library, *ROLE)
    assert (run.exit_code, run.stdout) == (0, "wrote roles/sales/deal-desk.md\n")
    assert (library / "roles/sales/deal-desk.md").read_text("utf-8") == (
        "---\nreports_to: counsel\n---\n\n"
        "# Deal Desk — fleet role definition\n\n"
        "The **deal-desk** prices deals (`class: deal-desk`, `domain: sales`).\n\n"
        "## Mandate\n\n1. **Price deals** — by the table.\n\n"
        "## Boundaries\n\n- **Does NOT sign contracts** — that is **counsel**'s call.\n\n"
        "## Persona\n\nCalm.\n"
    )
    assert findings(at, library) == 0


def test_what_no_option_says_is_asked_and_owners_are_proposed(
    library: Path, monkeypatch: pytest.MonkeyPatch, at: Run
) -> None:
    monkeypatch.chdir(library)
    answers = ["Deal Desk", "sales", "prices deals", "Price deals — by the table", ""]
    answers += ["sign contracts", "", "", "Calm", ""]
    run = CliRunner().invoke(main, ["new", "role"], "\n".join(answers) + "\n")
    assert run.exit_code == 0, run.output
    assert "Who does? [counsel]:" in run.output
    assert "**counsel**'s call" in (library / "roles/sales/deal-desk.md").read_text("utf-8")
    assert findings(at, library) == 0


def test_a_mandate_that_is_held_already_is_told_and_nothing_written(library: Path, at: Run) -> None:
    held = [one.replace("Price deals — by the table", "Sign contracts") for one in ROLE]
    held[held.index("sign contracts — counsel")] = "clean the kitchen — counsel"
    run = at(library, *held)
    assert (run.exit_code, run.stdout) == (1, "")
    assert "Counsel holds something like it: Sign contracts" in run.stderr
    assert "`sales/deal-desk` and `legal/counsel` both hold `Sign contracts`" in run.stderr
    assert not (library / "roles/sales").exists()
    assert at(library, *held, "--anyway").exit_code == 0


@pytest.mark.parametrize(
    ("leaves", "message"),
    [
        ("sign contracts — cuonsel", "did you mean `counsel`?"),
        (
            "sign contracts",
            "nobody is named who does it; write `--leaves 'sign contracts —",
        ),
        ("sign contracts", ": `counsel`"),
    ],
)
def test_no_owner_is_picked_in_silence(library: Path, at: Run, leaves: str, message: str) -> None:
    run = at(library, *(leaves if one == "sign contracts — counsel" else one for one in ROLE))
    assert run.exit_code == 2
    assert message in run.stderr
    assert not (library / "roles/sales").exists()


def test_nothing_is_replaced(library: Path, at: Run) -> None:
    assert at(library, *ROLE).exit_code == 0
    run = at(library, *ROLE)
    assert run.exit_code == 2
    assert "there is a role `sales/deal-desk` already" in run.stderr
    (library / "roles/sales/deal-desk.md").write_text("notes", "utf-8")
    assert "exists: name another file" in at(library, *ROLE, "--anyway").stderr
    assert (library / "roles/sales/deal-desk.md").read_text("utf-8") == "notes"
    assert at(library, *ROLE, "--id", "../x").exit_code == 2


def test_an_atlas_and_a_profile_pass_the_check(library: Path, at: Run) -> None:
    assert at(library, *ROLE).exit_code == 0
    price, refuse = "Price a deal — 2 — a priced deal", "Refuse a deal — 1.5 hours — a refusal"
    atlas = ("new", "atlas", "Deals", "--role", "deal-desk")
    run = at(library, *atlas, "--competency", price, "--competency", refuse)
    assert (run.exit_code, run.stdout) == (0, "wrote atlases/deals.yml\n")
    run = at(library, "new", "profile", "Team", "--lead", "counsel", "--seat", "deal-desk")
    assert (run.exit_code, run.stdout) == (0, "wrote profiles/team.yaml\n")
    assert findings(at, library) == 0
    first = library / "atlases/deals.yml"
    line = "# yaml-language-server: $schema=../atlas.schema.json\n"
    first.write_text(line + first.read_text("utf-8"), "utf-8")
    another = ("new", "atlas", "More", "--role", "deal-desk", "--competency", "Wait — 1 — a day")
    assert at(library, *another).exit_code == 0
    assert (library / "atlases/more.yml").read_text("utf-8").startswith(line)
    steps = json.loads(at(library, "path", "refuse-a-deal", "--json").stdout)
    assert [one["title"] for one in steps["steps"]] == ["Price a deal", "Refuse a deal"]


@settings(max_examples=40)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
)
def test_no_answer_leaves_its_place(words: str) -> None:
    draft = RoleDraft(
        *("x", "y", "X", "does it"),
        holds=(Said(f"Do {words} well", words),),
        leaves=(Said("do that", "z"),),
        persona=f"Calm, {words}",
    )
    text = role_text(draft)
    source = Source("roles/y/x.md", text, "y/x.md")
    library, _ = read_library(Sources(roles=(source,)), domain_titles={})
    (role,) = library.roles
    assert (len(role.mandate), len(role.boundaries), role.sections) == (1, 1, ())
    assert role.boundaries[0].owners[0].written == "z"
