"""A profile in; its seats with what each names, and what its roles leave to others, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import DANGLING, Resolution, Target
from rolebook.model import Profile, Seat


@dataclass(frozen=True, slots=True)
class Post:
    """A seat with what it names resolved."""

    seat: Seat
    role: Resolution
    superior: Resolution
    """Dangling where it names none."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An owner that roles of a roster defer to, and that nobody on it is."""

    owner: Target
    deferrals: tuple[Deferral, ...]
    """In the order of the roster, then as written."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A profile with its references resolved."""

    profile: Profile
    posts: tuple[Post, ...]
    lead: Resolution
    """Dangling where the profile names none."""

    @property
    def members(self) -> dict[Target, Post]:
        """The posts by their roles, the first of two for one."""
        found: dict[Target, Post] = {}
        for post in self.posts:
            if post.role.target:
                found.setdefault(post.role.target, post)
        return found


def roster_of(graph: LibraryGraph, profile: Profile) -> Roster:
    """A profile's seats, each with the role that it means."""

    def resolved(seat: Seat) -> Post:
        superior = seat.reports_to
        return Post(
            seat,
            graph.resolver.actor(seat.role, ""),
            graph.resolver.actor(superior, "") if superior else DANGLING,
        )

    posts = tuple(resolved(seat) for seat in profile.roster)
    lead = graph.resolver.actor(profile.lead, "") if profile.lead else DANGLING
    return Roster(profile, posts, lead)


def missing(graph: LibraryGraph, roster: Roster) -> tuple[Missing, ...]:
    """The roles and domains that its roles defer to and that have no seat, sorted by name."""
    members = roster.members
    domains = {f"{target.name.partition('/')[0]}/" for target in members}
    found: dict[Target, list[Deferral]] = defaultdict(list)
    for member in members:
        for deferral in graph.deferrals_from(member.name):
            owners = [one.resolution.target for one in deferral.owners]
            if any(one in members or (one and one.name in domains) for one in owners):
                continue  # with several owners one of them on the roster is enough
            for one in owners:
                if one and one.kind in ("role", "domain"):
                    found[one].append(deferral)
    return tuple(Missing(owner, tuple(found[owner])) for owner in sorted(found))


def profiles_by_role(graph: LibraryGraph) -> dict[str, tuple[Profile, ...]]:
    """The profiles on whose roster each role (`sales/sales-lead`) is, sorted by id."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for _, profile in sorted(graph.profiles.items()):
        for target in roster_of(graph, profile).members:
            found[target.name].append(profile)
    return {name: tuple(profiles) for name, profiles in found.items()}
