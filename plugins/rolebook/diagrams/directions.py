"""Edges in; which of them run against the direction of the picture out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Edges = Sequence[tuple[int, int]]
"""Pairs of indexes of boxes, source and target."""


def forward_edges(count: int, edges: Edges) -> tuple[bool, ...]:
    """Return of each edge between `count` boxes whether it runs with the direction.

    In every circle one edge has to run back: the one that closes it, walking depth first from the
    first box. Graphviz would choose the same, but tell nobody until it has laid everything out.
    """
    after: defaultdict[int, list[int]] = defaultdict(list)
    for index, (source, _) in enumerate(edges):
        after[source].append(index)
    forward = [True] * len(edges)
    seen: set[int] = set()
    for first in range(count):
        if first in seen:
            continue
        # A walk of our own making: recursion ends at Python's limit.
        seen.add(first)
        walk: list[tuple[int, Iterator[int]]] = [(first, iter(after[first]))]
        above = {first}
        while walk:
            box, rest = walk[-1]
            edge = next(rest, None)
            if edge is None:
                walk.pop()
                above.discard(box)
                continue
            target = edges[edge][1]
            if target in above:
                forward[edge] = False
            elif target not in seen:
                seen.add(target)
                above.add(target)
                walk.append((target, iter(after[target])))
    return tuple(forward)
