"""Hand-judged pairs of statements in, the precision and recall with which they are found alike out.

`python -m benchmarks.claims` prints them, beside those of hand-offs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from benchmarks.agreement import Figures, agreement, rows
from rolebook.checks.similar_mandates import claims_in_other_words
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

STATEMENTS: Final = Path(__file__).parents[1] / "tests" / "claims" / "statements.yml"


@dataclass(frozen=True, slots=True)
class Statements:
    """What two roles say that they answer for, and what a careful reader said of it."""

    one: str
    other: str
    same: bool
    """As judged by hand: one of the two roles would be enough."""

    why: str
    held_out: bool


def read_statements(path: Path = STATEMENTS) -> tuple[Statements, ...]:
    """The pairs in the order of their file."""
    pairs = yaml.safe_load(path.read_text("utf-8"))["pairs"]
    return tuple(
        Statements(
            one["one"],
            one["other"],
            {"same": True, "different": False}[one["judged"]],
            one["why"],
            one.get("held_out", False),
        )
        for one in pairs
    )


def found_alike(pair: Statements) -> bool:
    """Whether `rolebook check` says of the two that they seem to be the same (RB309)."""
    texts = {
        f"{name}.md": f"# {name} — fleet role definition\n\n## Mandate\n\n1. **{said}** — so.\n"
        for name, said in (("first", pair.one), ("second", pair.other))
    }
    sources = tuple(Source(path, text, path) for path, text in texts.items())
    library, _ = read_library(Sources(roles=sources), domain_titles={})
    return any(claims_in_other_words(LibraryGraph(library)))


def judged() -> list[tuple[Statements, bool]]:
    """Every pair with what Rolebook says of it."""
    return [(pair, found_alike(pair)) for pair in read_statements()]


def figures(judged: Iterable[tuple[Statements, bool]]) -> Figures:
    """How often Rolebook and the reader find the same alike."""
    return agreement((pair.same, found) for pair, found in judged)


def report() -> str:
    """A Markdown table of precision and recall: of the pairs tuned on, held out, and of all."""
    said = [(pair.held_out, pair.same, found) for pair, found in judged()]
    return "\n".join(rows("hand-judged statements", "the same", said))


def disagreements() -> Iterator[str]:
    """Each pair that Rolebook judges otherwise than a reader, and what the reader says."""
    for pair, found in judged():
        if found is not pair.same:
            says = "the same, not found" if pair.same else "different, found the same"
            yield f"- {says}: `{pair.one}` and `{pair.other}`: {pair.why}"
