"""A profile in, its page out: who is in the team, who answers to whom, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.diagrams import Diagram
from rolebook.graph.addresses import PROFILES, profile_address
from rolebook.graph.rosters import Missing, Post, Roster, missing, roster_of
from rolebook.model import Passage, Profile
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition, Summary
from rolebook.pages.edition.figures import figure
from rolebook.pages.edition.findings import brief
from rolebook.pages.edition.folds import fold
from rolebook.pages.edition.org_charts import org_chart
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
        picture=figure(edition, _chart(edition, roster), "rb-chart", profile.path),
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


def _chart(edition: Edition, roster: Roster) -> Diagram | None:
    posts = roster.members
    counted = {
        target: f"× {post.seat.multiplicity}"
        for target, post in posts.items()
        if post.seat.multiplicity
    }
    title = roster.profile.title
    return org_chart(
        edition,
        edition.language.gettext("Org chart of %(name)s", name=title),
        ((target, post.superior.target) for target, post in posts.items()),
        lead=roster.lead.target,
        notes=counted,
        lang=edition.language.foreign(roster.profile.lang),
    )
