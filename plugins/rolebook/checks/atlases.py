"""A linked library in; the references of its atlases that lead nowhere out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolebook.checks.references import ambiguous
from rolebook.checks.suggestions import closest, closest_role, members_listed
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.nearest import Names

DANGLING_PREREQUISITE = rule("RB103")
"""A competency that waits for one which does not exist can never be begun."""


def dangling_prerequisites(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Prerequisites that are no competency of the atlas, nor of any other."""
    here: dict[str, Names] = {}
    for link in graph.prerequisites:
        atlas, _, competency = link.source.name.partition("#")
        if link.resolution.ambiguous:
            yield ambiguous("prerequisite", link.reference, link.resolution, atlas)
        elif not link.resolution.candidates:
            # of another atlas's competency the whole name is written
            of = "" if "#" in link.reference.written else atlas
            if of not in here:
                ids = (one.id for one in graph.atlases[atlas].competencies)
                here[of] = Names(ids if of else sorted(graph.competencies))
            yield Diagnostic(
                DANGLING_PREREQUISITE,
                f"prerequisite `{link.reference.written}` of `{competency}` is no competency"
                " of this library",
                link.reference.span,
                closest(
                    link.reference.written,
                    here[of],
                    "add it to the atlas, or write `atlas_id#competency_id` for another atlas's",
                    but=competency if of else "",
                ),
                subjects=(atlas,),
            )


DANGLING_CHARTED_ROLE = rule("RB104")
"""An atlas charts a role's competencies; without the role nobody can be on the map."""


def dangling_charted_roles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Atlases whose role is none of the library's."""
    for link in graph.charted:
        if link.resolution.ambiguous:
            yield ambiguous("charted role", link.reference, link.resolution, link.source.name)
        elif link.resolution.target is None and graph.unread(link.reference):
            continue  # its file cannot be read: reported as that
        elif link.resolution.target is None:
            yield Diagnostic(
                DANGLING_CHARTED_ROLE,
                f"charted role `{link.reference.written}` is no role of this library",
                link.reference.span,
                closest_role(graph, link.reference.name),
                subjects=(link.source.name,),
            )
        elif link.resolution.target.kind == "domain":
            yield Diagnostic(
                DANGLING_CHARTED_ROLE,
                f"charted role `{link.reference.written}` is a domain, and no role",
                link.reference.span,
                "name one of its roles: "
                + members_listed(graph, link.resolution.target.name.rstrip("/")),
                subjects=(link.source.name,),
            )


_GIVE_A_MANDATE: Final = "write a mandate for it, and name one of its items"

DANGLING_PROOF = rule("RB424")
"""What a competency proves is a thing that a role answers for: without the role, or without the
item of its mandate, nobody is shown to be up to anything."""


def dangling_proofs(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Competencies that prove what is no mandate item of a role. An item that the role does not
    have is told as elsewhere (RB106)."""
    for proof in graph.proofs:
        reference, atlas, target = proof.reference, proof.competency.atlas, proof.resolution.target
        if proof.resolution.ambiguous:
            yield ambiguous("proven item", reference, proof.resolution, atlas)
        elif proof.role is None:
            if target is None and graph.unread(reference):
                continue  # its file cannot be read: reported as that
            is_no_role = "is no role of this library"
            help = closest_role(graph, reference.name, reference.item)
            if target and target.kind == "domain":
                is_no_role = "is a domain, and no role"
                items = [
                    f"`{one.name}#{item.key}`"
                    for one in graph.members(target.name.rstrip("/"))
                    for item in one.mandate
                ]
                help = f"write one of {', '.join(items[:8])}" if items else _GIVE_A_MANDATE
            yield Diagnostic(
                DANGLING_PROOF,
                f"`{proof.competency.id}` proves `{reference.written}`, which {is_no_role}",
                reference.span,
                help,
                subjects=(atlas,),
            )
        elif not reference.item:
            items = [f"`{proof.role.id}#{one.key}`" for one in proof.role.mandate]
            help = f"write one of {', '.join(items)}" if items else _GIVE_A_MANDATE
            yield Diagnostic(
                DANGLING_PROOF,
                f"`{proof.competency.id}` proves `{reference.written}`, which is a role, and no"
                " item of its mandate",
                reference.span,
                help,
                subjects=(atlas,),
            )


DANGLING_LEVEL = rule("RB105")
"""A target level that the atlas does not define has no threshold, so nobody can reach it."""


def dangling_levels(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Target levels that their atlas does not list."""
    for atlas in graph.atlases.values():
        known = [level.id for level in atlas.levels]
        for one in atlas.competencies:
            level = one.target_level
            if level and level.written not in known:
                listed = ", ".join(f"`{id}`" for id in known) or "none"
                codes = {one.code.lower(): one for one in reversed(atlas.levels) if one.code}
                coded = codes.get(level.written.lower())
                meant = coded and f"`{coded.code}` is the code of `{coded.id}`: write `{coded.id}`"
                yield Diagnostic(
                    DANGLING_LEVEL,
                    f"target level `{level.written}` of `{one.id}` is no level of this atlas",
                    level.span,
                    meant or closest(level.written, known, f"its levels: {listed}"),
                    subjects=(atlas.id,),
                )
