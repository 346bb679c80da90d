from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.text.identity import ID, MAX_ID_LENGTH, acronym, identify, key, singular, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("account-executive", "account-executive"),
        ("Account Executive", "account-executive"),
        ("  Sales & Partners  ", "sales-and-partners"),
        ("Attaché", "attache"),
        ("Attache\u0301", "attache"),
        ("ae.orch.full_pursuit", "ae.orch.full_pursuit"),
        ("the buyer's call", "the-buyers-call"),
        ("--x--", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ("営業部長", ""),
        ("🎉", ""),
        ("", ""),
        ("con", "con-role"),
        ("Aux.b", "aux.b-role"),
        ("concierge", "concierge"),
        ("index.html", "index.html-role"),
        ("Index.md", "index.md-role"),
        ("index", "index"),
    ],
)
def test_a_slug_has_one_grammar(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_empty_or_an_id(text: str) -> None:
    made = slug(text)
    assert made == "" or ID.fullmatch(made)
    assert len(made) <= MAX_ID_LENGTH + len("-role")
    assert slug(made) == made


@given(st.text(), st.text())
def test_everything_has_an_id(name: str, stem: str) -> None:
    assert ID.fullmatch(identify(name, stem))


def test_an_id_comes_from_the_name_then_the_stem_then_a_hash() -> None:
    assert identify("Sales Lead", "sl") == "sales-lead"
    assert identify("営業部長", "buchou") == "buchou"
    assert identify("営業部長", "営業") == identify("営業部長", "部長") != identify("経理", "部長")


def test_the_key_of_a_responsibility_has_hyphens_only() -> None:
    assert key("Own deals to close") == "own-deals-to-close"
    assert key("Keep `snake_case` and v1.2") == "keep-snake-case-and-v1-2"


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("account-executives", "account-executive"),
        ("secretaries", "secretary"),
        ("coaches", "coach"),
        ("bosses", "boss"),
        ("boss", "boss"),
        ("campus", "campus"),
        ("analysis", "analysis"),
        ("sales-lead", "sales-lead"),
    ],
)
def test_the_singular_of_a_plural(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_an_acronym_has_the_first_letters_of_the_words_that_count() -> None:
    assert acronym("Account Executive") == "AE"
    assert acronym("Head of the Sales Team") == "HST"
    assert acronym("Counsel") == ""
