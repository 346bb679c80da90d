"""Checking takes a time that grows with the library, whatever its roles say of each other.

As in `parse/test_growth.py`: the processor's time, and only where it is long enough to be measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from rolebook.checks import CHECKS
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

ROLE = """\
# R{n} — fleet role definition

`class: r{n}`

## Mandate

1. **{held}** — every day.

## Boundaries

- **Does NOT {disowned}** — {owner}
"""


def said(n: int, held: str = "", disowned: str = "set prices", owner: str = "never.") -> str:
    return ROLE.format(n=n, held=held or f"Keep k{n}", disowned=disowned, owner=owner)


def in_other_words(statement: str, n: int) -> str:
    return f"{statement}{' now' * (n % 40)}{' then' * (n // 40)}"


LIBRARIES: dict[str, Callable[[int, int], str]] = {
    "all hold the same": lambda n, _: said(n, held="Set the prices of maps"),
    "all hold the like": lambda n, _: said(n, held=in_other_words("Set the prices of maps", n)),
    "all refuse the same": lambda n, _: said(n),
    "given to one": lambda n, _: said(n, owner="that is **r0**'s lane."),
    "given to nobody known": lambda n, _: said(n, owner="that is **board**'s lane."),
    "given round": lambda n, all: said(n, owner=f"that is **r{(n + 1) % all}**'s lane."),
    "given on and on": lambda n, all: said(
        n, owner=f"that is **r{n + 1}**'s lane." if n + 1 < all else "never."
    ),
    "given to all": lambda n, _: said(n, owner="that is **sales/**'s lane."),
    "the like given on and on": lambda n, all: said(
        n,
        disowned=in_other_words("set prices", n),
        owner=f"that is **r{n + 1}**'s lane." if n + 1 < all else "never.",
    ),
    "the like given to all": lambda n, _: said(
        n, disowned=in_other_words("set prices", n), owner="that is **sales/**'s lane."
    ),
}


def spent(name: str, size: int) -> float:
    """Seconds of the processor for linking and checking a library with so many roles."""
    roles = tuple(
        Source(f"roles/sales/r{n}.md", LIBRARIES[name](n, size), f"sales/r{n}.md")
        for n in range(size)
    )
    library, _ = read_library(Sources(roles=roles), domain_titles={})
    start = time.process_time()
    graph = LibraryGraph(library)
    for check in CHECKS:
        list(check(graph))
    return time.process_time() - start


@pytest.mark.parametrize("name", LIBRARIES)
def test_time_grows_with_the_library(name: str) -> None:
    if spent(name, 1_600) > 0.6:  # what compares each with each takes longer than that
        long = min(spent(name, 1_600) for _ in range(2))
        assert long < 10 * spent(name, 400) + 0.1
