"""A linked library in; what agents call others by that is nobody's name as it is written, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.text.identity import slug

ABBREVIATED_NAME = rule("RB125")
"""A reader tells what `Mgr` is short for, and so does Rolebook where one role alone can be meant;
a host that goes by the name does not."""


def abbreviated_names(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Names that were read as an abbreviation of another, each once."""
    named: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in graph.relations:
        target, reference = link.resolution.target, link.reference
        if target and target.kind == "role" and _is_abbreviated(graph, link):
            named[slug(reference.name), target.name].append(link)
    for (_, name), links in named.items():
        first, *others = sorted(links, key=lambda link: link.reference.span)
        yield Diagnostic(
            ABBREVIATED_NAME,
            f"`{first.reference.written}` is read as `{name}`",
            first.reference.span,
            f"nothing need be done; `{graph.roles[name].id}` is what hosts find it by",
            tuple(Related("and here", one.reference.span) for one in others),
            subjects=tuple(dict.fromkeys(link.source.name for link in (first, *others))),
        )


def _is_abbreviated(graph: LibraryGraph, link: Link) -> bool:
    """Whether only an abbreviation leads from what is written to what it means."""
    role = graph.roles[link.source.name]
    if not role.agent or graph.resolver.noted_actor(link.reference, role.domain).candidates:
        return False
    return graph.resolver.abbreviated(link.reference, role.domain) == link.resolution


OUTSIDE_ACTORS = rule("RB126")
"""People are in no collection of agents; listed as outside actors, they are drawn, and a slip of
the pen in one of their names is found."""


def outside_actors(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """The people whom agents report to and the like, once for the whole collection."""
    named: dict[str, list[Link]] = defaultdict(list)
    for link in graph.relations:
        target = link.resolution.target
        if (
            target
            and target.kind == "external"
            and slug(target.name) not in graph.resolver.external
        ):
            named[slug(target.name)].append(link)
    if not named:
        return
    for links in named.values():
        links.sort(key=lambda link: link.reference.span)
    firsts = sorted((links[0] for links in named.values()), key=lambda one: one.reference.span)
    names = sorted((one.reference.written for one in firsts), key=str.lower)
    others = (Related(f"names `{one.reference.written}`", one.reference.span) for one in firsts[1:])
    yield Diagnostic(
        OUTSIDE_ACTORS,
        f"{len(names)} names are those of people outside: " + ", ".join(f"`{n}`" for n in names),
        firsts[0].reference.span,
        f"list them in mkdocs.yml: `external: [{', '.join(map(_quoted, names))}]`",
        tuple(others),
        subjects=tuple(dict.fromkeys(one.source.name for one in firsts)),
    )


def _quoted(name: str) -> str:
    """As YAML takes it in a list."""
    plain = all(c.isalnum() or c in " -_." for c in name)
    return name if plain else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
