from __future__ import annotations

from rolebook.diagnostics.catalogue import RULES


def test_no_code_and_no_name_is_used_twice() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_catalogue_is_in_the_order_of_its_numbers() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
