"""Two states in; what changed in what the roles answer for out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.changes.change import Change
from rolebook.changes.mandates_then_and_now import Held
from rolebook.changes.meaning import one_line, said
from rolebook.changes.states import States
from rolebook.text.identity import key_of


def responsibilities(states: States) -> Iterator[Change]:
    """What mandates hold that they did not, or hold otherwise. What a role that is gone or new
    holds goes and comes with it, unless another mandate has it now, or had it."""
    found = states.mandates
    for one, other in found.stayed:
        yield from _reworded(one, other, states)
    for one, other in found.moved:
        yield Change(
            "responsibility-moved",
            other.name,
            other.item.span,
            states.names.get(one.role.name, one.role.name),
            other.role.name,
        )
        if not states.same(one.item.statement, other.item.statement):
            yield from _reworded(one, other, states)
    for whole, parts in found.split:
        names = ", ".join(part.name for part in parts)
        name = _called(whole, states)
        span = parts[0].item.span
        yield Change("responsibility-split", name, span, _stated(whole), names)
    for wholes, part in found.merged:
        names = ", ".join(_called(whole, states) for whole in wholes)
        yield Change("responsibility-merged", part.name, part.item.span, names, _stated(part))
    gone = {role.name for role in states.roles.removed}
    come = {role.name for role in states.roles.added}
    for one in found.removed:
        if one.role.name not in gone:
            name, text = _called(one, states), _stated(one)
            yield Change("responsibility-removed", name, one.item.span, text, gone=True)
    for one in found.added:
        if one.role.name not in come:
            yield Change("responsibility-added", one.name, one.item.span, new=_stated(one))


def _reworded(one: Held, other: Held, states: States) -> Iterator[Change]:
    here, there = one.item.statement, other.item.statement
    restated = not states.same(here, there)
    redetailed = not states.same(one.detail, other.detail)
    if restated or redetailed:
        before, after = (
            (here, there)
            if not redetailed
            else (one.detail, other.detail)
            if not restated
            else (one.whole, other.whole)
        )
        yield Change(
            "responsibility-reworded",
            other.name,
            other.item.span,
            one_line(before),
            one_line(after),
        )
    keys = one.item.key, other.item.key
    own = (one.item.key != key_of(here)) or (other.item.key != key_of(there))
    if own and said(keys[0]) != said(keys[1]):
        yield Change("responsibility-renamed", other.name, other.item.span, *keys)


def _called(one: Held, states: States) -> str:
    """What is no longer there, in the mandate of today of whoever held it."""
    role = states.names.get(one.role.name, one.role.name)
    return f"{role}#{one.item.key}"


def _stated(one: Held) -> str:
    return one_line(one.item.statement)
