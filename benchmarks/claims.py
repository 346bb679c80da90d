"""Hand-judged pairs in, the precision and recall with which Rolebook finds work claimed out.

`python -m benchmarks.claims` prints them with every pair that it judges otherwise than a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from benchmarks import statements
from benchmarks.agreement import Figures, agreement, rows
from rolebook.graph.claims import Claims, Verdict
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

PAIRS: Final = Path(__file__).parents[1] / "tests" / "claims" / "pairs.yml"
ANYBODY: Final = "**owner**"
"""What stands for the owner's id in a clause."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A hand-off, and what a careful reader said of it."""

    disowned: str
    clause: str
    owner: str
    mandate: tuple[str, ...]
    """Each item as `statement — detail`."""

    judged: Verdict
    why: str
    held_out: bool


def read_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """The pairs in the order of their file."""
    file = yaml.safe_load(path.read_text("utf-8"))
    names = {tuple(mandate): name for name, mandate in file["mandates"].items()}
    return tuple(
        Pair(
            one["disowned"],
            one["clause"],
            names[tuple(one["owner_mandate"])],
            tuple(one["owner_mandate"]),
            Verdict(one["judged"]),
            one["why"],
            one.get("held_out", False),
        )
        for one in file["pairs"]
    )


def verdicts(pairs: Sequence[Pair]) -> tuple[Verdict, ...]:
    """What Rolebook says of each pair, all of them in one library."""
    mandates = {pair.owner: pair.mandate for pair in pairs}
    texts = {f"owners/{name}.md": _owner_text(name, items) for name, items in mandates.items()}
    texts["givers/giver.md"] = _giver_text(pairs)
    sources = tuple(Source(path, text, path) for path, text in sorted(texts.items()))
    library, _ = read_library(Sources(roles=sources), domain_titles={})
    graph = LibraryGraph(library)
    claims = Claims(graph)
    deferrals = graph.deferrals_from("givers/giver")
    return tuple(claims.judge(one, *one.owners).verdict for one in deferrals)


def _owner_text(name: str, items: Iterable[str]) -> str:
    mandate = "\n".join("1. **{}** — {}".format(*item.split(" — ", 1)) for item in items)
    head = f"# {name} — fleet role definition\n\n(`class: {name}`, `domain: owners`)"
    return f"{head}\n\n## Mandate\n\n{mandate}\n"


def _giver_text(pairs: Iterable[Pair]) -> str:
    boundaries = "\n".join(
        f"- **Does NOT {one.disowned}** — {one.clause.replace(ANYBODY, f'**owners/{one.owner}**')}"
        for one in pairs
    )
    return f"# Giver — fleet role definition\n\n## Boundaries\n\n{boundaries}\n"


def figures(judged: Iterable[tuple[Pair, Verdict]]) -> Figures:
    """How often Rolebook and the reader find work claimed."""
    return agreement(
        (pair.judged is Verdict.CLAIMED, said is Verdict.CLAIMED) for pair, said in judged
    )


def report() -> str:
    """A Markdown table of precision and recall: of the pairs tuned on, held out, and of all."""
    pairs = read_pairs()
    said = [
        (pair.held_out, pair.judged is Verdict.CLAIMED, verdict is Verdict.CLAIMED)
        for pair, verdict in zip(pairs, verdicts(pairs), strict=True)
    ]
    return "\n".join(rows("hand-judged hand-offs", "claimed", said))


def disagreements() -> Iterator[str]:
    """Each pair that Rolebook judges otherwise than a reader, and what the reader says."""
    pairs = read_pairs()
    for pair, said in zip(pairs, verdicts(pairs), strict=True):
        if said is not pair.judged:
            yield f"- {pair.judged}, found {said}: `{pair.disowned}` → {pair.owner}: {pair.why}"


if __name__ == "__main__":
    print(report(), "", *disagreements(), sep="\n")
    print("", statements.report(), "", *statements.disagreements(), sep="\n")
