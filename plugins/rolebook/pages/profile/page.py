"""A profile in, its page out: who is in the team, who answers to whom, and who is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from markupsafe import Markup as Safe

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode
from rolebook.graph.addresses import PROFILES, profile_address, role_address
from rolebook.graph.resolve import Target
from rolebook.graph.rosters import Missing, Post, Roster, missing, roster_of
from rolebook.model import Passage, Profile
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition, Summary
from rolebook.pages.edition.figures import figure
from rolebook.pages.edition.findings import brief
from rolebook.pages.edition.folds import fold
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A profile in the index of all."""

    name: Name
    roles: int
    lead: Name | None


@dataclass(frozen=True, slots=True)
class Member:
    """A seat as the page lists it."""

    name: Name
    summary: Summary | None
    """None where nobody wrote the role."""

    superior: Name | None
    multiplicity: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Lacking:
    """An owner without a seat, and what the team leaves to it."""

    name: Name
    left: tuple[tuple[Name, str, str], ...]
    """Who leaves it, what, and the language of that."""


def profiles_page(edition: Edition) -> Page:
    """The page at `profiles/`."""
    cards = []
    for _, profile in sorted(edition.graph.profiles.items()):
        roster = roster_of(edition.graph, profile)
        lead = _name(edition, roster, profile)
        cards.append(ProfileCard(edition.names.profile(profile), len(roster.members), lead))
    return compose(edition.language, "profiles.html", PROFILES, in_navigation=True, cards=cards)


def profile_page(edition: Edition, profile: Profile) -> Page:
    """The page of a profile."""
    roster = roster_of(edition.graph, profile)
    members = tuple(_member(edition, roster, post) for post in roster.posts)
    return compose(
        edition.language,
        "profile.html",
        profile_address(profile.id),
        title=profile.title,
        source=profile.path,
        in_navigation=True,
        search_weight=2,
        profile=profile,
        lang=edition.names.lang(profile.path),
        lead=_name(edition, roster, profile),
        about=_prose(edition, profile, profile.description),
        notes=tuple(_prose(edition, profile, note) for note in profile.notes),
        members=fold(members),
        seats=len(members),
        picture=figure(edition, org_chart(edition, roster), "rb-chart", profile.path),
        missing=tuple(_lacking(edition, one) for one in missing(edition.graph, roster)),
        findings=brief(edition.findings(profile.name)),
    )


def _prose(edition: Edition, profile: Profile, text: str) -> Safe:
    return edition.blocks(Passage(profile.path, 1, text), "") if text else Safe()


def _name(edition: Edition, roster: Roster, profile: Profile) -> Name | None:
    if profile.lead is None:
        return None
    return edition.names.resolved(roster.lead, profile.lead)


def _member(edition: Edition, roster: Roster, post: Post) -> Member:
    target, superior = post.role.target, post.seat.reports_to
    role = edition.graph.roles.get(target.name) if target and target.kind == "role" else None
    return Member(
        edition.names.resolved(post.role, post.seat.role),
        edition.summary(role) if role else None,
        edition.names.resolved(post.superior, superior) if superior else None,
        post.seat.multiplicity,
        bool(target and target == roster.lead.target),
    )


def _lacking(edition: Edition, one: Missing) -> Lacking:
    left = []
    for deferral in one.deferrals:
        disowned = edition.disowned(deferral)
        left.append((disowned.giver, disowned.statement, disowned.lang))
    return Lacking(edition.names.target(one.owner), tuple(left))


def org_chart(edition: Edition, roster: Roster) -> Diagram | None:
    """Who leads whom, from the top down; none where nobody reports to anybody."""
    word = edition.language.gettext("leads")
    nodes: dict[Target, DiagramNode] = {}
    edges: list[DiagramEdge] = []
    below: dict[Target, list[Target]] = defaultdict(list)
    for target, post in roster.members.items():
        nodes.setdefault(target, _node(edition, roster, target, post.seat.multiplicity))
        if (superior := post.superior.target) and superior != target:
            below[superior].append(target)
    for superior, reports in below.items():
        if superior not in nodes:
            nodes[superior] = _node(edition, roster, superior, "")
        above = nodes[superior].key
        edges += [DiagramEdge(above, nodes[one].key, "reports_to", word=word) for one in reports]
    if not edges:
        return None
    title = roster.profile.title
    return Diagram(
        edition.language.gettext("Org chart of %(profile)s", profile=title),
        edition.language.gettext("Each arrow leads from a role to one that reports to it."),
        tuple(nodes.values()),
        tuple(edges),
        "TB",
        edition.language.foreign(roster.profile.lang),
    )


def _node(edition: Edition, roster: Roster, target: Target, multiplicity: str) -> DiagramNode:
    name = edition.names.target(target)
    role = edition.graph.roles.get(target.name) if target.kind == "role" else None
    note = name.where if role else ""
    node = DiagramNode(
        f"{target.kind} {target.name}",
        name.text,
        href(role_address(role.name)) if role else None,
        target.kind,
        target == roster.lead.target,
        " · ".join(filter(None, (note, f"× {multiplicity}" if multiplicity else ""))),
        name.accent,
        name.lang,
    )
    return replace(node, kind="external") if target.kind not in ("role", "external") else node
