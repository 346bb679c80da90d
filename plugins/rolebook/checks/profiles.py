"""A linked library in; what is wrong with its profiles out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.checks.identities import DUPLICATE_ID
from rolebook.checks.references import ambiguous
from rolebook.checks.suggestions import closest, closest_role
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.circles import knots, shortest_circle
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution, Target
from rolebook.graph.rosters import Roster, roster_of
from rolebook.model import Profile, Reference
from rolebook.text.identity import slug
from rolebook.text.source import Span


def profiles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Every check of every profile."""
    yield from _twins(graph)
    for _, profile in sorted(graph.profiles.items()):
        roster = roster_of(graph, profile)
        yield from _unknown_classes(graph, roster)
        yield from _repeated_seats(roster)
        yield from _superiors(graph, roster)
        yield from _leads(graph, roster)
        yield from _circles(roster)


def _twins(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Profiles with one id; capital letters make no difference to an address."""
    first: dict[str, Profile] = {}
    for one in graph.library.profiles:
        before = first.setdefault(slug(one.id), one)
        if before is not one:
            yield Diagnostic(
                DUPLICATE_ID,
                f"the profile `{one.id}` is defined twice",
                one.span,
                "give one of them another `id`, or remove one",
                (Related("first defined here", before.span),),
                subjects=(one.name,),
            )


UNKNOWN_CLASS = rule("RB116")
"""A seat for a role that nobody wrote is filled by nobody."""


def _unknown_classes(graph: LibraryGraph, roster: Roster) -> Iterator[Diagnostic]:
    for post in roster.posts:
        reference, target = post.seat.role, post.role.target
        if post.role.ambiguous:
            yield ambiguous("`class`", reference, post.role, roster.profile.name)
        elif target is None and graph.unread(reference):
            continue  # its file is reported
        elif target is None or target.kind != "role":
            yield Diagnostic(
                UNKNOWN_CLASS,
                f"`class: {reference.written}` is no role of this library",
                reference.span,
                closest_role(graph, reference.name),
                subjects=(roster.profile.name,),
            )


REPEATED_SEAT = rule("RB117")
"""Of two seats of one role the second may report to another: who answers to whom is open."""


def _repeated_seats(roster: Roster) -> Iterator[Diagnostic]:
    first: dict[Target, Reference] = {}
    for post in roster.posts:
        if (target := post.role.target) is None:
            continue
        before = first.setdefault(target, post.seat.role)
        if before is not post.seat.role:
            yield Diagnostic(
                REPEATED_SEAT,
                f"`{target.name}` stands twice on the roster of `{roster.profile.id}`",
                post.seat.role.span,
                "remove this entry; `multiplicity: 2` in the first says that two hold the role",
                (Related("first listed here", before.span),),
                subjects=(roster.profile.name,),
            )


SUPERIOR_NOT_ON_ROSTER = rule("RB118")
"""Whoever reports to somebody outside the team is led by nobody in it."""


def _superiors(graph: LibraryGraph, roster: Roster) -> Iterator[Diagnostic]:
    for post in roster.posts:
        if reference := post.seat.reports_to:
            yield from _seated(graph, roster, reference, post.superior, "reports_to")


LEAD_NOT_ON_ROSTER = rule("RB119")
"""A lead without a seat leads a team that does not know it."""


def _leads(graph: LibraryGraph, roster: Roster) -> Iterator[Diagnostic]:
    if reference := roster.profile.lead:
        yield from _seated(graph, roster, reference, roster.lead, "lead")


def _seated(
    graph: LibraryGraph, roster: Roster, reference: Reference, found: Resolution, key: str
) -> Iterator[Diagnostic]:
    """The finding where a name is nobody on the roster; a superior may be outside the library."""
    id, written = roster.profile.id, reference.written
    outside = found.target and found.target.kind == "external" and key == "reports_to"
    if found.target in roster.members or outside or _is_unknown_seat(roster, written):
        return
    if found.ambiguous:
        yield ambiguous(f"`{key}`", reference, found, roster.profile.name)
        return
    # nobody reports to himself
    posts = (post for post in roster.posts if post.seat.reports_to is not reference)
    seats = sorted({post.seat.role.written for post in posts})
    help = f"add `- class: {written}` to its roster, or name one of {_listed(seats)}"
    if not found.candidates:
        elsewhere = f"name one of {_listed(seats)}"
        if key == "reports_to":
            elsewhere += ", or list them under `external:` in mkdocs.yml"
        help = closest(written, seats, elsewhere)
    yield Diagnostic(
        SUPERIOR_NOT_ON_ROSTER if key == "reports_to" else LEAD_NOT_ON_ROSTER,
        f"`{key}: {written}` is not on the roster of `{id}`",
        reference.span,
        help,
        subjects=(roster.profile.name,),
    )


def _is_unknown_seat(roster: Roster, written: str) -> bool:
    """Whether it names a seat whose role nobody wrote: that is reported there."""
    return any(not one.role.target and one.seat.role.written == written for one in roster.posts)


def _listed(seats: list[str]) -> str:
    return ", ".join(f"`{one}`" for one in seats[:6]) + (", …" if len(seats) > 6 else "")


ROSTER_CYCLE = rule("RB205")
"""In a circle of reporting lines everybody is everybody's manager, and nobody leads the team."""


def _circles(roster: Roster) -> Iterator[Diagnostic]:
    stated: dict[tuple[Target, Target], Span] = {}
    for target, post in roster.members.items():
        superior, reference = post.superior.target, post.seat.reports_to
        if superior and reference and superior in roster.members:
            stated[target, superior] = reference.span
    following = {target: [superior] for target, superior in stated}
    for knot in sorted(knots(following), key=min):
        # nobody has two superiors, so that a knot is one circle
        within = {one: [other for other in following[one] if other in knot] for one in knot}
        circle = shortest_circle(within, min(knot))
        names = [one.name.rpartition("/")[2] for one in (*circle, circle[0])]
        edges = [stated[pair] for pair in zip(circle, (*circle[1:], circle[0]), strict=True)]
        yield Diagnostic(
            ROSTER_CYCLE,
            "reporting lines go round in a circle: " + " → ".join(f"`{name}`" for name in names),
            edges[0],
            "take one `reports_to` out of the circle: whoever leads reports to nobody here",
            tuple(Related("goes on here", span) for span in edges[1:]),
            subjects=(roster.profile.name,),
        )
