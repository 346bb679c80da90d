"""A role as it was read in; the same with no list longer than is allowed, and findings, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.refusals import list_too_long
from rolebook.model import Role
from rolebook.text.limits import Limits
from rolebook.text.source import Span

T = TypeVar("T")


def within_limits(role: Role, limits: Limits) -> tuple[Role, list[Diagnostic]]:
    """What stands in the lists of a role up to the limit; whatever follows is left out."""
    most = limits.list_items
    if (
        max(len(role.mandate), len(role.boundaries), len(role.relations), len(role.mentions))
        <= most
    ):
        return role, []
    problems: list[Diagnostic] = []

    def cut(what: str, things: Sequence[T], spans: Sequence[Span]) -> tuple[T, ...]:
        if len(things) > most:
            found = list_too_long(f"the {what} of `{role.name}`", most, spans[most])
            problems.append(replace(found, subjects=(role.name,)))
        return tuple(things[:most])

    return replace(
        role,
        mandate=cut("mandate", role.mandate, [one.span for one in role.mandate]),
        boundaries=cut(
            "list of boundaries",
            role.boundaries,
            [one.responsibility.span for one in role.boundaries],
        ),
        relations=cut("list of relations", role.relations, [r.target.span for r in role.relations]),
        # what prose mentions is linked where it can be: the last links missing is no defect
        mentions=role.mentions[:most],
    ), problems
