"""What no reader sees is found wherever it stands, by itself or among what everybody sees."""

from __future__ import annotations

import unicodedata

import pytest

from rolebook.parse.hidden import hidden_characters, hides
from rolebook.text.default_ignorable import DEFAULT_IGNORABLE
from rolebook.text.source import Source

SEEN_BY_EVERYBODY = "Plain words — “quoted”, naïve, 日本語, 🙂 and\nanother line"


@pytest.mark.parametrize("category", ["Cc", "Cf"])
def test_no_control_or_format_character_goes_unseen(category: str) -> None:
    # U+0600 to U+0605, U+06DD and the like are written signs of their scripts
    signs = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "MUSICAL", "SHORTHAND")
    missed = [
        f"U+{code:04X}"
        for code in range(0xE1000)
        for one in (chr(code),)
        if unicodedata.category(one) == category
        and one not in "\t\n"
        and not unicodedata.name(one, "").startswith(signs)
        and hides(f"{SEEN_BY_EVERYBODY}{one}x") != one
    ]
    assert not missed


def test_variation_selectors_beyond_the_first_plane_are_hidden() -> None:
    assert hides(f"{SEEN_BY_EVERYBODY}\U000e0100") == "\U000e0100"


def test_what_everybody_sees_hides_nothing() -> None:
    assert hides(SEEN_BY_EVERYBODY) == ""


IGNORABLE = [chr(code) for first, last in DEFAULT_IGNORABLE for code in range(first, last + 1)]


def test_nothing_that_unicode_shows_as_nothing_goes_unseen() -> None:
    assert len(IGNORABLE) == 4174  # of DerivedCoreProperties.txt, Unicode 16.0
    assert [one for one in IGNORABLE if hides(f"{SEEN_BY_EVERYBODY}x{one}y") != one] == []
    assert hides("\N{SLIGHTLY SMILING FACE}\ufe01\ufe02") == "\ufe01\ufe02"


@pytest.mark.parametrize(
    "text",
    [
        "\u26a0\ufe0f",
        "\u26a0\ufe0f\ufe0f",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "1\ufe0f\u20e3",
        "\u2764\ufe0f\u200d\U0001f525",
        "\u2229\ufe00",
        "\u845b\ufe00",
        "\u1100\u1160",
    ],
)
def test_what_is_part_of_an_emoji_or_a_letter_hides_nothing(text: str) -> None:
    assert hides(f"x {text} y") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("&#x202e x", True),
        ("&#0000008238; x", True),
        (f"&#{'0' * 5000}8238; x", True),
        ('<a title="&#x202ex">x</a>', True),
        ("&shy x", True),
        ("[x](https://a.example/?a=1&shy=2)", False),
        ("`&#x202e;`", False),
        ("&#x1F468;&#x200D;&#x1F469;", False),
    ],
)
def test_references_to_what_nobody_sees_are_found_as_browsers_read_them(
    text: str, found: bool
) -> None:
    assert bool([*hidden_characters(Source("a.md", text, "a.md"))]) == found
