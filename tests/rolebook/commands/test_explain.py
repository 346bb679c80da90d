from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rolebook.diagnostics import Rule
from rolebook.diagnostics.catalogue import RULES

Run = Callable[..., Result]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(tmp_path: Path, at: Run, rule: Rule) -> None:
    code, name = rule.code, rule.name
    by_code, by_name = at(tmp_path, "explain", code.lower()), at(tmp_path, "explain", name)
    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout
    head, _, reason = by_code.stdout.partition("\n\n")
    assert head.startswith(f"{code} {name} (")
    assert len(reason.strip()) > 20


def test_explain_lists_all_rules(tmp_path: Path, at: Run) -> None:
    listed = at(tmp_path, "explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
