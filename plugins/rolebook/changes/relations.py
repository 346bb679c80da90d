"""Two states in; what changed in who reports, escalates and hands over to whom out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rolebook.changes.change import Change
from rolebook.changes.states import States
from rolebook.graph.relations import Link
from rolebook.text.source import Span


def relations(states: States) -> Iterator[Change]:
    """The relations of roles that are in both states. Where one of a kind has gone and one has
    come, it leads elsewhere."""
    for one, other in states.roles.both:
        here = _named(states.old.relations_from(one.name), states)
        there = _named(states.new.relations_from(other.name))
        for kind in sorted(here.keys() | there.keys()):
            before, after = here.get(kind, {}), there.get(kind, {})
            gone = sorted(before.keys() - after.keys())
            come = sorted(after.keys() - before.keys())
            if len(gone) == 1 == len(come):
                span = after[come[0]]
                yield Change("relation-changed", other.name, span, gone[0], come[0], field=kind)
                continue
            for name in gone:
                span = before[name]
                yield Change("relation-removed", other.name, span, name, gone=True, field=kind)
            for name in come:
                yield Change("relation-added", other.name, after[name], new=name, field=kind)


def _named(links: Iterable[Link], states: States | None = None) -> Mapping[str, Mapping[str, Span]]:
    """Where each is stated, by kind and by the name of whom it leads to."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for link in links:
        target, written = link.resolution.target, link.reference.written
        name = (states.now(target) if states else target.name) if target else written
        found[link.kind].setdefault(name, link.reference.span)
    return found
