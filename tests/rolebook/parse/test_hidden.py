"""What no reader sees is found wherever it stands, by itself or among what everybody sees."""

from __future__ import annotations

import unicodedata

import pytest

from rolebook.parse.hidden import hides

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
