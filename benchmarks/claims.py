"""Hand-judged pairs in, the precision and recall with which Rolebook finds work claimed out.

`python -m benchmarks.claims` prints them with every pair that it judges otherwise than a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        f"- **Does NOT {pair.disowned}** — {pair.clause.replace(ANYBODY, f'**owners/{pair.owner}**')}"
        for pair in pairs
    )
    return f"# Giver — fleet role definition\n\n## Boundaries\n\n{boundaries}\n"


def figures(pairs: Sequence[Pair], said: Sequence[Verdict]) -> Figures:
    """How the verdicts on some pairs compare with the judgements."""
    agreed = [(pair.judged is Verdict.CLAIMED, one is Verdict.CLAIMED) for pair, one in zip(pairs, said, strict=True)]
    return Figures(agreed.count((True, True)), agreed.count((False, True)), agreed.count((True, False)))


def report() -> str:
    """A Markdown table: precision and recall of "claimed", tuned on, held out, and together."""
    pairs = read_pairs()
    said = verdicts(pairs)
    lines = []
    for name, wanted in (("tuned on", {False}), ("held out", {True}), ("all", {False, True})):
        chosen = [(p, s) for p, s in zip(pairs, said, strict=True) if p.held_out in wanted]
        f = figures([p for p, _ in chosen], [s for _, s in chosen])
        lines.append(f"{name} {len(chosen)} {f.precision:.2f} {f.recall:.2f} {f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
