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
from rolebook.graph.claims import Claims
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources, Verdict
from rolebook.parse.library import read_library
from rolebook.text.source import Source

CLAIMS: Final = Path(__file__).parents[1] / "tests" / "claims"
PAIRS: Final = CLAIMS / "pairs.yml"
TRADES: Final = CLAIMS / "trades.yml"
NEIGHBOURS: Final = CLAIMS / "neighbours.yml"
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


def read_trades(path: Path = TRADES) -> tuple[Pair, ...]:
    """The hand-offs in the words of many trades, in the order of their file."""
    return tuple(
        Pair(disowned, clause, owner, tuple(said["mandate"]), verdict, "", part == "held_out")
        for part, owners in yaml.safe_load(path.read_text("utf-8")).items()
        for owner, said in owners.items()
        for verdict in (Verdict.CLAIMED, Verdict.UNCLAIMED)
        for disowned, clause in said[verdict.value]
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


def figures(judged: Iterable[tuple[Pair, Verdict]], verdict: Verdict = Verdict.CLAIMED) -> Figures:
    """How often Rolebook and the reader find work claimed, or unclaimed."""
    return agreement((pair.judged is verdict, said is verdict) for pair, said in judged)


def report() -> str:
    """A Markdown table of precision and recall: of the pairs tuned on, held out, and of all."""
    pairs = read_pairs()
    said = [
        (pair.held_out, pair.judged is Verdict.CLAIMED, verdict is Verdict.CLAIMED)
        for pair, verdict in zip(pairs, verdicts(pairs), strict=True)
    ]
    return "\n".join(rows("hand-judged hand-offs", "claimed", said))


def report_of_trades() -> str:
    """A Markdown table of what is found claimed and unclaimed in the words of many trades."""
    lines = [
        "| in the words of many trades | pairs | claimed: precision | recall"
        " | unclaimed: precision | recall | unsure |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for path in (TRADES, NEIGHBOURS):
        pairs = read_trades(path)
        judged = list(zip(pairs, verdicts(pairs), strict=True))
        for name, held_out in (("tuned on", False), ("held out", True)):
            part = [(pair, said) for pair, said in judged if pair.held_out is held_out]
            claimed, unclaimed = figures(part), figures(part, Verdict.UNCLAIMED)
            unsure = sum(said is Verdict.UNSURE for _, said in part) / len(part)
            lines.append(
                f"| {path.stem}, {name} | {len(part)} | {claimed.precision:.2f}"
                f" | {claimed.recall:.2f} | {unclaimed.precision:.2f} | {unclaimed.recall:.2f}"
                f" | {unsure:.0%} |"
            )
    return "\n".join(lines)


def disagreements() -> Iterator[str]:
    """Each pair that Rolebook judges otherwise than a reader, and what the reader says."""
    pairs = (*read_pairs(), *read_trades(), *read_trades(NEIGHBOURS))
    for pair, said in zip(pairs, verdicts(pairs), strict=True):
        if said is not pair.judged and said is not Verdict.UNSURE:
            yield f"- {pair.judged}, found {said}: `{pair.disowned}` → {pair.owner}: {pair.why}"


if __name__ == "__main__":
    print(report(), "", report_of_trades(), "", *disagreements(), sep="\n")
    print("", statements.report(), "", *statements.disagreements(), sep="\n")
