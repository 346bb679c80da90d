"""What a careful reader and Rolebook say of many things in, how often they agree out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """How often two readers agree that something is so."""

    hits: int
    """It is, say both."""

    noise: int
    """It is, says Rolebook alone."""

    misses: int
    """It is, says the careful reader alone."""

    @property
    def precision(self) -> float:
        """0..1: of what Rolebook finds, the share that is so."""
        return self.hits / (self.hits + self.noise)

    @property
    def recall(self) -> float:
        """0..1: of what is so, the share that Rolebook finds."""
        return self.hits / (self.hits + self.misses)


def agreement(said: Iterable[tuple[bool, bool]]) -> Figures:
    """Of pairs of what the reader says and what Rolebook says."""
    agreed = Counter(said)
    return Figures(agreed[True, True], agreed[False, True], agreed[True, False])


def rows(title: str, true: str, said: Sequence[tuple[bool, bool, bool]]) -> Iterator[str]:
    """The lines of a Markdown table; each of `said` is: held out, so says the reader, Rolebook."""
    yield f"| {title} | pairs | {true} | precision | recall |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, groups in (("tuned on", (False,)), ("held out", (True,)), ("all", (False, True))):
        chosen = [(reader, found) for held_out, reader, found in said if held_out in groups]
        figures = agreement(chosen)
        yield (
            f"| {name} | {len(chosen)} | {figures.hits + figures.misses} |"
            f" {figures.precision:.2f} | {figures.recall:.2f} |"
        )
