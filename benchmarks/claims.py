"""Hand-judged pairs in, the precision and recall with which Rolebook finds work claimed out.

`python -m benchmarks.claims` prints them with every pair that it judges otherwise than a reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from rolebook.claims import Claims, Verdict
from rolebook.diagnostics import Source
from rolebook.graph import LibraryGraph
from rolebook.parse.library import read_library
from rolebook.sources import Sources

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


@dataclass(frozen=True, slots=True)
class Figures:
    """How often two readers agree that work is claimed."""

    hits: int
    """Claimed, say both."""

    noise: int
    """Claimed, says Rolebook alone."""

    misses: int
    """Claimed, says the careful reader alone."""

    @property
    def precision(self) -> float:
        """0..1: of what Rolebook finds claimed, the share that is."""
        return self.hits / (self.hits + self.noise)

    @property
    def recall(self) -> float:
        """0..1: of what is claimed, the share that Rolebook finds."""
        return self.hits / (self.hits + self.misses)


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
    """How verdicts compare with a reader's judgements."""
    agreed = Counter(
        (pair.judged is Verdict.CLAIMED, said is Verdict.CLAIMED) for pair, said in judged
    )
    return Figures(agreed[True, True], agreed[False, True], agreed[True, False])


def report() -> str:
    """A Markdown table of precision and recall: of the pairs tuned on, held out, and of all."""
    pairs = read_pairs()
    judged = list(zip(pairs, verdicts(pairs), strict=True))
    rows = {
        "tuned on": [one for one in judged if not one[0].held_out],
        "held out": [one for one in judged if one[0].held_out],
        "all": judged,
    }
    lines = [
        "| hand-judged hand-offs | pairs | claimed | precision | recall |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, chosen in rows.items():
        found = figures(chosen)
        lines.append(
            f"| {name} | {len(chosen)} | {found.hits + found.misses} |"
            f" {found.precision:.2f} | {found.recall:.2f} |"
        )
    return "\n".join(lines)


def disagreements() -> Iterator[str]:
    """Each pair that Rolebook judges otherwise than a reader, and what the reader says."""
    pairs = read_pairs()
    for pair, said in zip(pairs, verdicts(pairs), strict=True):
        if said is not pair.judged:
            yield f"- {pair.judged}, found {said}: `{pair.disowned}` → {pair.owner}: {pair.why}"


if __name__ == "__main__":
    print(report(), "", *disagreements(), sep="\n")
