"""`show`, `path` and `who-defers-to`: what a reader asks, and what programs are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving

from rolebook.exports.json_schemas import schema_texts

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

CLOSING = """atlas_id: closing
title: Closing
role: ae
levels: [{id: able, code: L1, min_score: 0.7}]
competencies:
  - {id: ask, title: Ask, target_level: able, practice_hours: 1, evidence: {type: recording}}
  - id: hear
    title: Hear
    practice_hours: 2.5
    proves: [ae#do-the-work-of-ae]
    prerequisites: [ask, reading#read]
  - {id: sign, title: Sign, prerequisites: [hear, ask, nothing]}
"""
READING = """atlas_id: reading
title: Reading
levels: [{id: able}]
competencies:
  - {id: spell, title: Spell, practice_hours: 3}
  - {id: read, title: Read, practice_hours: 4, prerequisites: [spell]}
  - {id: ask, title: Ask the author}
"""
TEAM = """id: team
title: The team
lead: lead
roster:
  - class: lead
  - {class: ae, reports_to: lead, multiplicity: 2}
"""
RELATED = "---\nreports_to: lead\nconsults: [board, nobody-here]\n---\n"
FILES = {
    "mkdocs.yml": "plugins: [{rolebook: {external: [board]}}]\n",
    "roles/sales/ae.md": RELATED + giving("ae", "counsel"),
    "roles/sales/lead.md": clean("lead"),
    "roles/sales/clerk.md": giving("clerk", "legal/"),
    "roles/legal/counsel.md": giving("counsel", "clark"),
    "roles/legal/lead.md": clean("lead"),
    "atlases/closing.yml": CLOSING,
    "atlases/reading.yml": READING,
    "profiles/team.yaml": TEAM,
}


@pytest.fixture
def library(project: Write) -> Path:
    return project(FILES)


def told(at: Run, library: Path, command: str, *arguments: str) -> dict[str, Any]:
    """What a command prints as JSON, which its schema allows."""
    run = at(library, command, *arguments, "--json")
    assert run.exit_code == 0, run.output
    said: dict[str, Any] = json.loads(run.stdout)
    jsonschema.Draft202012Validator(json.loads(schema_texts()[command])).validate(said)
    return said


def names(said: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in said]


def test_the_card_of_a_role_says_all_that_its_page_does(library: Path, at: Run) -> None:
    said = told(at, library, "show", "ae")
    assert (said["name"], said["kind"], said["address"]) == ("sales/ae", "role", "roles/sales/ae/")
    (held,) = said["mandate"]
    assert (held["statement"], names(held["proven_by"])) == ("Do the work of ae", ["closing#hear"])
    (given,) = said["boundaries"]
    assert given["statement"] == "do what counsel does"
    assert names([one["owner"] for one in given["owners"]]) == ["legal/counsel"]
    assert [(one["kind"], one["other"]["kind"]) for one in said["relations"]] == [
        ("reports_to", "role"),
        ("consults", "external"),
        ("consults", "unknown"),
    ]
    assert (names(said["atlases"]), names(said["profiles"])) == (["closing"], ["team"])
    assert [(one["code"], one["line"]) for one in said["findings"]] == [("RB102", 3)]


def test_the_card_of_a_role_is_read_aloud(library: Path, at: Run) -> None:
    assert at(library, "show", "ae").stdout == (
        "Ae (`sales/ae`), a role of Sales\n"
        "roles/sales/ae.md:7\n"
        "\n"
        "The ae does its work.\n"
        "\n"
        "holds:\n"
        "  1. Do the work of ae\n"
        "\n"
        "leaves to others:\n"
        "  do what counsel does → Counsel (`legal/counsel`)\n"
        "\n"
        "relations:\n"
        "  reports to Lead (`sales/lead`)\n"
        "  consults board\n"
        "  consults `nobody-here`, who is nobody here\n"
        "\n"
        "learned by:\n"
        "  Closing (`closing`)\n"
        "\n"
        "in the teams:\n"
        "  The team (`team`)\n"
        "\n"
        "findings:\n"
        "  roles/sales/ae.md:3:19: error[RB102] dangling-relation: `consults` names"
        " `nobody-here`, which is no role or domain of this library\n"
    )


def test_every_kind_of_thing_has_a_card(library: Path, at: Run) -> None:
    domain = told(at, library, "show", "legal/")
    assert (names(domain["roles"]), domain["deferred"]) == (["legal/counsel", "legal/lead"], 1)
    atlas = told(at, library, "show", "closing")
    assert (names(atlas["competencies"])[0], atlas["practice_hours"]) == ("closing#ask", 3.5)
    competency = told(at, library, "show", "hear")
    assert names(competency["prerequisites"]) == ["closing#ask", "reading#read"]
    assert names(competency["leads_to"]) == ["closing#sign"]
    assert competency["proves"] == ["sales/ae#do-the-work-of-ae"]
    profile = told(at, library, "show", "profiles/team")
    assert [one["multiplicity"] for one in profile["roster"]] == ["", "2"]
    assert names(profile["missing"]) == ["legal/counsel"]
    assert told(at, library, "show", "board")["related"][0]["other"]["name"] == "sales/ae"
    for one in ("legal/", "closing", "hear", "team", "board"):
        assert at(library, "show", one).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("show", "closng"),
            "`closng` is no role, domain, competency, atlas or profile of this library; did you"
            " mean `closing`?",
        ),
        (
            ("show", "xyzzy"),
            "`xyzzy` is no role, domain, competency, atlas or profile of this library;"
            " `rolebook owns` finds who answers for a thing",
        ),
        (("show", "lead"), "`lead` may be `legal/lead` or `sales/lead`; write one of these"),
        (
            ("path", "ask"),
            "`ask` may be `closing#ask` or `reading#ask`; write one of these",
        ),
        (
            ("path", "sign", "--from", "spel"),
            "`spel` is no competency of this library; did you mean `spell`?",
        ),
        (
            ("who-defers-to", "closing"),
            "`closing` is an atlas, and nobody leaves work to one",
        ),
        (
            ("who-defers-to", "counsel#do-the-work"),
            "`legal/counsel` has no mandate item `do-the-work`; there are `do-the-work-of-counsel`",
        ),
    ],
)
def test_without_an_answer_it_ends_with_1_and_says_what_to_ask(
    library: Path, at: Run, arguments: tuple[str, ...], message: str
) -> None:
    run = at(library, *arguments)
    assert (run.exit_code, run.stdout, run.stderr) == (1, "", f"rolebook: {message}\n")


def test_a_path_leads_through_other_atlases_and_stops_at_what_is_held(
    library: Path, at: Run
) -> None:
    whole = told(at, library, "path", "sign")
    assert names(whole["steps"]) == [
        *("closing#ask", "reading#spell", "reading#read", "closing#hear", "closing#sign")
    ]
    assert whole["steps"][3]["after"] == ["closing#ask", "reading#read"]
    assert (whole["practice_hours"], whole["without_hours"]) == (10.5, 1)
    assert [one["written"] for one in whole["open"]] == ["nothing"]
    rest = told(at, library, "path", "sign", "--from", "read", "--from", "closing#ask")
    assert names(rest["steps"]) == ["closing#hear", "closing#sign"]
    assert told(at, library, "path", "spell", "--from", "read")["steps"] == []
    assert at(library, "path", "sign", "--from", "read").stdout == (
        "3 steps, 3.5 hours, and 1 that do not say, to Sign (`closing#sign`):\n"
        "1. Ask (`ask`): able, 1 hour\n"
        "2. Hear (`hear`): 2.5 hours\n"
        "3. Sign (`sign`)\n"
        "atlases/closing.yml:12:56: `nothing`, which a step asks for, is no competency that is"
        " known\n"
    )


def test_a_circle_of_prerequisites_ends(project: Write, at: Run) -> None:
    circle = CLOSING.replace(
        "{id: ask, title: Ask,", "{id: ask, title: Ask, prerequisites: [hear],"
    )
    library = project({"atlases/closing.yml": circle, "atlases/reading.yml": READING})
    said = told(at, library, "path", "hear")
    assert said["circle"]
    assert set(names(said["steps"])) == {
        *("closing#ask", "closing#hear", "reading#read", "reading#spell")
    }


def test_who_defers_is_told_with_the_place_of_the_name(library: Path, at: Run) -> None:
    said = told(at, library, "who-defers-to", "counsel")
    (given,) = said["boundaries"]
    assert (given["role"]["name"], given["line"], given["column"]) == ("sales/ae", 15, 53)
    (whole,) = said["to_domain"]
    assert whole["role"]["name"] == "sales/clerk"
    assert at(library, "who-defers-to", "counsel").stdout == (
        "Ae (`sales/ae`) leaves to it:\n"
        "  do what counsel does\n"
        "    roles/sales/ae.md:15:53\n"
        "\n"
        "to the domain `legal/` as a whole:\n"
        "Clerk (`sales/clerk`) leaves to it:\n"
        "  do what legal/ does\n"
        "    roles/sales/clerk.md:11:52\n"
    )
    assert at(library, "who-defers-to", "board").stdout == "nobody leaves anything to board\n"


def test_paths_open_from_where_the_command_was_called(library: Path, at: Run) -> None:
    assert "\n../sales/ae.md:7\n" in at(library / "roles/legal", "show", "ae").stdout


def test_what_stands_in_a_title_does_not_move_the_cursor(project: Write, at: Run) -> None:
    evil = clean("ae").replace("# Ae", "# A\x1b[2Je\u202e")
    library = project({"roles/sales/ae.md": evil})
    assert "\x1b" not in at(library, "show", "ae").stdout


def test_a_folder_without_a_role_is_no_library(tmp_path: Path, at: Run) -> None:
    (tmp_path / "notes").mkdir()
    for command in ("show", "path", "who-defers-to"):
        assert at(tmp_path, command, "x", "notes").exit_code == 2


def test_schemas_are_printed_by_their_names(tmp_path: Path, at: Run) -> None:
    listed = at(tmp_path, "schema").stdout.split()
    assert {"show", "path", "who-defers-to", "report"} <= set(listed)
    assert json.loads(at(tmp_path, "schema", "report").stdout)["title"] == "Rolebook report"
    run = at(tmp_path, "schema", "shw")
    assert run.exit_code == 2
    assert "did you mean `show`?" in run.stderr
