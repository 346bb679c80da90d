"""A linked library in; names in the prose of agents that several agents answer to, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rolebook.checks.references import AMBIGUOUS_REFERENCE
from rolebook.checks.suggestions import candidates
from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution, Target
from rolebook.model import Reference
from rolebook.text.identity import slug
from rolebook.text.source import Span


def ambiguous_names(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """One finding a name and what it may mean, with all its places.

    In a typed place it is an error, each at its place: `checks/references.py`.
    """
    places: dict[tuple[str, tuple[Target, ...]], list[tuple[Span, str]]] = defaultdict(list)
    for reference, resolution, agent in _in_prose(graph):
        if not graph.say_the_same(resolution):
            spans = (reference.span, *reference.again)
            name = slug(reference.name)
            places[name, resolution.candidates] += ((span, agent) for span in spans)
    for (name, targets), named in places.items():
        (first, _), *others = sorted(named)
        agents = list(dict.fromkeys(agent for _, agent in sorted(named)))
        by = f"; {len(agents)} agents name it" if len(agents) > 1 else ""
        meant = candidates(Resolution(targets))
        yield Diagnostic(
            AMBIGUOUS_REFERENCE,
            f"`{name}` may mean {meant}{by}",
            first,
            f"write {meant}",
            tuple(Related(f"`{agent}` names it", span) for span, agent in others),
            Severity.WARNING,
            tuple(agents),
        )


def _in_prose(graph: LibraryGraph) -> Iterator[tuple[Reference, Resolution, str]]:
    """What is ambiguous of whom agents name in prose, and in the keys of their hosts."""
    for link in graph.relations:
        if link.reference.expects and link.resolution.ambiguous:
            yield link.reference, link.resolution, link.source.name
    for deferral in graph.deferrals:
        for owner in deferral.owners if deferral.role.agent else ():
            if owner.resolution.ambiguous and (owner.reference.typed or len(deferral.owners) == 1):
                yield owner.reference, owner.resolution, deferral.role.name
