"""A linked library in; work that is handed to roles whose mandate does not speak of it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolebook.checks.similar_wording import disowned_work
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.claims import Claim, claims_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role, Verdict
from rolebook.text.statements import alike, essence

UNCLAIMED_HANDOFF = rule("RB306")
"""A boundary says who takes the work over; if that role's own mandate is about something else, the
role may not know. Words are compared by their stems and by what they may mean, as
`docs/writing/claims.md` tells, so this is a hint, no proof; where the words do not tell, nothing is
said, and nothing of agents, who have no mandate."""


MOST_ASKED: Final = 20
"""Members of a domain, whether they disown what it is given: the others are taken to do so, too."""


def unclaimed_handoffs(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries whose owners' mandates are about something else than what they are given."""
    claims = claims_of(graph)
    for place, deferral in enumerate(graph.deferrals):
        for owner in deferral.owners:
            claim = claims.judge(deferral, owner)
            target = owner.resolution.target
            if claim.verdict is not Verdict.UNCLAIMED or claim.role is None or target is None:
                continue
            # of a domain, the giver itself was not asked
            members = graph.members(target.name.rstrip("/"))
            asked = [one for one in members if one is not deferral.role] or [claim.role]
            alone = target.kind == "role"
            if alone and owner.reference.item:
                continue  # the item that the author names is not there: reported as that
            if not any(one.mandate for one in asked):
                continue  # that they hold nothing at all is reported as that
            if all(_disowns(graph, one, place) for one in asked[:MOST_ASKED]):
                continue  # what they disown they cannot claim: a circle or a refusal
            several = len(asked) > 1
            who = target.name if several else claim.role.name
            statement = deferral.boundary.responsibility.statement
            # as the author wrote the id, since that is known to resolve
            id = owner.reference.name if alone else claim.role.id
            yield Diagnostic(
                UNCLAIMED_HANDOFF,
                f"{_silence(who, several)} of `{statement}`{_nearest(claim, asked)}",
                owner.reference.span,
                _help(claim, claim.role, id, several),
                subjects=(deferral.role.name, claim.role.name),
            )


def _disowns(graph: LibraryGraph, role: Role, place: int) -> bool:
    """Whether a role disowns what a deferral gives, in whatever words."""
    deferral = graph.deferrals[place]
    given = essence(deferral.boundary.responsibility.statement)
    return any(
        one.responsibility == deferral.responsibility
        or alike(given, essence(one.boundary.responsibility.statement))
        for one in graph.deferrals_from(role.name)
    ) or bool(disowned_work(graph).like_of(role.name, place))


def _silence(who: str, several: bool) -> str:
    if several:
        return f"no mandate in `{who}` speaks"
    return f"the mandate of `{who}` does not speak"


def _nearest(claim: Claim, asked: list[Role]) -> str:
    items = [item for one in asked for item in one.mandate]
    several = len(asked) > 1
    if claim.item and claim.role:
        whose = f"the nearest item is `{claim.role.id}`'s" if several else "its nearest item is"
        return f"; {whose} `{claim.item.statement}` ({claim.item.span})"
    if not items:
        return ""
    if len(items) == 1:
        return f"; its only item is `{items[0].statement}` ({items[0].span})"
    return f"; none of {'the' if several else 'its'} {len(items)} items has a word of it"


MOST_KEYS: Final = 5
"""Of mandate items that the help names."""


def _help(claim: Claim, role: Role, id: str, several: bool) -> str:
    if several:
        return "name the member that takes it over, and say so in its mandate"
    items = [claim.item] if claim.item else role.mandate[:MOST_KEYS]
    keys = " or ".join(f"`{id}#{item.key}`" for item in items)
    return f"say so in {role.path}, or name the item that takes it over: {keys}"
