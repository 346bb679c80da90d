"""Reading takes a time that grows with the text, whatever stands in it.

The processor's time, and only where it is long enough to be measured: four times the text may
take ten times as long, where a search that starts anew at every character takes sixteen.
"""

from __future__ import annotations

import time

import pytest

from rolebook.checks import CHECKS
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

ROLE = """\
# Closer — fleet role definition

The **closer** closes.

## Mandate

1. **Close{mandate}** — deals.

## Boundaries

- **Does NOT win{statement}** — {owner}

> Doctrine: {quote}
"""
NOTHING = dict.fromkeys(("mandate", "statement", "owner", "quote"), "")
AGENT = "---\nname: x\ndescription: |\n  y{}\n---\n{}\n"
PLACES = {
    "mandate": ROLE.format(**NOTHING | {"mandate": "\0"}),
    "statement": ROLE.format(**NOTHING | {"statement": "\0"}),
    "owner": ROLE.format(**NOTHING | {"owner": "\0"}),
    "quote": ROLE.format(**NOTHING | {"quote": "\0"}),
    "front matter": "---\naliases: \0\n---\n" + ROLE.format(**NOTHING),
    "description": AGENT.format("\0", "Body"),
    "list": AGENT.format("", "## Collaborates with\n\n- \0"),
    "label": AGENT.format("", "**Reports to**: \0"),
}
ATOMS = (
    *(" ", "\t", "-", "a-", "a.", "a/", "A ", "A&", "1.", "a, ", "(a", "'s ", "— ", " - ", "**a"),
    *("`a", "[[", "![", "<a ", "<!--", "&#", "{#a", "\\", "does not ", "the a ", "use a. "),
    *("with the A ", "reports to ", "and ", "\n ", "_ ", "\u200b"),
)


def spent(place: str, atom: str, size: int) -> float:
    """Seconds of the processor for reading and checking a file with so many characters of it."""
    text = PLACES[place].replace("\0", (atom * (size // len(atom) + 1))[:size])
    source = Source("roles/sales/x.md", text, "sales/x.md")
    start = time.process_time()
    library, _ = read_library(Sources(roles=(source,)), domain_titles={})
    graph = LibraryGraph(library)
    for check in CHECKS:
        list(check(graph))
    return time.process_time() - start


@pytest.mark.parametrize("place", PLACES)
def test_time_grows_with_the_text(place: str) -> None:
    for atom in ATOMS:
        if spent(place, atom, 32_000) > 0.4:  # a quadratic search takes longer than that
            long = min(spent(place, atom, 32_000) for _ in range(2))
            assert long < 10 * spent(place, atom, 8_000) + 0.1, repr(atom)
