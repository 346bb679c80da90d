"""The library in; what the comparison of two roles loads, a script for all and one a domain, out.

They are scripts and not JSON, which a page that is opened from a folder cannot ask for. A role is
named by its place in the list of all, a domain by a number below 0 (-1 is the first), and whoever
stands outside of the library by a text.
"""

from __future__ import annotations

import json
from typing import Any

from rolebook.graph.addresses import compared_address
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Resolution, Target
from rolebook.model import Reference, Role
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.anchors import boundary_anchors, mandate_anchors
from rolebook.pages.links.sentences import shortened

_LONGEST = 200
"""Characters of a statement or a note that a comparison quotes."""


def all_compared(edition: Edition) -> bytes:
    """Who there is and who touches whom: what the choosers offer, and the way between two."""
    names, graph = edition.names, edition.graph
    numbers = edition.role_numbers
    domains = {id: -1 - place for place, id in enumerate(sorted(graph.domains))}
    whole = {
        "domains": [
            [one.domain, one.text, one.accent, one.lang] for one in map(names.domain, domains)
        ],
        "roles": [
            [one.id, one.text, domains[one.domain], int(edition.is_hub(one.id)), one.lang]
            for one in (names.role(graph.roles[id]) for id in numbers)
        ],
        "near": [
            [numbers[one] for one in edition.seams.neighbours(id) if one in numbers]
            + [domains[one.rstrip("/")] for one in edition.seams.domains(id)]
            for id in numbers
        ],
    }
    return _script("", whole)


def compared(edition: Edition, domain: str) -> bytes:
    """What each role of a domain holds, leaves and says of others."""
    members = (one for one in edition.graph.members(domain) if one.name in edition.role_numbers)
    return _script(domain, [_role(edition, one) for one in members])


def compared_files(edition: Edition) -> dict[str, str]:
    """The domain of each script but the one of all, by its address."""
    return {compared_address(id): id for id in sorted(edition.graph.domains)}


def _role(edition: Edition, role: Role) -> dict[str, Any]:
    deferrals = edition.graph.deferrals_from(role.name)
    disowned = zip(deferrals, boundary_anchors(deferrals), strict=True)
    return {
        "id": role.name,
        "summary": edition.summary(role).text,
        "holds": [
            [shortened(item.statement, _LONGEST), anchor]
            for item, anchor in zip(role.mandate, mandate_anchors(role), strict=True)
        ],
        "leaves": [
            [
                shortened(one.boundary.responsibility.statement, _LONGEST),
                anchor,
                [_end(edition, owner.resolution, owner.reference) for owner in one.owners],
            ]
            for one, anchor in disowned
        ],
        "states": [_stated(edition, one) for one in edition.graph.relations_from(role.name)],
    }


def _stated(edition: Edition, link: Link) -> list[Any]:
    end = _end(edition, link.resolution, link.reference)
    return [link.kind, end, shortened(link.reference.note, _LONGEST)]


def _end(edition: Edition, resolution: Resolution, reference: Reference) -> int | str:
    target: Target | None = resolution.target
    if target and target.name in edition.role_numbers:
        return edition.role_numbers[target.name]
    if target and target.kind == "domain":
        return -1 - sorted(edition.graph.domains).index(target.name.rstrip("/"))
    return edition.names.resolved(resolution, reference).text


def _script(name: str, data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # in a script, `__proto__` would be no key: nothing here is one, all words are values
    return f"rolebook.arrived({json.dumps('compare/' + name)},{text});\n".encode()
