"""A linked library in, `library.json` out: every role, boundary, atlas and edge by its identity."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rolebook.graph.addresses import atlas_address, profile_address, role_address
from rolebook.graph.courses import course
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.rosters import roster_of
from rolebook.model import SKILLS, Atlas, Profile, Role


def library_json(
    graph: LibraryGraph, summary: Mapping[str, int], baseline: Mapping[str, int] | None = None
) -> bytes:
    """The library as JSON, sorted by identity; `version` changes when a key changes its meaning.

    `summary` counts findings and things, as in the JSON report, and `baseline` those findings of
    them that a baseline holds, where there is one.
    """
    whole = {
        "version": 1,
        "summary": dict(summary),
        **({} if baseline is None else {"baseline": dict(baseline)}),
        "domains": [
            {"id": d.id, "title": d.title, "roles": [r.name for r in graph.members(d.id)]}
            for d in graph.library.domains
            if d.id != SKILLS
        ],
        "roles": [_role(graph, one) for _, one in sorted(graph.roles.items()) if not one.is_skill],
        "skills": [_role(graph, one) for one in graph.members(SKILLS) if one.is_skill],
        "profiles": [_profile(graph, graph.profiles[id]) for id in sorted(graph.profiles)],
        "atlases": [_atlas(graph, graph.atlases[id]) for id in sorted(graph.atlases)],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _role(graph: LibraryGraph, role: Role) -> dict[str, Any]:
    return {
        "name": role.name,
        "id": role.id,
        "domain": role.domain,
        "title": role.title,
        "path": role.path,
        "address": role_address(role.name),
        "lang": role.lang or None,
        "persistent": role.persistent,
        "mandate": [
            {
                "key": one.key,
                "statement": one.statement,
                "proven_by": [c.name for c in graph.proven_by(role.name, one.key)],
            }
            for one in role.mandate
        ],
        "boundaries": [_boundary(one) for one in graph.deferrals_from(role.name)],
        "relations": [
            {"kind": link.kind, "target": link.resolution.target.name}
            for link in graph.relations_from(role.name)
            if link.resolution.target
        ],
    }


def _boundary(deferral: Deferral) -> dict[str, Any]:
    responsibility = deferral.boundary.responsibility
    targets = [owner.resolution.target for owner in deferral.owners]
    return {
        "key": responsibility.key,
        "statement": responsibility.statement,
        "owners": [target.name for target in targets if target],
    }


def _atlas(graph: LibraryGraph, atlas: Atlas) -> dict[str, Any]:
    charted = [
        link.resolution.target.name for link in graph.roles_of(atlas.id) if link.resolution.target
    ]
    by_id = {one.id: one for one in atlas.competencies}
    return {
        "id": atlas.id,
        "title": atlas.title,
        "path": atlas.path,
        "address": atlas_address(atlas.id),
        "lang": atlas.lang or None,
        "role": next(iter(charted), None),
        "roles": charted,
        "practice_hours": atlas.practice_hours,
        "competencies": [
            {
                "id": id,
                "title": by_id[id].title,
                "address": f"{atlas_address(atlas.id)}#{id}",
                "target_level": level.written if (level := by_id[id].target_level) else None,
                "practice_hours": by_id[id].practice_hours,
                "prerequisites": sorted(
                    {
                        before.removeprefix(f"{atlas.id}#")
                        for before in graph.prerequisites_before(f"{atlas.id}#{id}")
                    }
                ),
                "proves": [
                    f"{proof.role.name}#{proof.item.key}"
                    for proof in graph.proofs_of(f"{atlas.id}#{id}")
                    if proof.role and proof.item
                ],
            }
            for id in course(graph, atlas).own
        ],
    }


def _profile(graph: LibraryGraph, profile: Profile) -> dict[str, Any]:
    roster = roster_of(graph, profile)
    return {
        "id": profile.id,
        "title": profile.title,
        "path": profile.path,
        "address": profile_address(profile.id),
        "lang": profile.lang or None,
        "lead": roster.lead.target.name if roster.lead.target else None,
        "roster": [
            {
                "role": post.role.target.name,
                "reports_to": post.superior.target.name if post.superior.target else None,
                "multiplicity": post.seat.multiplicity or None,
            }
            for post in roster.posts
            if post.role.target
        ],
    }
