"""A linked library in; work that is handed to roles whose mandate does not speak of it out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.claims import Claims, Verdict
from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.graph import LibraryGraph

UNCLAIMED_HANDOFF = Rule("RB306", "unclaimed-handoff", Severity.INFO)
"""A boundary says who takes the work over; if that role's own file does not speak of it, the role
may not know. Words are compared by their stems (`rolebook.claims`), so this is a hint, no proof."""


def unclaimed_handoffs(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owners' mandates do not mention what they are given."""
    claims = Claims(graph)
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            claim = claims.judge(deferral, owner)
            if claim.verdict is not Verdict.UNCLAIMED or claim.role is None:
                continue
            if owner.reference.item and owner.resolution.target == ("role", claim.role.name):
                continue  # the item that the author names is not there: reported as that
            statement = deferral.boundary.responsibility.statement
            nearest = (
                f"; its nearest item is `{claim.item.statement}` ({claim.item.span})"
                if claim.item and claim.score > 0
                else ""
            )
            yield Diagnostic(
                UNCLAIMED_HANDOFF,
                f"the mandate of `{claim.role.name}` does not speak of `{statement}`{nearest}",
                owner.reference.span,
                f"say so in {claim.role.path}, or name the item that takes it over:"
                f" `{claim.role.id}#item-key`",
                subjects=(deferral.role.name, claim.role.name),
            )
