"""The linked library in; the diagrams of its roles and domains, as resolved values, out.

A picture shows one step in, the thing, one step out (design.md §5). Whether it is drawn, or has
more boxes than can be read, is decided in `rolebook.pages.edition.figures`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode
from rolebook.graph.addresses import domain_address, role_address
from rolebook.graph.borders import BOUNDARY, RELATION
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.languages import Language
from rolebook.model import Role
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.explored import MENTION
from rolebook.pages.links.addresses import href
from rolebook.pages.links.anchors import boundary_anchors
from rolebook.pages.links.edge_words import edge_word
from rolebook.pages.links.names import Name
from rolebook.pages.links.sentences import shortened

BORDER = "border"
"""Stands for boundaries and relations together."""

_MAX_TITLE = 160
"""Characters of what one edge says."""

_ROOMY = 12
"""With more nodes than these a picture has no room for mentions; the page lists them anyway."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One boundary or relation, before those between the same two are drawn as one arrow."""

    source: DiagramNode
    target: DiagramNode
    kind: str
    title: str
    """What a boundary disowns, or the note of a relation."""

    href: str
    word: str = ""
    """The name of a relation; empty for anything else."""


def neighbourhood(edition: Edition, role: Role) -> Diagram | None:
    """Who a role defers and relates to, and who does to it; none where nobody does.

    Those that it only mentions, or that only mention it, stand there where all of them have room.
    """
    itself = _node(edition.names.role(role), role.domain, focus=True)
    steps = (
        *_steps_out(edition, role, itself),
        *_steps_in(edition, role, itself),
    )
    most = edition.graph.library.limits.diagram_nodes
    touched = {node.key for step in steps for node in (step.source, step.target)}
    mentions = tuple(_mentions(edition, role, itself, touched))
    if len(touched | {itself.key}) + len(mentions) <= min(_ROOMY, most):
        steps = (*steps, *mentions)
    return _diagram(
        edition.language,
        itself,
        steps,
        edition.language.gettext("Neighbours of %(role)s", role=role.title),
        edition.language.gettext("Boundaries and relations, one step in and one step out."),
    )


def border_map(edition: Edition, domain: str) -> Diagram | None:
    """The domains that a domain shares borders with, and how many boundaries cross each."""
    title = edition.graph.domains[domain].title
    itself = _node(edition.names.domain(domain), domain, focus=True)
    matrix = href(domain_address(domain), "rb-matrix")
    steps = (
        _Step(
            _domain_node(edition, start),
            _domain_node(edition, end),
            kind,
            "",
            matrix if kind == BOUNDARY else "",
        )
        for start, end, kind in edition.crossings(domain)
    )
    return _diagram(
        edition.language,
        itself,
        tuple(steps),
        edition.language.gettext("Borders of %(domain)s", domain=title),
        edition.language.gettext(
            "How many boundaries and relations lead from one domain to another."
        ),
    )


def _steps_out(edition: Edition, role: Role, itself: DiagramNode) -> Iterable[_Step]:
    page = role_address(role.name)
    deferrals = edition.graph.deferrals_from(role.name)
    for deferral, anchor in zip(deferrals, boundary_anchors(deferrals), strict=True):
        for owner in deferral.owners:
            named = edition.names.resolved(owner.resolution, owner.reference)
            statement = deferral.boundary.responsibility.statement
            other = _node(named, role.domain)
            link_to = edition.seam(role.name, owner.resolution.target) or href(page, anchor)
            yield _Step(itself, other, BOUNDARY, statement, link_to)
    for link in edition.graph.relations_from(role.name):
        other = _node(edition.names.resolved(link.resolution, link.reference), role.domain)
        if other.key != itself.key:
            link_to = edition.seam(role.name, link.resolution.target) or href(page, "rb-relations")
            yield _relation(edition, link, itself, other, link_to)


def _steps_in(edition: Edition, role: Role, itself: DiagramNode) -> Iterable[_Step]:
    target = Target("role", role.name)
    for deferral in edition.graph.deferrals_to(target):
        disowned = edition.disowned(deferral)
        giver = _node(edition.names.role(deferral.role), role.domain)
        seam = edition.seam(role.name, Target("role", deferral.role.name))
        yield _Step(giver, itself, BOUNDARY, disowned.statement, seam)
    for link in edition.graph.relations_to(target):
        if link.source != target:
            giver_role = edition.graph.roles[link.source.name]
            giver = _node(edition.names.role(giver_role), role.domain)
            seam = edition.seam(role.name, link.source)
            yield _relation(edition, link, giver, itself, seam)


def _mentions(
    edition: Edition, role: Role, itself: DiagramNode, touched: Collection[str]
) -> Iterator[_Step]:
    """One step for each role that is tied to this one by mentions alone; out, where both do it."""
    page = role_address(role.name)
    outwards = edition.graph.mentions_from(role.name)
    for one in outwards:
        other = _node(edition.names.role(one), role.domain)
        if other.key not in touched:
            yield _Step(itself, other, MENTION, "", href(page, "rb-mentions"))
    for one in edition.graph.mentioned_in(role.name):
        other = _node(edition.names.role(one), role.domain)
        if other.key not in touched and one not in outwards:
            yield _Step(other, itself, MENTION, "", href(page, "rb-mentioned"))


def _relation(
    edition: Edition, link: Link, source: DiagramNode, target: DiagramNode, link_to: str
) -> _Step:
    word = edge_word(edition.language, link.kind)
    return _Step(source, target, link.kind, link.reference.note, link_to, word)


def _diagram(
    language: Language,
    itself: DiagramNode,
    steps: tuple[_Step, ...],
    title: str,
    description: str,
) -> Diagram | None:
    nodes = {itself.key: itself}
    for step in steps:
        nodes.setdefault(step.source.key, step.source)
        nodes.setdefault(step.target.key, step.target)
    if len(nodes) < 2:
        return None
    others = sorted(nodes.values(), key=lambda node: (node.key != itself.key, node.key))
    edges = _arrows(language, steps)
    return Diagram(title, description, tuple(others), edges, lang=itself.lang)


def _arrows(language: Language, steps: Iterable[_Step]) -> tuple[DiagramEdge, ...]:
    """One arrow a direction, whatever leads there: five beside each other say no more."""
    together: dict[tuple[str, str], list[_Step]] = {}
    for step in steps:
        together.setdefault((step.source.key, step.target.key), []).append(step)
    return tuple(
        DiagramEdge(
            source,
            target,
            _kind(same),
            _said(language, same),
            next((step.href for step in same if step.href), None),
            len(same),
            edge_word(language, _kind(same)),
            same[0].source.lang,
        )
        for (source, target), same in sorted(together.items())
    )


def _kind(steps: Sequence[_Step]) -> str:
    kinds = {step.kind for step in steps}
    if len(kinds) == 1:
        return kinds.pop()
    return BORDER if BOUNDARY in kinds else RELATION


def _said(language: Language, steps: Sequence[_Step]) -> str:
    """What the steps say, each once: `set quota; reports to (weekly)`.

    Of relations of one kind only the notes are said: the caption has the kind.
    """
    kinds = Counter(step.kind for step in steps)
    if MENTION in kinds and len(kinds) == 1:
        return ""
    if not any(step.title or step.word for step in steps):
        return ", ".join(f"{edge_word(language, one)} × {n}" for one, n in sorted(kinds.items()))
    said = (_noted(step) if len(kinds) > 1 else step.title for step in steps)
    return shortened("; ".join(dict.fromkeys(filter(None, said))), _MAX_TITLE)


def _noted(step: _Step) -> str:
    if not step.word:
        return step.title
    return f"{step.word} ({step.title})" if step.title else step.word


def _node(named: Name, home: str, *, focus: bool = False) -> DiagramNode:
    elsewhere = named.kind == "role" and named.domain != home
    return DiagramNode(
        key=f"{named.kind}:{named.id or named.text}",
        label=named.text,
        href=named.href or None,
        kind="missing" if named.kind == "ambiguous" else named.kind,
        focus=focus,
        note=named.where if elsewhere else "",
        accent=named.accent,
        lang=named.lang,
    )


def _domain_node(edition: Edition, domain: Target) -> DiagramNode:
    named = edition.names.target(domain)
    node = _node(named, named.domain)
    if domain.kind != "domain":
        return node
    borders = href(domain_address(named.domain), "rb-borders")
    return replace(node, href=borders, focus=False, note="")
