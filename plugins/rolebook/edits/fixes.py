"""A finding and the library that it is about in; the change that mends it, or none, out.

A fix does what the finding's help says, to the letter, and nothing else. Where that is not exact,
because two things may be meant or words would change, there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.edits.change import Change
from rolebook.edits.file_names import file_name
from rolebook.edits.near_misses import near_miss
from rolebook.edits.removals import allowance, prerequisite
from rolebook.edits.yaml_form import yaml_form
from rolebook.graph.library_graph import LibraryGraph


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends the findings of some rules."""

    codes: tuple[str, ...]
    does: str
    """As a reader of the table of fixes is told."""

    change: Callable[[Diagnostic, LibraryGraph], Change | None]


FIXES: Final = (
    Fix(
        ("RB004", "RB019"),
        "puts a value in quotes, or writes it as `key: |` with its lines indented; closes a quote"
        " or front matter; each field goes on saying what it said",
        yaml_form,
    ),
    Fix(
        ("RB014",),
        "renames the file to the role's id, mends the links to it, and makes an alias of the old"
        " name where others use it",
        file_name,
    ),
    Fix(("RB027",), "removes an allowance that allows nothing", allowance),
    Fix(("RB402",), "removes a prerequisite that others ask for anyway", prerequisite),
    Fix(
        ("RB006", "RB020", "RB101", "RB102", "RB103", "RB104", "RB105", "RB106", "RB108", "RB116",
         "RB118", "RB119", "RB120", "RB121", "RB311", "RB417", "RB424"),
        "writes the one name that was meant, where a letter or two are wrong and no other name is"
        " as near",
        near_miss,
    ),
)  # fmt: skip

_BY_CODE: Final = {code: fix for fix in FIXES for code in fix.codes}


def fix_of(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """The change that mends a finding; none where there is no exact one."""
    fix = _BY_CODE.get(finding.rule.code)
    return (fix.change(finding, graph) if fix else None) or None
