"""A linked library in, `responsibilities.csv` out: a row a role and what it holds or disowns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.graph.addresses import role_address
from rolebook.graph.deferrals import Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Responsibility, Role

COLUMNS: Final = (
    *("responsibility", "key", "part", "role", "title", "domain", "owners", "consulted"),
    *("address", "path", "line"),
)
"""`part` is `holds` or `leaves`. Several owners, or several who are consulted, stand in one cell,
with `; ` between them. `address` is that of the role's page."""

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "|")
"""What a spreadsheet takes for the beginning of something to work out, or to run."""


def responsibilities_csv(graph: LibraryGraph) -> bytes:
    """The table as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know that."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for _, role in sorted(graph.roles.items()):
        table.writerows([inert(cell) for cell in row] for row in _rows(graph, role))
    return out.getvalue().encode("utf-8-sig", "replace")


def inert(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _rows(graph: LibraryGraph, role: Role) -> Iterator[Sequence[str]]:
    consulted = [
        one.resolution.target.name
        for one in graph.relations_from(role.name)
        if one.kind == "consults" and one.resolution.target
    ]
    for item in role.mandate:
        yield _row(role, item, "holds", [role.name], consulted)
    for deferral in graph.deferrals_from(role.name):
        owners = [_owner(one) for one in deferral.owners]
        yield _row(role, deferral.boundary.responsibility, "leaves", owners, ())


def _row(
    role: Role, one: Responsibility, part: str, owners: Sequence[str], consulted: Sequence[str]
) -> Sequence[str]:
    return (
        *(one.statement, one.key, part, role.name, role.title, role.domain),
        *("; ".join(owners), "; ".join(consulted)),
        *(role_address(role.name), one.span.path, str(one.span.line)),
    )


def _owner(owner: Owner) -> str:
    """The owner's identity; what means nothing is shown as it is written."""
    target = owner.resolution.target
    return target.name if target else owner.reference.written
