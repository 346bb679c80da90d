from __future__ import annotations

import pytest

from rolebook.pages.links.sentences import boundary_text, first_sentence, shortened

from .conftest import disowns


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The **ae** closes. It owns.", "The **ae** closes."),
        ("It works (`class:\nae`, `domain: x`). It\nrests.", "It works."),
        ("Ends in `a. B` code. And on.", "Ends in `a. B` code."),
        ("No full stop", "No full stop"),
        ("## Heading\n\n- list\n\nThen *prose*! More.", "Then *prose*!"),
        ("```\ncode. Here\n```", ""),
        ("At v1.2 it stops. Now.", "At v1.2 it stops."),
        ("", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_boundary_is_split_at_its_statement() -> None:
    text = boundary_text(disowns("x.md", "set quota", "set-quota", "that is\n**y**'s call."))
    assert (text.opening, text.rest) == ("Does NOT set quota", "that is\n**y**'s call.")
    assert not text.blocks


def test_shortened_cuts_between_words() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("one two", 9) == "one two"
