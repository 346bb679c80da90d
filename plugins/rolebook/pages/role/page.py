"""A role in, its page out: who it is, its lane, and who stands around it."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup as Safe

from rolebook.graph.addresses import COMPARE, ROLES, domain_address, role_address, seams_address
from rolebook.graph.courses import course
from rolebook.graph.deferrals import Deferral, newly_under
from rolebook.graph.doctrine import cited
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.model import RELATION_KINDS, USES, Atlas, DocPage, Passage, Role
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Disowned, Edition
from rolebook.pages.edition.figures import figure
from rolebook.pages.edition.findings import brief
from rolebook.pages.edition.folds import Fold, fold
from rolebook.pages.edition.pictures import neighbourhood
from rolebook.pages.library.home import atlas_card
from rolebook.pages.links.addresses import doc_href, href
from rolebook.pages.links.anchors import mandate_anchors, unique_anchors
from rolebook.pages.links.names import Name
from rolebook.pages.links.sentences import without_marker
from rolebook.pages.page import Page
from rolebook.pages.role.prompts import prompt_of
from rolebook.pages.role.proofs import proven
from rolebook.text.identity import slug

_MOST_DEFERRED: Final = 100
"""Boundaries of others that a page quotes; the page of all responsibilities has every one."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate item."""

    anchor: str
    statement: str
    detail: Safe
    body: Safe
    """What stands below its first paragraph."""

    also: tuple[str, ...] = ()
    """What readers call it otherwise."""


@dataclass(frozen=True, slots=True)
class HeldRun:
    """Items of a mandate with nothing between them, and what stands before the first."""

    aside: Safe
    first: int
    """The number of the first, from 1."""

    items: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class RelatedRole:
    """The other side of a relation."""

    name: Name
    note: str
    lang: str
    """The language of the note, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of one kind, in one direction."""

    kind: str
    others: Fold[RelatedRole]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the role's file that has no place of its own."""

    anchor: str
    title: str
    body: Safe


@dataclass(frozen=True, slots=True)
class Cited:
    """What a doctrine reference means, linked."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an atlas asks of whoever plays the role."""

    atlas: Name
    competencies: Fold[Name]
    """Prerequisites first, as on the atlas's page."""


@dataclass(frozen=True, slots=True)
class AgentView:
    """What the page of an agent shows besides (design.md §2.2)."""

    description: Safe
    when_to_use: Safe
    examples: Safe
    capabilities: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    body: Safe


def role_page(edition: Edition, role: Role) -> Page:
    """The page of a role."""
    graph, names = edition.graph, edition.names
    target = Target("role", role.name)
    source = graph.library.sources.get(role.path)
    return compose(
        edition.language,
        "role.html",
        role_address(role.name),
        title=role.title,
        description=edition.summary(role).text,
        source=role.path,
        search_weight=3,
        role=role,
        lang=names.lang(role.path),
        domain=names.domain(role.domain),
        introduction=edition.blocks(_introduction(role), role.domain, itself=role.name),
        held=_held(edition, role),
        disowned=_disowned(edition, role),
        agent=_agent(edition, role),
        prompt=prompt_of(role),
        file=source.text if source else "",
        guardrails=tuple(
            edition.blocks(one, role.domain, itself=role.name, below=2) for one in role.guardrails
        ),
        deferred=fold(
            _deferred(edition, role, one) for one in graph.deferrals_to(target)[:_MOST_DEFERRED]
        ),
        deferred_elsewhere=max(0, len(graph.deferrals_to(target)) - _MOST_DEFERRED),
        deferred_to_domain=len(graph.deferrals_to(Target("domain", f"{role.domain}/"))),
        states=_relations(edition, role, graph.relations_from(role.name), stated=True),
        named_in=_relations(edition, role, graph.relations_to(target), stated=False),
        neighbours=len(edition.seams.neighbours(role.name)),
        seams=href(seams_address(role.name)),
        compared=_compared(edition, role),
        picture=figure(edition, neighbourhood(edition, role), "rb-map", role.path),
        persona=edition.blocks(role.persona, role.domain, itself=role.name),
        parts_of_file=_parts(edition, role),
        doctrine=edition.blocks(role.doctrine_text, role.domain, itself=role.name),
        cited=_cited(edition, role),
        profiles=tuple(names.profile(one) for one in edition.profiles.get(role.name, ())),
        atlases=tuple(atlas_card(edition, atlas) for atlas in graph.atlases_of(role.name)),
        asked=tuple(_asked(edition, atlas) for atlas in graph.atlases_of(role.name)),
        proven=proven(edition, role),
        mentions=fold(names.role(one) for one in graph.mentions_from(role.name)),
        mentioned_in=fold(names.role(one) for one in graph.mentioned_in(role.name)),
        findings=brief(edition.findings(role.name)),
        siblings=_siblings(edition, role),
    )


def _compared(edition: Edition, role: Role) -> str:
    """The link to the choice of another role to stand beside it."""
    can_be = edition.compares and role.name in edition.role_numbers
    return f"{href(COMPARE)}?one={role.name}" if can_be else ""


def _siblings(edition: Edition, role: Role) -> tuple[Name | None, Name | None]:
    """The roles before and after it in its domain; none at either end."""
    members = edition.graph.members(role.domain)
    place = bisect_left(members, role.id, key=lambda one: one.id)
    before = members[place - 1] if place else None
    after = members[place + 1] if place + 1 < len(members) else None
    return (
        edition.names.role(before) if before else None,
        edition.names.role(after) if after else None,
    )


def _introduction(role: Role) -> Passage | None:
    """What it opens with, less the marker: the line under the title says the same."""
    if role.introduction is None:
        return None
    return replace(role.introduction, text=without_marker(role.introduction.text))


def _agent(edition: Edition, role: Role) -> AgentView | None:
    agent = role.agent
    if agent is None:
        return None

    def prose(text: str) -> Safe:
        return edition.blocks(Passage(role.path, 1, text), role.domain, itself=role.name)

    return AgentView(
        prose(agent.description),
        prose(agent.when_to_use),
        prose(agent.examples.replace("<", "&lt;")),
        agent.capabilities,
        agent.others,
        edition.blocks(agent.body, role.domain, itself=role.name),
    )


def _asked(edition: Edition, atlas: Atlas) -> Asked:
    order = course(edition.graph, atlas).own
    competencies = (edition.graph.competencies[f"{atlas.id}#{id}"] for id in order)
    return Asked(
        edition.names.atlas(atlas), fold(edition.names.competency(one) for one in competencies)
    )


def _held(edition: Edition, role: Role) -> tuple[HeldRun, ...]:
    def blocks(passage: Passage | None) -> Safe:
        return edition.blocks(passage, role.domain, itself=role.name)

    items = tuple(
        Held(
            anchor,
            item.statement,
            edition.inline(item.detail, role.path, role.domain, itself=role.name),
            blocks(item.body),
            item.also,
        )
        for item, anchor in zip(role.mandate, mandate_anchors(role), strict=True)
    )
    asides = [(one.after, blocks(one.passage)) for one in role.mandate_asides]
    starts = [(0, Safe()), *asides, (len(items), Safe())]
    runs = (
        HeldRun(aside, start + 1, items[start:end])
        for (start, aside), (end, _) in itertools.pairwise(starts)
    )
    return tuple(run for run in runs if run.aside or run.items)


def _disowned(edition: Edition, role: Role) -> tuple[Disowned, ...]:
    """Its boundaries; what several stand under is said above the first of them."""
    found: list[Disowned] = []
    above: tuple[str, ...] = ()
    for one in edition.graph.deferrals_from(role.name):
        context = one.boundary.context
        found.append(replace(edition.disowned(one), context=newly_under(context, above)))
        above = context
    return tuple(found)


def _deferred(edition: Edition, role: Role, deferral: Deferral) -> Disowned:
    disowned, giver = edition.quoted(deferral), Target("role", deferral.role.name)
    return replace(disowned, giver=edition.beside(role.name, disowned.giver, giver))


def _relations(
    edition: Edition, role: Role, links: tuple[Link, ...], *, stated: bool
) -> tuple[Relations, ...]:
    by_kind: dict[str, list[RelatedRole]] = {}
    for link in links:
        if stated:
            name = edition.names.resolved(link.resolution, link.reference)
            name = edition.beside(role.name, name, link.resolution.target)
        else:
            name = edition.beside(role.name, edition.names.target(link.source), link.source)
        by_kind.setdefault(link.kind, []).append(
            RelatedRole(name, link.reference.note, edition.names.lang(link.reference.span.path))
        )
    return tuple(
        Relations(kind, fold(by_kind[kind])) for kind in (*RELATION_KINDS, USES) if kind in by_kind
    )


def _parts(edition: Edition, role: Role) -> tuple[Part, ...]:
    anchors = unique_anchors("rb-s", (slug(one.title) for one in role.sections))
    return tuple(
        Part(anchor, one.title, edition.blocks(one.body, role.domain, itself=role.name))
        for one, anchor in zip(role.sections, anchors, strict=True)
    )


def _cited(edition: Edition, role: Role) -> tuple[Cited, ...]:
    found = (cited(one.written, role, edition.graph.library) for one in role.doctrine)
    links = {}
    for one in found:
        if isinstance(one, DocPage):
            links[doc_href(one.home)] = one.title
        elif one is not None:
            page = domain_address(one.domain) if one.domain else ROLES
            links[href(page)] = one.title
    return tuple(Cited(title, link) for link, title in links.items())
