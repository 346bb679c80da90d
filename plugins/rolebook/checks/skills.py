"""A linked library in; skills that agents name and nobody has, or take for agents, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.text.identity import slug
from rolebook.text.nearest import Names
from rolebook.text.source import Span

UNKNOWN_SKILL = rule("RB121")
"""A host gives an agent the skills that are there; of one that is not, nobody says a word."""

_SHOWN: Final = 5
"""Names in the finding of a library without skills; all of them are listed below it."""

_SLIP: Final = 85
"""Of 100: names of skills share words (`-review`), which makes no two of them alike."""


def unknown_skills(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """One finding a name, with all its places; one for all where the library has no skills."""
    known = {name for role in graph.roles.values() if is_skill(role) for name in _names(role)}
    named: dict[str, list[tuple[Span, Role, bool]]] = defaultdict(list)
    for role in graph.roles.values():
        for one in role.skills:
            if slug(one.name) not in known:
                places = [(span, role, one.typed) for span in (one.span, *one.again)]
                named[slug(one.name)] += places
    if known:
        skills = Names(sorted(known), _SLIP)
        for name, places in named.items():
            yield _unknown(name, sorted(places, key=lambda one: one[0]), skills)
    elif typed := {name: places for name, places in named.items() if any(p[2] for p in places)}:
        yield _no_skills(typed)


def is_skill(role: Role) -> bool:
    """Whether a role is a skill."""
    return role.is_skill


def _names(role: Role) -> set[str]:
    return {slug(name) for name in (role.id, role.title, *role.aliases)}


def _unknown(name: str, places: list[tuple[Span, Role, bool]], known: Names) -> Diagnostic:
    (first, _, _), *others = places
    agents = list(dict.fromkeys(role.name for _, role, _ in places))
    by = f"{len(agents)} agents" if len(agents) > 1 else f"`{agents[0]}`"
    near = known.nearest(name)
    return Diagnostic(
        UNKNOWN_SKILL,
        f"the skill `{name}` is named by {by} and is not here",
        first,
        f"did you mean `{near}`?" if near else f"add `{name}/SKILL.md`, or name another skill",
        tuple(Related(f"`{role.name}` names it", span) for span, role, _ in others),
        subjects=tuple(agents),
    )


def _no_skills(named: dict[str, list[tuple[Span, Role, bool]]]) -> Diagnostic:
    firsts = sorted((min(place[0] for place in places), name) for name, places in named.items())
    shown = ", ".join(f"`{name}`" for _, name in firsts[:_SHOWN])
    more = f" and {len(firsts) - _SHOWN} more" if len(firsts) > _SHOWN else ""
    roles = (role.name for places in named.values() for _, role, _ in places)
    return Diagnostic(
        UNKNOWN_SKILL,
        f"skills are named, and this library has none: {shown}{more}",
        firsts[0][0],
        "check the folder that holds the skills (`SKILL.md`) with that of the agents",
        tuple(Related(f"names `{name}`", span) for span, name in firsts[1:]),
        Severity.INFO,
        subjects=tuple(dict.fromkeys(roles)),
    )


SKILL_AS_AGENT = rule("RB122")
"""A host starts agents by their names, and skills in another way: nothing starts here."""

_STARTING: Final = ("delegates_to", "hands_off_to")


def skills_as_agents(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Skills that are to be started as agents."""
    for link in graph.relations:
        target, reference = link.resolution.target, link.reference
        if not reference.expects or link.kind not in _STARTING or target is None:
            continue
        role = graph.roles.get(target.name)
        if role and is_skill(role):
            yield Diagnostic(
                SKILL_AS_AGENT,
                f"`{reference.written}` is a skill and no agent",
                reference.span,
                f"say to use the skill `{reference.written}`, or name an agent",
                tuple(Related("also named here", span) for span in reference.again),
                subjects=(link.source.name,),
            )
