"""Roles and atlases in; their typed edges out, with what each names resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.graph.outside import names_people
from rolebook.graph.resolve import Resolution, Resolver, Target
from rolebook.model import USES, Atlas, Competency, Expected, Reference, Relation, Role
from rolebook.text.identity import slug

_SUFFIXED: Final = re.compile(r"(?P<group>.+)-(?:team|department|dept)|(?P<agent>.+)-(?:sub)?agent")
"""Where no role bears the name, `sales-team` means a domain, and "Planner agent" `planner`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation, prerequisite, level or charted role with its target resolved."""

    source: Target
    kind: str
    reference: Reference
    resolution: Resolution


def relations(roles: Iterable[Role], resolver: Resolver) -> Iterator[Link]:
    """The relations that the roles state, in the order written."""
    for role in roles:
        links = [_relation(role, relation, resolver) for relation in role.relations]
        links = [link for link in links if _counts(link)]
        # "Risk and Compliance Manager" is one role where it is one, and else two
        whole = [link for link in links if " and " in link.reference.written]
        yield from (link for link in links if not any(_within(link, one) for one in whole))
        yield from _uses(role, resolver)


def prerequisites(competencies: Iterable[Competency], resolver: Resolver) -> Iterator[Link]:
    """What each competency asks for first, in the order written."""
    for one in competencies:
        for reference in one.prerequisites:
            resolution = resolver.competency(reference, one.atlas)
            yield Link(Target("competency", one.name), "prerequisite", reference, resolution)


def charts(atlases: Iterable[Atlas], resolver: Resolver) -> Iterator[Link]:
    """The roles that each atlas is for, in the order written."""
    for atlas in atlases:
        for reference in atlas.roles:
            found = resolver.actor(reference, "")
            yield Link(Target("atlas", atlas.id), "charts", reference, found)


def _uses(role: Role, resolver: Resolver) -> Iterator[Link]:
    """The skills that a role uses, each once; who names one that is nowhere is told elsewhere."""
    source, used = Target("role", role.name), set[Target]()
    for reference in role.skills:
        found = resolver.skill(reference)
        if found.target and found.target != source and found.target not in used:
            used.add(found.target)
            yield Link(source, USES, reference, found)


def _counts(link: Link) -> bool:
    """Whether words that may name a role are a relation: they do, or must."""
    reference, resolution = link.reference, link.resolution
    if reference.typed and not reference.expects:
        return bool(resolution.candidates) or reference.dangles
    if len(resolution.candidates) != 1:
        # an unknown collaborator, or one of several
        return reference.expects is Expected.AGENT
    return resolution.target not in (None, link.source)


def _relation(role: Role, relation: Relation, resolver: Resolver) -> Link:
    target = relation.target
    resolution = resolver.noted_actor(target, role.domain)
    words = _SUFFIXED.fullmatch(slug(target.name))
    if words and not resolution.candidates:
        name = words["agent"] or f"{words['group']}/"
        found = resolver.actor_named(name, role.domain)
        resolution = found if found.target else resolution
    if role.agent and not resolution.candidates and not (target.expects and target.typed):
        resolution = resolver.abbreviated(target, role.domain)
        if not resolution.candidates and target.typed and names_people(target.name):
            # drawn as an actor from outside; who lists none is told which there are
            resolution = Resolution((Target("external", target.name),))
    return Link(Target("role", role.name), relation.kind, target, resolution)


def _within(link: Link, other: Link) -> bool:
    """Whether a relation names a part of the words of another."""
    span, whole = link.reference.span, other.reference.span
    return link is not other and (
        (whole.line, whole.column) <= (span.line, span.column)
        and (span.end_line, span.end_column) <= (whole.end_line, whole.end_column)
        and span != whole
    )
