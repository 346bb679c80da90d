from __future__ import annotations

import pytest

from rolebook.model import Boundary, Passage, Responsibility
from rolebook.pages.links.sentences import boundary_text, first_sentence, shortened
from rolebook.text.source import Span

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
    text = boundary_text(disowns("x.md", "set quota", "set-quota", "that is\n  **y**'s call."))
    assert (text.opening, text.rest) == ("Does NOT set quota", "that is\n**y**'s call.")
    assert not text.blocks


def test_a_key_is_not_quoted() -> None:
    text = boundary_text(disowns("x.md", "set quota** {#q} — see **b", "q", "c"))
    assert "{#q}" not in text.opening + text.rest


def test_shortened_cuts_between_words() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("one two", 9) == "one two"


def test_a_paragraph_without_a_bullet_keeps_its_marks() -> None:
    place = Span("roles/s/a.md", 9, 1, 9, 40)
    responsibility = Responsibility("trail", "trail", place)
    prose = Passage("roles/s/a.md", 9, "**Does NOT trail** — that is **user**'s lane.")
    text = boundary_text(Boundary(responsibility, (), prose, place))
    assert (text.opening, text.rest) == ("Does NOT trail", "that is **user**'s lane.")
