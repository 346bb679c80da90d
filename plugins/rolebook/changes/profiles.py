"""Two states in; what changed in the rosters of profiles out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.changes.change import Change
from rolebook.changes.meaning import one_line
from rolebook.changes.pairing import each
from rolebook.changes.states import States
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution
from rolebook.graph.rosters import Post, roster_of
from rolebook.model import Profile, Reference


def profiles(states: States) -> Iterator[Change]:
    """Profiles added, removed, renamed; their seats, who leads, and their texts."""
    for profile in states.profiles.removed:
        yield Change("profile-removed", profile.id, profile.span, profile.title, gone=True)
    for profile in states.profiles.added:
        yield Change("profile-added", profile.id, profile.span, new=profile.title)
    for one, other in states.profiles.both:
        if one.id != other.id:
            yield Change("profile-renamed", other.id, other.span, one.id, other.id)
        here, there = _fields(one, states.old, states), _fields(other, states.new)
        for field, before in here.items():
            if not states.same(before, there[field]):
                texts = each(lambda text: one_line(text) or None, before, there[field])
                yield Change("profile-changed", other.id, other.span, *texts, field=field)
        yield from _seats(one, other, states)


def _fields(profile: Profile, graph: LibraryGraph, states: States | None = None) -> dict[str, str]:
    return {
        "title": profile.title,
        "description": profile.description,
        "lead": _named(profile.lead, roster_of(graph, profile).lead, states),
        "floor": profile.floor,
        "notes": "\n".join(profile.notes),
    }


def _seats(one: Profile, other: Profile, states: States) -> Iterator[Change]:
    here = _posts(one, states.old, states)
    there = _posts(other, states.new)
    for role, post in here.items():
        if role not in there:
            span = post.seat.role.span
            yield Change("seat-removed", other.id, span, role, gone=True)
    for role, post in there.items():
        span = post.seat.role.span
        if role not in here:
            yield Change("seat-added", other.id, span, new=role)
            continue
        before = here[role]
        superiors = (
            _named(before.seat.reports_to, before.superior, states) or None,
            _named(post.seat.reports_to, post.superior) or None,
        )
        if superiors[0] != superiors[1]:
            field = f"{role} reports_to"
            yield Change("seat-changed", other.id, span, *superiors, field=field)
        numbers = before.seat.multiplicity or None, post.seat.multiplicity or None
        if numbers[0] != numbers[1]:
            field = f"{role} multiplicity"
            yield Change("seat-changed", other.id, span, *numbers, field=field)


def _posts(profile: Profile, graph: LibraryGraph, states: States | None = None) -> dict[str, Post]:
    found: dict[str, Post] = {}
    for post in roster_of(graph, profile).posts:
        found.setdefault(_named(post.seat.role, post.role, states), post)
    return found


def _named(reference: Reference | None, means: Resolution, states: States | None = None) -> str:
    """Who is meant, by name of today; as written where that is nobody known."""
    if means.target:
        return states.now(means.target) if states else means.target.name
    return reference.written if reference else ""
