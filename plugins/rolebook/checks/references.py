"""A linked library in; the references of its roles that lead nowhere, or to two places, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolebook.checks.suggestions import candidates, closest_actor
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Resolution, Target
from rolebook.model import Reference, Standing
from rolebook.text.nearest import Names

AMBIGUOUS_REFERENCE = rule("RB109")
"""Two things bear the name: whichever a reader takes it for, another takes it for the other."""


def ambiguous(what: str, reference: Reference, resolution: Resolution, subject: str) -> Diagnostic:
    """The finding that a reference may mean several things."""
    return Diagnostic(
        AMBIGUOUS_REFERENCE,
        f"{what} `{reference.written}` may mean {candidates(resolution)}",
        reference.span,
        f"write {candidates(resolution, reference.item)}",
        subjects=(subject,),
    )


DANGLING_OWNER = rule("RB101")
"""Work that is handed to a role nobody has is done by nobody."""


def dangling_owners(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundary owners that are no role, domain or outside actor of the library."""
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            written = owner.reference.written
            if owner.resolution.ambiguous:
                # names in an agent's prose are told once for all: `checks/ambiguous_names.py`
                if not deferral.role.agent and (owner.reference.typed or len(deferral.owners) == 1):
                    yield ambiguous(
                        "boundary owner", owner.reference, owner.resolution, deferral.role.name
                    )
            elif not owner.resolution.candidates and not graph.unread(owner.reference):
                yield Diagnostic(
                    DANGLING_OWNER,
                    f"boundary owner `{written}` is no role or domain of this library",
                    owner.reference.span,
                    closest_actor(graph, owner.reference.name, item=owner.reference.item),
                    subjects=(deferral.role.name,),
                )


DANGLING_MANDATE_ITEM = rule("RB106")
"""A boundary that names the mandate item taking over promises that the owner's file says so."""


def dangling_mandate_items(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Owners, and what competencies prove, written as `role#item` where there is no such item."""
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            yield from missing_item(graph, owner.reference, owner.resolution, deferral.role.name)
    for proof in graph.proofs:
        yield from missing_item(graph, proof.reference, proof.resolution, proof.competency.atlas)


def missing_item(
    graph: LibraryGraph, reference: Reference, resolution: Resolution, subject: str
) -> Iterator[Diagnostic]:
    """The finding where a reference names an item that the role's mandate does not have."""
    target, item = resolution.target, reference.item
    if not item or not target or target.kind != "role":
        return
    role = graph.roles[target.name]
    keys = [one.key for one in role.mandate]
    if item not in keys:
        near = Names(keys).nearest(item)
        known = ", ".join(f"`{reference.name}#{key}`" for key in keys) or "none"
        otherwise = f"its items ({role.path}): {known}"
        yield Diagnostic(
            DANGLING_MANDATE_ITEM,
            f"the mandate of `{role.name}` has no item `{item}`",
            reference.span,
            f"did you mean `{reference.name}#{near}`?" if near else otherwise,
            subjects=(subject,),
        )


DANGLING_RELATION = rule("RB102")
"""A reporting line, escalation or hand-off to a role nobody has ends in the void."""


def dangling_relations(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Relations whose target is no role, domain or outside actor of the library."""
    for link in graph.relations:
        if link.reference.expects:
            continue  # a warning: `checks/collaborators.py`, `checks/ambiguous_names.py`
        if link.resolution.ambiguous:
            if not graph.say_the_same(link.resolution):
                yield ambiguous(
                    f"`{link.kind}` target", link.reference, link.resolution, link.source.name
                )
        elif not link.resolution.candidates and not graph.unread(link.reference):
            yield Diagnostic(
                DANGLING_RELATION,
                f"`{link.kind}` names `{link.reference.written}`,"
                " which is no role or domain of this library",
                link.reference.span,
                closest_actor(graph, link.reference.name),
                subjects=(link.source.name,),
            )


SELF_REFERENCE = rule("RB111")
"""Nobody reports, escalates or hands over to themselves, and nothing is its own prerequisite."""


def self_references(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Owners, relations and prerequisites that name the thing they stand in."""
    for deferral in graph.deferrals:
        for reference in deferral.itself:
            stands = reference.typed and reference.standing is Standing.OWNER
            if stands and not deferral.owners:
                yield Diagnostic(
                    SELF_REFERENCE,
                    f"`{deferral.role.id}` gives what it disowns to itself:"
                    f" `{deferral.boundary.responsibility.statement}`",
                    reference.span,
                    "name the role that takes it over, or move it into the mandate",
                    subjects=(deferral.role.name,),
                )
        targets = [owner.resolution.target for owner in deferral.owners]
        own = Target("domain", f"{deferral.role.domain}/")
        if targets == [own] and len(graph.members(deferral.role.domain)) == 1:
            yield Diagnostic(
                SELF_REFERENCE,
                f"`{deferral.role.id}` gives `{deferral.boundary.responsibility.statement}` to"
                f" `{own.name}`, of which it is the only role",
                deferral.owners[0].reference.span,
                "name the role that takes it over, or move it into the mandate",
                subjects=(deferral.role.name,),
            )
    for link in (*graph.relations, *graph.prerequisites):
        if link.resolution.target == link.source:
            yield Diagnostic(
                SELF_REFERENCE,
                _said(link.source.name, link.kind),
                link.reference.span,
                f"remove `{link.reference.written}` here, or name another",
                subjects=(link.source.name.partition("#")[0],),
            )


REPEATED_REFERENCE = rule("RB114")
"""Whoever is named twice in one list was probably to be somebody else the second time."""


def repeated_references(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Relations, prerequisites, roles of an atlas and what a competency proves that one list names
    twice, in whatever words."""
    proofs = (
        Link(Target("competency", one.competency.name), "proves", one.reference, one.resolution)
        for one in graph.proofs
        if one.item
    )
    first: dict[tuple[Target, str, Target, str], Link] = {}
    for link in (*graph.relations, *graph.prerequisites, *graph.charted, *proofs):
        # agents say the same in several places of their prose, and imports are not ours to edit
        prose = link.source.name in graph.roles and graph.roles[link.source.name].agent
        atlas = graph.atlases.get(link.source.name.partition("#")[0])
        target = link.resolution.target
        if target is None or prose or (atlas and atlas.imported_from):
            continue
        item = link.reference.item if link.kind == "proves" else ""
        before = first.setdefault((link.source, link.kind, target, item), link)
        if before is not link:
            yield Diagnostic(
                REPEATED_REFERENCE,
                f"`{target.name}{item and f'#{item}'}` stands twice among the"
                f" `{_LISTS.get(link.kind, link.kind)}` of `{link.source.name}`",
                link.reference.span,
                f"remove `{link.reference.written}` here, or name another",
                (Related("first named here", before.reference.span),),
                subjects=(link.source.name.partition("#")[0],),
            )


_LISTS: Final = {"prerequisite": "prerequisites", "charts": "role"}


def _said(name: str, kind: str) -> str:
    if kind == "prerequisite":
        return f"`{name}` is a prerequisite of itself"
    return f"`{name}` names itself under `{kind}`"
