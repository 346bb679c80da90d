"""A linked library in; relations between two roles that do not go together out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target

ESCALATED_DOWNWARDS = rule("RB206")
"""What a role cannot decide goes to who directs it. A superior who escalates to his own report asks
somebody who has to ask him."""


def escalated_downwards(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Escalations to a role that reports to the one that escalates."""
    superiors = {
        (link.source, link.resolution.target): link for link in _stated(graph, "reports_to")
    }
    for link in _stated(graph, "escalates_to"):
        target = link.resolution.target
        line = superiors.get((target, link.source)) if target else None
        if line and target:
            yield Diagnostic(
                ESCALATED_DOWNWARDS,
                f"`{link.source.name}` escalates to `{target.name}`, which reports to it",
                link.reference.span,
                "name somebody above it, or turn the reporting line round",
                (Related(f"`{target.name}` reports to `{link.source.name}`", line.reference.span),),
                subjects=(link.source.name, target.name),
            )


ONE_SIDED_HANDOVER = rule("RB207")
"""Work that one role hands over and the other does not say it receives lies between them: whoever
reads the second role does not know that it comes."""


def one_sided_handovers(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """`hands_off_to` without the other role's `receives_from`, between roles written for us."""
    received = {(link.resolution.target, link.source) for link in _stated(graph, "receives_from")}
    for link in _stated(graph, "hands_off_to"):
        target = link.resolution.target
        if target is None or (link.source, target) in received or target == link.source:
            continue
        giver, taker = graph.roles[link.source.name], graph.roles[target.name]
        if Target("domain", f"{giver.domain}/") in _received_from(graph, taker.name):
            continue
        if giver.agent is None and taker.agent is None:
            alone = graph.resolver.actor_named(giver.id, taker.domain).target == link.source
            name = giver.id if alone else giver.name
            yield Diagnostic(
                ONE_SIDED_HANDOVER,
                f"`{giver.name}` hands off to `{taker.name}`, which does not say that it receives",
                link.reference.span,
                f"add `receives_from: {name}` to the front matter of `{taker.path}`",
                (Related(f"`{taker.name}` is this", taker.span),),
                subjects=(giver.name, taker.name),
            )


REPORTS_TO_OWN_DOMAIN = rule("RB208")
"""A domain is its roles. One that reports to its own names nobody: it is one of them."""


def reports_to_own_domain(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Roles whose `reports_to` is the domain that they belong to."""
    for link in graph.relations:
        target, role = link.resolution.target, graph.roles.get(link.source.name)
        if link.kind == "reports_to" and role and target == Target("domain", f"{role.domain}/"):
            yield Diagnostic(
                REPORTS_TO_OWN_DOMAIN,
                f"`{role.name}` reports to `{target.name}`, the domain that it is in itself",
                link.reference.span,
                "name the role that leads it",
                subjects=(role.name,),
            )


def _stated(graph: LibraryGraph, kind: str) -> list[Link]:
    """The relations of a kind from role to role."""
    return [
        link
        for link in graph.relations
        if link.kind == kind and link.resolution.target and link.resolution.target.kind == "role"
    ]


def _received_from(graph: LibraryGraph, role: str) -> set[Target | None]:
    links = graph.relations_from(role)
    return {link.resolution.target for link in links if link.kind == "receives_from"}
