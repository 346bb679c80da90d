"""A role in, the page of its seams out: what it and each neighbour say of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup as Safe

from rolebook.graph.addresses import COMPARE, seams_address
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.model import Responsibility, Role
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Disowned, Edition
from rolebook.pages.edition.findings import MOST_FINDINGS, Brief, brief
from rolebook.pages.links.addresses import href
from rolebook.pages.links.anchors import mandate_anchor
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

_MOST_HANDED: Final = 100
"""Boundaries that one page of seams shows, or one for each side where there are more seams."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mandate of an owner says of what it is given."""

    verdict: str
    """As in `Verdict`: where it is unsure, the reader judges by the nearest item."""

    holder: Name
    """Who was asked: of a domain, the member that comes nearest; linked to the item, if any."""

    statement: str
    """The nearest item; empty where the mandate has not a word of it."""

    detail: Safe


@dataclass(frozen=True, slots=True)
class Handed:
    """One boundary, with the answers of those owners that the seam is about."""

    disowned: Disowned
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation that one side states."""

    kind: str
    note: str
    lang: str
    """The language of the note, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of the other."""

    speaker: Name
    handed: tuple[Handed, ...]
    stated: tuple[Stated, ...]
    more: int = 0
    """How many boundaries stand on the speaker's own page only."""

    all: str = ""
    """The placeholder link to all of them."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Where two roles touch, or a role and a domain that it names as a whole."""

    anchor: str
    other: Name
    here: Side
    there: Side
    findings: Brief
    """What was found about both."""

    compared: str = ""
    """The placeholder link to all of both, side by side."""


def seams_page(edition: Edition, role: Role) -> Page | None:
    """The page of a role's seams; none for a role that touches no other."""
    graph, names = edition.graph, edition.names
    neighbours = edition.seams.neighbours(role.name)
    if not neighbours:
        return None
    itself = names.role(role)
    most = _most(edition, role)
    return compose(
        edition.language,
        "seams.html",
        seams_address(role.name),
        source=role.path,
        searchable=False,
        role=itself,
        domain=names.domain(role.domain),
        seams=tuple(
            _seam(edition, role, graph.roles[other], most)
            for other in neighbours
            if edition.tells(role.name, other)
        ),
        elsewhere=tuple(
            edition.beside(role.name, names.role(graph.roles[other]), Target("role", other))
            for other in neighbours
            if not edition.tells(role.name, other)
        ),
        domains=tuple(
            edition.beside(role.name, names.domain(one.rstrip("/")), Target("domain", one))
            for one in edition.seams.domains(role.name)
        ),
    )


def domain_seams(edition: Edition, domain: str) -> Iterator[Seam]:
    """The seams of a domain (`sales/`) with the roles that name it as a whole."""
    itself = edition.names.domain(domain.rstrip("/"))
    for name in edition.seams.speakers(domain):
        role = edition.graph.roles[name]
        said = _side(edition, role, Target("domain", domain))
        silent = Side(itself, (), ())
        yield Seam(name, edition.names.role(role), said, silent, brief(()))


def _most(edition: Edition, role: Role) -> int | None:
    """How many boundaries each side of a seam shows where all would make the page a book."""
    shown = [one for one in edition.seams.neighbours(role.name) if edition.tells(role.name, one)]
    said = edition.seams.said
    ways = [way for one in shown for way in ((role.name, one), (one, role.name))]
    if sum(len(said(*way).deferrals) for way in ways) <= _MOST_HANDED:
        return None
    return max(1, _MOST_HANDED // len(ways))


def _seam(edition: Edition, role: Role, other: Role, most: int | None) -> Seam:
    about = (one for one in edition.findings(role.name) if other.name in one.subjects)
    return Seam(
        other.name,
        edition.names.role(other),
        _side(edition, role, Target("role", other.name), most),
        _side(edition, other, Target("role", role.name), most),
        brief(about, most or MOST_FINDINGS),
        _compared(edition, role, other),
    )


def _compared(edition: Edition, role: Role, other: Role) -> str:
    if not edition.compares or {role.name, other.name} - edition.role_numbers.keys():
        return ""
    return f"{href(COMPARE)}?one={role.name}&other={other.name}"


def _side(edition: Edition, speaker: Role, other: Target, most: int | None = None) -> Side:
    said = edition.seams.said(speaker.name, other.name)
    return Side(
        edition.names.role(speaker),
        tuple(_handed(edition, one, other) for one in said.deferrals[:most]),
        tuple(_stated(edition, link) for link in said.relations),
        len(said.deferrals[most:]) if most else 0,
        edition.names.role(speaker, "rb-disowns").href,
    )


def _handed(edition: Edition, deferral: Deferral, other: Target) -> Handed:
    asked = (one for one in deferral.owners if one.resolution.target == other)
    answers = (_answer(edition, deferral, owner) for owner in asked)
    # an owner that is named twice answers once, unless two of its items are named
    return Handed(edition.quoted(deferral), tuple(dict.fromkeys(answers)))


def _answer(edition: Edition, deferral: Deferral, owner: Owner) -> Answer:
    claim = edition.claims.judge(deferral, owner)
    role, verdict = claim.role, claim.verdict.value
    if role is None:
        # a domain without another member than the giver
        return Answer(verdict, edition.names.owner(owner), "", Safe())
    if claim.item is None:
        return Answer(verdict, edition.names.role(role), "", Safe())
    holder = edition.names.role(role, mandate_anchor(role, claim.item.key))
    detail = edition.shortened(_detail(edition, role, claim.item))
    return Answer(verdict, holder, edition.names.label(claim.item.statement), detail)


def _detail(edition: Edition, role: Role, item: Responsibility) -> Safe:
    return edition.inline(item.detail, role.path, role.domain, itself=role.name)


def _stated(edition: Edition, link: Link) -> Stated:
    lang = edition.names.lang(link.reference.span.path)
    return Stated(link.kind, link.reference.note, lang)
