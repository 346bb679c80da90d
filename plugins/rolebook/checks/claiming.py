"""A linked library in; work that is handed to roles whose mandate does not speak of it out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.claims import Claim, Claims, Verdict
from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.graph import LibraryGraph
from rolebook.model import Role

UNCLAIMED_HANDOFF = Rule("RB306", "unclaimed-handoff", Severity.INFO)
"""A boundary says who takes the work over; if that role's own file does not speak of it, the role
may not know. Words are compared by their stems, as `docs/writing/claims.md` tells, so this is a
hint, no proof."""


def unclaimed_handoffs(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owners' mandates do not mention what they are given."""
    claims = Claims(graph)
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            claim = claims.judge(deferral, owner)
            if claim.verdict is not Verdict.UNCLAIMED or claim.role is None:
                continue
            target = owner.resolution.target
            alone = target == ("role", claim.role.name)
            if alone and owner.reference.item:
                continue  # the item that the author names is not there: reported as that
            if alone and _disowns(graph, claim.role, deferral.responsibility):
                continue  # what it disowns it cannot claim: a circle or a refusal, reported as that
            statement = deferral.boundary.responsibility.statement
            # of a domain, the giver itself was not asked
            asked = graph.members(target.name.rstrip("/")) if target and not alone else ()
            several = sum(one is not deferral.role for one in asked) > 1
            who = target.name if target and several else claim.role.name
            # as the author wrote the id, since that is known to resolve
            id = owner.reference.name if alone else claim.role.id
            yield Diagnostic(
                UNCLAIMED_HANDOFF,
                f"{_silence(claim.role, who, several)} of `{statement}`{_nearest(claim, several)}",
                owner.reference.span,
                _help(claim, claim.role, id, several),
                subjects=(deferral.role.name, claim.role.name),
            )


def _disowns(graph: LibraryGraph, role: Role, responsibility: str) -> bool:
    return any(d.responsibility == responsibility for d in graph.deferrals_from(role.name))


def _silence(role: Role, who: str, several: bool) -> str:
    if several:
        return f"no mandate in `{who}` speaks"
    described = role.agent and not role.mandate
    return f"the {'description' if described else 'mandate'} of `{who}` does not speak"


def _nearest(claim: Claim, several: bool) -> str:
    if claim.item is None or claim.role is None:
        return ""
    whose = f"the nearest item is `{claim.role.id}`'s" if several else "its nearest item is"
    return f"; {whose} `{claim.item.statement}` ({claim.item.span})"


def _help(claim: Claim, role: Role, id: str, several: bool) -> str:
    if several:
        return "name the member that takes it over, and say so in its mandate"
    if role.agent and not role.mandate:
        return f"say so in {role.path}, or name another owner"  # an agent has no items
    key = claim.item.key if claim.item else "item-key"
    return f"say so in {role.path}, or name the item that takes it over: `{id}#{key}`"
