"""Who reports to whom in; the org chart of a team, a domain or the library, as a diagram, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode
from rolebook.graph.addresses import role_address
from rolebook.graph.resolve import Target
from rolebook.model import Role
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.addresses import href

REPORTS_TO: Final = "reports_to"

LEAST: Final = 2
"""Arrows; one is said in words on the page of the role."""


_ROW: Final = 4
"""Boxes side by side that a page has room for; more stand below each other."""


def org_chart(
    edition: Edition,
    title: str,
    superiors: Iterable[tuple[Target, Target | None]],
    *,
    lead: Target | None = None,
    notes: Mapping[Target, str] | None = None,
    lang: str = "",
    direction: Literal["TB", "LR"] | None = None,
) -> Diagram | None:
    """Who leads whom, from the top down; none where nobody reports to anybody.

    `superiors` are the members in their order, each with whom it reports to. `notes` stand below
    names, as how many of one there are. Without a `direction`, more than fit side by side stand
    below each other.
    """
    word = edition.language.gettext("leads")
    notes = notes or {}
    nodes: dict[Target, DiagramNode] = {}
    edges: list[DiagramEdge] = []
    below: dict[Target, list[Target]] = defaultdict(list)
    for target, superior in superiors:
        nodes.setdefault(target, _node(edition, target, lead, notes))
        if superior and superior != target:
            below[superior].append(target)
    for superior, reports in below.items():
        if superior not in nodes:
            nodes[superior] = _node(edition, superior, lead, notes)
        above = nodes[superior].key
        edges += [DiagramEdge(above, nodes[one].key, REPORTS_TO, word=word) for one in reports]
    if not edges:
        return None
    alternative = edition.language.gettext(
        "Each arrow leads from a role to one that reports to it."
    )
    if direction is None:
        direction = "LR" if any(len(reports) > _ROW for reports in below.values()) else "TB"
    return Diagram(title, alternative, tuple(nodes.values()), tuple(edges), direction, lang)


def reporting_lines(edition: Edition, roles: Iterable[Role]) -> tuple[tuple[Target, Target], ...]:
    """Each role that says to whom it reports, with that one; of circles and of two, the first.

    The check tells of both: a chart is a picture of trees.
    """
    lines: dict[Target, Target] = {}
    for role in roles:
        itself = Target("role", role.name)
        stated = (
            link.resolution.target
            for link in edition.graph.relations_from(role.name)
            if link.kind == REPORTS_TO
        )
        if (above := next(filter(None, stated), None)) and above != itself:
            lines[itself] = above
    return tuple(_without_circles(lines).items())


def stated_chart(edition: Edition, title: str, roles: Iterable[Role]) -> Diagram | None:
    """The org chart of roles by what their files state, without those who stand alone."""
    lines = reporting_lines(edition, roles)
    if len(lines) < LEAST:
        return None
    reports = Counter(above for _, above in lines)
    # who leads most comes first, and so stands in the middle of the top row
    ordered = sorted(lines, key=lambda line: (-reports[line[1]], line[1].name, line[0].name))
    # who stands at an end of every arrow is whom the picture is about: it has rows on a phone
    lead = next((one for one, _ in reports.most_common() if all(one in it for it in lines)), None)
    direction: Literal["TB", "LR"] = "LR" if len(lines) > _ROW else "TB"
    return org_chart(edition, title, ordered, lead=lead, direction=direction)


def _without_circles(lines: Mapping[Target, Target]) -> dict[Target, Target]:
    """The same without the line that closes each circle."""
    kept = dict(lines)
    seen: set[Target] = set()
    for start in lines:
        way: dict[Target, None] = {}
        one = start
        while one in kept and one not in seen:
            way[one] = None
            seen.add(one)
            if kept[one] in way:
                del kept[one]
                break
            one = kept[one]
    return kept


def _node(
    edition: Edition, target: Target, lead: Target | None, notes: Mapping[Target, str]
) -> DiagramNode:
    name = edition.names.target(target)
    role = edition.graph.roles.get(target.name) if target.kind == "role" else None
    node = DiagramNode(
        f"{target.kind} {target.name}",
        name.text,
        href(role_address(role.name)) if role else None,
        target.kind,
        target == lead,
        " · ".join(filter(None, (name.where if role else "", notes.get(target, "")))),
        name.accent,
        name.lang,
    )
    return replace(node, kind="external") if target.kind not in ("role", "external") else node
