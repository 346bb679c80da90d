"""Of many names that mean nothing each is told what was meant, at a price that is bounded."""

from __future__ import annotations

import time

from rolebook.text.nearest import Names


def test_a_slip_is_found_and_one_name_left_out() -> None:
    names = Names(["sales-lead", "legal-counsel"])
    assert names.nearest("legal-counsle") == "legal-counsel"
    assert names.nearest("legal-counsel", but="legal-counsel") == ""
    assert names.nearest("zzz") == ""


def test_beyond_the_budget_a_slip_is_found_among_those_that_begin_or_end_alike() -> None:
    names = Names([f"role-{number:05}" for number in range(20_000)] + ["legal-counsel"])
    start = time.process_time()
    for number in range(20_000):
        names.nearest(f"gone-{number}")
    assert time.process_time() - start < 10  # two minutes without a budget
    assert names.nearest("legal-counsle") == "legal-counsel"
    assert names.nearest("lagel-counsel") == "legal-counsel"
