"""What a thing names in two states in; whom it no longer names, and whom it names now, out.

An author who changed nothing has said nothing new, whoever else came or went: a reference that is
written as it was, and meant nobody in one of the states, is told of by whoever came or went.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rolebook.graph.resolve import Target
from rolebook.text.source import Span


class Named(NamedTuple):
    """One reference of a state."""

    written: str
    target: Target | None
    """None where it means nobody, or may mean several."""

    span: Span


def elsewhere(
    old: Mapping[str, Named], new: Mapping[str, Named]
) -> tuple[dict[str, Named], dict[str, Named]]:
    """Of two states' references, by whom they name as that is called today: those that are gone and
    those that have come, each sorted."""
    gone = {name: old[name] for name in sorted(old.keys() - new.keys())}
    come = {name: new[name] for name in sorted(new.keys() - old.keys())}
    was = {one.written: one.target for one in gone.values()}
    now = {one.written: one.target for one in come.values()}
    same = {
        written
        for written in was.keys() & now.keys()
        if was[written] is None or now[written] is None
    }
    return (
        {name: one for name, one in gone.items() if one.written not in same},
        {name: one for name, one in come.items() if one.written not in same},
    )
