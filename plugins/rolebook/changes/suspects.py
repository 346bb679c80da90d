"""Two states in; the boundaries whose owner's mandate changed under them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.changes.boundaries import has_other_owners, is_retold
from rolebook.changes.boundaries_then_and_now import Drawn
from rolebook.changes.change import Change
from rolebook.changes.meaning import ALIKE, alike, one_line
from rolebook.changes.states import States
from rolebook.graph.claims import Claims
from rolebook.graph.deferrals import Owner
from rolebook.graph.reviews import Taker, taker_of, takers, wording
from rolebook.model import Role, Verdict


@dataclass(frozen=True)
class _Fate:
    """What became of a responsibility that others leave to whoever holds it."""

    reason: str
    """One of `REASONS`."""

    new: str | None = None
    """What is said now, or where it is."""

    old: str | None = None
    """What was said, where that is more than the statement."""


def suspects(states: States) -> Iterator[Change]:
    """Boundaries that stand as they stood while what they rely on does not. Who changed a boundary
    in the same step has looked, and so has who wrote down that he reviewed this wording."""
    fates = _fates(states)
    touched = {name.partition("#")[0] for name in fates} | _who_disown_more(states)
    touched |= _agents_with_another_description(states)
    if not touched:
        return
    asked = _Asked(states)
    for one, other in states.roles.both:
        for before, after in states.boundaries(one, other).both:
            given = before.deferral
            if not any(_touches(owner, touched, states) for owner in given.owners):
                continue
            stands = (
                states.same(before.statement, after.statement)
                and not has_other_owners(before, after, states)
                and not is_retold(before, after, states)
            )
            if stands:
                yield from _suspect(before, after, fates, asked)


class _Asked:
    """Who takes over what, in either state."""

    def __init__(self, states: States) -> None:
        self.states: Final = states
        self.old: Final = Claims(states.old)
        self.new: Final = Claims(states.new)
        self.disowned: Final = _newly_disowned(states)


def _suspect(
    before: Drawn, after: Drawn, fates: dict[str, _Fate], asked: _Asked
) -> Iterator[Change]:
    states, found = asked.states, list[tuple[Taker, _Fate]]()
    for owner in before.deferral.owners:
        taker = taker_of(states.old, asked.old, before.deferral, owner)
        if taker and (fate := _fate(before, after, owner, taker, fates, asked)):
            found.append((taker, fate))
    if not found:
        return
    taken = takers(states.new, asked.new, after.deferral)
    now = wording(taken) if taken else ""
    if any(one.wording == now for one in after.deferral.boundary.reviews):
        return
    for taker, fate in found:
        yield Change(
            "boundary-suspect",
            after.name,
            after.deferral.boundary.span,
            fate.old or (one_line(taker.item.statement) if taker.item else None),
            fate.new,
            owner=states.now(taker.owner),
            reason=fate.reason,
            settle=f"{{reviewed: {now}}}" if now else "",
        )


def _fate(
    before: Drawn,
    after: Drawn,
    owner: Owner,
    taker: Taker,
    fates: dict[str, _Fate],
    asked: _Asked,
) -> _Fate | None:
    """What became of the work that a boundary leaves to an owner; nothing where that stands."""
    states = asked.states
    if taker.item and (fate := fates.get(f"{taker.role.name}#{taker.item.key}")):
        return fate
    now = states.names.get(taker.role.name, "")
    for statement in asked.disowned.get(now, ()):
        if alike(statement, after.statement) >= ALIKE:
            return _Fate("disowned", one_line(statement))
    agent = states.new.roles[now].agent if now in states.new.roles else None
    if (
        taker.item is None
        and agent
        and asked.old.judge(before.deferral, owner).verdict is (Verdict.CLAIMED)
    ):
        claims = {asked.new.judge(after.deferral, one).verdict for one in after.deferral.owners}
        if Verdict.CLAIMED not in claims:
            return _Fate("unclaimed")
    return None


def _fates(states: States) -> dict[str, _Fate]:
    """What became of each old responsibility (`domain/id#key`) that is not as it was."""
    found: dict[str, _Fate] = {}
    mandates = states.mandates
    for one, other in mandates.stayed:
        if not states.same(one.item.statement, other.item.statement):
            found[one.name] = _Fate("reworded", one_line(other.item.statement))
        elif not states.same(one.detail, other.detail):
            old, new = one_line(one.whole), one_line(other.whole)
            found[one.name] = _Fate("reworded", new, old)
    for one, other in mandates.moved:
        found[one.name] = _Fate("moved", other.role.name)
    for whole, parts in mandates.split:
        found[whole.name] = _Fate("split", ", ".join(part.name for part in parts))
    for wholes, part in mandates.merged:
        for whole in wholes:
            found[whole.name] = _Fate("merged", one_line(part.item.statement))
    for one in mandates.removed:
        found[one.name] = _Fate("removed")
    return found


def _newly_disowned(states: States) -> dict[str, list[str]]:
    """What each role of today disowns and did not."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in states.roles.both:
        for after in states.boundaries(one, other).added:
            found[other.name].append(after.statement)
    return found


def _who_disown_more(states: States) -> set[str]:
    """Their old names."""
    return {one.name for one, other in states.roles.both if states.boundaries(one, other).added}


def _agents_with_another_description(states: States) -> set[str]:
    """Their old names."""

    def told(role: Role) -> str:
        return f"{role.agent.description} {role.agent.when_to_use}" if role.agent else ""

    return {one.name for one, other in states.roles.both if not states.same(told(one), told(other))}


def _touches(owner: Owner, touched: set[str], states: States) -> bool:
    target = owner.resolution.target
    if target is None:
        return False
    if target.kind == "domain":
        return any(role.name in touched for role in states.old.members(target.name[:-1]))
    return target.name in touched
