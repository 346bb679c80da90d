"""What words may mean: the thesaurus of work, and the table made from WordNet."""

import pytest

from rolebook.text.lexicon import TABLE, kin, likeness, phrases, terms
from rolebook.text.same_work import same_work, set_apart


def alike(one: str, other: str) -> float:
    return max(likeness(a, b) for a in terms(one) for b in terms(other))


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("rota", "rota", 1.0, 1.0),
        ("rota", "shift", 0.9, 0.95),
        ("sign off", "approve", 0.9, 0.95),
        ("pesticide", "chemical", 0.5, 0.6),
        ("closure", "closing", 0.85, 1.0),
        ("guitar", "invoice", 0.0, 0.3),
    ],
    ids=["itself", "a synonym", "a phrase", "a wider word", "kin", "nothing"],
)
def test_how_alike_words_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other) <= most
    assert alike(one, other) == alike(other, one)


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 1_000_000
    assert TABLE.with_name("LICENSE").read_text("utf-8").startswith("The table in this folder")


def test_words_that_lead_to_those_of_a_library() -> None:
    assert {"agreement", "money back", "downtime"} <= {*phrases()}
    assert "renewal" in kin(["renew"])
    assert "renewal" not in kin(["refund"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Check goods before loading", "Check goods after loading"),
        ("Approve orders up to 5000", "Approve orders above 5000"),
        ("Answer tier 1 tickets", "Answer tier 2 tickets"),
        ("Sell in Germany", "Sell in France"),
        ("Train new staff", "Train existing staff"),
        ("Approve 10 days", "Approve 20 days"),
    ],
)
def test_a_word_that_splits_a_lane_keeps_statements_apart(one: str, other: str) -> None:
    assert set_apart(one, other)
    assert not same_work(one, other)
    assert same_work(one, one)
