"""A run of one character in any place of a source costs a check no more than its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rolebook.build import check
from rolebook.config.projects import settings_for

LENGTH = 16_000
"""Characters of each source's runs: what is quadratic takes seconds for them."""

MOST_SECONDS = 1.0
"""Of the processor; it takes a twentieth of that."""

FLEET = """\
# A{0}b — fleet role definition{0}x

(`class: a`{0}, `domain: s`)

It sells{0}x.

## Mandate

1. **S{0}x** — a{0}x.

## Boundaries{0}x

- **Does NOT x{0}y** — that is **b**'s lane{0}x.
- **Does NOT x**{0}y — **b**.
- Never{0}x
"""
AGENT = """\
---
name: aa
description: Use when b{0}x
tools: a{0}x
---

# A{0}x

## Collaboration

- x{0}y: z
- **b**{0}x: y

**Reports to**: b{0}x

Delegate to{0}x `b`. Defers{0}x to b. Use when{0}y. When to use{0}x

## Boundaries

- do not x — use{0}y
- Never{0}x (see{0}b)
"""
ATLAS = "atlas_id: a{0}\ntitle: t{0}x\ncompetencies:\n  - id: b\n    title: c{0}x\n"
JSON = '{{"atlas_id":"a",{0}"title":"t{0}x","competencies":[{{"id":"b","title":"c"}}]}}'


@pytest.mark.parametrize(
    ("name", "written"),
    [("a.md", FLEET), ("b.md", AGENT), ("c.yml", ATLAS), ("d.json", JSON)],
    ids=["role", "agent", "yaml", "json"],
)
def test_runs_are_read_in_no_time(name: str, written: str, tmp_path: Path) -> None:
    for one in " \t\n\u00a0*`_[(<#-.|a0A":
        text = written.format(one * (LENGTH // written.count("{0}")))
        (tmp_path / name).write_text(text, "utf-8")
        assert seconds(tmp_path) < MOST_SECONDS, repr(one)


def test_long_statements_are_compared_in_no_time(tmp_path: Path) -> None:
    letters = "abcdefghijkl"
    words = " ".join(f"{a}{b}{c}" for a in letters for b in letters for c in letters)
    for name, said in (("a", words), ("b", f"{words} more")):
        text = FLEET.format("").replace("class: a", f"class: {name}").replace("**S", f"**{said}")
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert seconds(tmp_path) < 3 * MOST_SECONDS


def seconds(folder: Path) -> float:
    """What a check of a folder takes of the processor."""
    settings, _ = settings_for((folder,), None)
    start = time.process_time()
    check(settings)
    return time.process_time() - start
