"""Competencies of all atlases in; the levels of what each stands on, however far back, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Competency


class LevelsBehind:
    """Finds who aims at a level among all that a competency stands on; no path is enumerated.

    Each competency keeps one number, whose bits are the levels behind it. One that has a level
    itself hides those that an atlas names together with it: they are its own prerequisites' matter.
    """

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph: Final = graph
        self._bits: Final[dict[str, int]] = {}
        for atlas in graph.atlases.values():
            for level in atlas.levels:
                self._bits.setdefault(level.id, 1 << len(self._bits))

    def first(self, name: str, levels: Iterable[str]) -> Competency | None:
        """The nearest of these levels on one way back from a competency; none where there is none,
        or where the prerequisites go round."""
        wanted = sum(self._bits[one] for one in set(levels))
        while self._behind.get(name, 0) & wanted:
            one = self._graph.competencies[name]
            if self._own(one) & wanted:
                return one
            before = sorted(self._graph.prerequisites_before(name))
            name = next(one for one in before if self._behind[one] & wanted)
        return None

    def _own(self, one: Competency) -> int:
        return self._bits.get(one.target_level.written, 0) if one.target_level else 0

    @cached_property
    def _behind(self) -> dict[str, int]:
        """Made where it is asked for: in most libraries an atlas knows all levels of its own."""
        import networkx as nx  # as in `graph/paths.py`

        graph = self._graph
        together: dict[int, int] = defaultdict(int)
        for atlas in graph.atlases.values():
            scale = [self._bits[level.id] for level in atlas.levels]
            for bit in scale:
                for other in scale:
                    together[bit] |= other
        needs: nx.DiGraph[str] = nx.DiGraph()
        needs.add_nodes_from(graph.competencies)
        for name in graph.competencies:
            needs.add_edges_from((before, name) for before in graph.prerequisites_before(name))
        behind: dict[str, int] = {}
        try:
            for name in nx.topological_sort(needs):
                passed = 0
                for before in needs.predecessors(name):
                    passed |= behind[before]
                own = self._own(graph.competencies[name])
                behind[name] = own | passed & ~together[own] if own else passed
        except nx.NetworkXUnfeasible:
            return {}
        return behind
