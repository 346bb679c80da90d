"""Two states in; what changed in who reports, escalates and hands over to whom out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rolebook.changes.change import Change
from rolebook.changes.references import Named, elsewhere
from rolebook.changes.states import States
from rolebook.graph.relations import Link


def relations(states: States) -> Iterator[Change]:
    """The relations of roles that are in both states. Where one of a kind has gone and one has
    come, it leads elsewhere."""
    for one, other in states.roles.both:
        here = _named(states.old.relations_from(one.name), states)
        there = _named(states.new.relations_from(other.name))
        for kind in sorted(here.keys() | there.keys()):
            gone, come = elsewhere(here.get(kind, {}), there.get(kind, {}))
            gone = {
                name: it
                for name, it in gone.items()
                if not states.went(it.target, it.written, other)
            }
            come = {
                name: it for name, it in come.items() if not states.came(it.target, it.written, one)
            }
            if len(gone) == 1 == len(come):
                ((before, _), (after, named)) = (*gone.items(), *come.items())
                yield Change("relation-changed", other.name, named.span, before, after, field=kind)
                continue
            for name, it in gone.items():
                yield Change("relation-removed", other.name, it.span, name, gone=True, field=kind)
            for name, it in come.items():
                yield Change("relation-added", other.name, it.span, new=name, field=kind)


def _named(
    links: Iterable[Link], states: States | None = None
) -> Mapping[str, Mapping[str, Named]]:
    """Whom the relations of each kind lead to."""
    found: dict[str, dict[str, Named]] = defaultdict(dict)
    for link in links:
        target, reference = link.resolution.target, link.reference
        name = (states.now(target) if states else target.name) if target else reference.written
        found[link.kind].setdefault(name, Named(reference.written, target, reference.span))
    return found
