from __future__ import annotations

from rolebook.diagnostics.catalogue import all_rules


def test_no_code_and_no_name_is_used_twice() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert len({rule.name for rule in all_rules()}) == len(all_rules())
