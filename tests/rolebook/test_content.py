"""Which statements say the same in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.text.statements import ANY_VERB, alike, alike_within, essence, of_one_thing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("approve refunds", "Approve the refund requests", True),
        ("approve refunds", "refund approval", True),
        ("set prices", "decide the price", True),
        ("keep the sales forecast", "own the quarterly sales forecast", True),
        ("review sales forecasts", "review marketing forecasts", False),
        ("set forecasts", "explain forecasts", False),
        ("approve refunds", "approve large refunds above the limit", False),
        ("renew renewal records", "renew contract records", False),
        ("own marketing", "own the market", False),
        ("decide", "handle", False),
        ("sign off the drawings", "approve drawings", True),
        ("hire nurses", "recruit nurses", True),
        ("handle the hire of cars", "recruit cars", False),  # a verb where it stands first
        ("approve discounts", "approve special discounts", True),
        ("approve discounts", "approve discounts of more than a tenth", True),
        ("maintain the fleet cars", "maintain the fleet cars insurance", False),
        ("run the school", "run the summer school", False),
        ("respond to complaints", "answer each complaint by letter", True),
        ("merge", "merge", False),  # one word alone is no evidence
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    for a, b in ((one, other), (other, one)):
        assert (alike(essence(a), essence(b)) and of_one_thing(a, b)) is same


WORDS = st.frozensets(st.sampled_from("abcdefg" + ANY_VERB), max_size=8)


@given(WORDS, WORDS)
def test_what_is_looked_up_is_what_is_alike(one: frozenset[str], other: frozenset[str]) -> None:
    small, large = sorted((one, other), key=len)
    assert (small in set(alike_within(large))) is alike(one, other)
