"""Two states in; what changed in what the roles leave to others, and to whom, out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.changes.boundaries_then_and_now import Drawn
from rolebook.changes.change import Change
from rolebook.changes.meaning import ALIKE, alike, one_line, said
from rolebook.changes.pairing import likely
from rolebook.changes.references import Named, elsewhere
from rolebook.changes.states import States
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.resolve import Target
from rolebook.model import Passage, Role
from rolebook.text.source import Span


def boundaries(states: States) -> Iterator[Change]:
    """The boundaries and guardrails of roles that are in both states."""
    for one, other in states.roles.both:
        pairs = states.boundaries(one, other)
        for before in pairs.removed:
            if any(
                states.went(it.resolution.target, _prose(before), other)
                for it in before.deferral.owners
            ):
                continue
            name = f"{other.name}#{before.deferral.boundary.responsibility.key}"
            span = before.deferral.boundary.span
            yield Change("boundary-removed", name, span, _told(before, states), gone=True)
        for after in pairs.added:
            if any(
                states.came(it.resolution.target, _prose(after), one)
                for it in after.deferral.owners
            ):
                continue
            span = after.deferral.boundary.span
            yield Change("boundary-added", after.name, span, new=_told(after))
        for before, after in pairs.both:
            yield from _changed(before, after, states)
        yield from _guardrails(one, other, states)


def _targets(one: Drawn) -> Iterator[Target | None]:
    return (owner.resolution.target for owner in one.deferral.owners)


def _prose(one: Drawn) -> str:
    return one.deferral.boundary.prose.text


def _changed(before: Drawn, after: Drawn, states: States) -> Iterator[Change]:
    span = after.deferral.boundary.span
    moved = has_other_owners(before, after, states)
    if moved:
        owners = owners_of(before.deferral, states), owners_of(after.deferral)
        was, now = (", ".join(one) or "nobody" for one in owners)
        yield Change("boundary-owner-changed", after.name, span, was, now)
    if not states.same(before.statement, after.statement):
        was, now = one_line(before.statement), one_line(after.statement)
        yield Change("boundary-reworded", after.name, span, was, now)
    elif not moved and is_retold(before, after, states):
        was, now = (one_line(_all_of(one.deferral)) for one in (before, after))
        yield Change("boundary-reworded", after.name, span, was, now)


def has_other_owners(before: Drawn, after: Drawn, states: States) -> bool:
    """Whether a boundary names somebody else."""
    was = {_owner(one, states): _named(one) for one in before.deferral.owners}
    now = {_owner(one, None): _named(one) for one in after.deferral.owners}
    gone, come = elsewhere(was, now)
    # an item that is named and has another key or mandate now is told of as that
    kept = {(states.now(one.target), one.written) for one in gone.values() if one.target} & {
        (one.target.name, one.written) for one in come.values() if one.target
    }
    if kept:
        gone = {
            k: one
            for k, one in gone.items()
            if one.target is None or (states.now(one.target), one.written) not in kept
        }
        come = {
            k: one
            for k, one in come.items()
            if one.target is None or (one.target.name, one.written) not in kept
        }
    if _prose(before) == _prose(after):
        # who came or went is told; where the same words mean another one, that is
        gone = {k: one for k, one in gone.items() if states.is_there(one.target)}
        come = {k: one for k, one in come.items() if states.was_there(one.target)}
    return bool(gone or come)


def _named(owner: Owner) -> Named:
    return Named(owner.reference.written, owner.resolution.target, owner.reference.span)


def is_retold(before: Drawn, after: Drawn, states: States) -> bool:
    """Whether a boundary says something else besides what it disowns and who its owner is."""
    texts = _besides(before.deferral), _besides(after.deferral)
    return not states.same(*texts) and not states.same(
        _all_of(before.deferral), _all_of(after.deferral)
    )


def owners_of(deferral: Deferral, states: States | None = None) -> tuple[str, ...]:
    """The owners by name, in the order written; those of the old state as they are called now."""
    return tuple(dict.fromkeys(_owner(one, states) for one in deferral.owners))


def _owner(owner: Owner, states: States | None) -> str:
    target, item = owner.resolution.target, owner.reference.item
    if target is None:
        return owner.reference.written
    name = f"{target.name}#{item}" if item else target.name
    if states is None:
        return name
    if item and (now := states.responsibility_names.get(name)):
        return now
    return f"{states.now(target)}#{item}" if item else states.now(target)


def _besides(deferral: Deferral) -> str:
    """What a boundary says besides its statement and its owners, and what it stands under."""
    boundary = deferral.boundary
    text = boundary.rest.text if boundary.heading else deferral.told
    for owner in deferral.owners:
        text = text.replace(owner.reference.written, " ")
    return "\n".join((*boundary.context, text))


def _all_of(deferral: Deferral) -> str:
    boundary = deferral.boundary
    above = "".join(f"{one.rstrip(' :')}: " for one in boundary.context)
    return f"{above}{boundary.prose.text}"


def _told(one: Drawn, states: States | None = None) -> str:
    owners = ", ".join(owners_of(one.deferral, states))
    return f"{one_line(one.statement)} ({owners or 'nobody'})"


def _guardrails(one: Role, other: Role, states: States) -> Iterator[Change]:
    here = {states.said(rule.text): rule for rule in one.guardrails}
    there = {states.said(rule.text): rule for rule in other.guardrails}
    gone = [rule for words, rule in here.items() if words and words not in there]
    come = [rule for words, rule in there.items() if words and words not in here]
    reworded = [
        *likely(gone, come, lambda it: said(it.text), lambda a, b: alike(a.text, b.text), ALIKE)
    ]
    for before, after in reworded:
        texts = one_line(before.text), one_line(after.text)
        yield Change("guardrail-reworded", other.name, _span(after), *texts)
    for rule in gone:
        if all(rule is not before for before, _ in reworded):
            text = one_line(rule.text)
            yield Change("guardrail-removed", other.name, _span(rule), text, gone=True)
    for rule in come:
        if all(rule is not after for _, after in reworded):
            yield Change("guardrail-added", other.name, _span(rule), new=one_line(rule.text))


def _span(passage: Passage) -> Span:
    return Span(passage.path, passage.first_line, 1, passage.first_line, 1)
