from __future__ import annotations

from rolebook.rules import RULES


def test_no_code_and_no_name_is_used_twice() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
