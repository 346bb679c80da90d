"""Where labels break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.diagrams.text import clean
from rolebook.diagrams.widths import text_width
from rolebook.diagrams.wrapping import wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("Sales Lead", ("Sales Lead",)),
        ("Evaluate model output against a brief", ("Evaluate model", "output against a brief")),
        # a space is a better place than a hyphen
        ("Agent hand-off and design", ("Agent hand-off", "and design")),
        ("customer-success-manager", ("customer-", "success-manager")),
        ("sales_operations_analyst", ("sales_operations_", "analyst")),
        ("atlas.sales.ae#pipeline", ("atlas.sales.", "ae#pipeline")),
        # a word that fits no line
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfschiff", "fahrtsgesellschaft")),
        ("法務顧問および契約審査担当", ("法務顧問および", "契約審査担当")),
        (
            "one thing after another until there is no more room for any of the words that follow",
            ("one thing after", "another until there is", "no more room for…"),
        ),
    ],
)
def test_labels_break_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 144, 14) == lines


def test_a_note_is_one_line() -> None:
    assert wrap("customer success and renewals", 144, 12, most=1) == ("customer success and…",)


@given(st.text(max_size=120).map(clean), st.booleans())
def test_no_line_is_wider_than_its_limit(text: str, bold: bool) -> None:
    lines = wrap(text, 144, 14, bold)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 14, bold) <= 144 for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_letters_stay_with_their_accents() -> None:
    lines = wrap("e\u0301" * 40, 144, 14)
    assert all(line.startswith("e") and line.endswith("\u0301") for line in lines)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("iii", "mmm"), ("role", "役割役割"), ("sales", "SALES"), ("a\u0301\u0301", "ab")],
)
def test_widths_follow_the_letters(narrow: str, wide: str) -> None:
    assert text_width(narrow, 14) < text_width(wide, 14)


def test_what_has_no_width_takes_none() -> None:
    assert text_width("é", 14) == text_width("e\u0301", 14) == text_width("e", 14)
    assert text_width("\u200b\u200d\ufe0f", 14) == 0
    assert text_width("漢字", 14) == 28
