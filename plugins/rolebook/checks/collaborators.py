"""A linked library in; agents and skills that others name and nobody has written out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.checks.suggestions import closest_agent
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.text.identity import slug

UNKNOWN_COLLABORATOR = rule("RB120")
"""An agent that is told to hand work to a name that nobody bears invents somebody, or does it all
itself; its host starts nobody of that name."""

_PROMPT: Final = "-prompt.md"
"""`reviewer-prompt.md` is the prompt of the reviewer that a skill starts: it is defined there."""

MANY: Final = 3
"""So many names in one file, and nobody of them is here: one thing is wrong, not three."""


def unknown_collaborators(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """One finding a name, with all its places; one a file whose every collaborator is nobody."""
    known: set[str] = set()
    unknown: list[Link] = []
    prompts = {posixpath.basename(path).lower() for path in graph.library.files}
    for link in graph.relations:
        if link.resolution.candidates:
            known.add(link.reference.span.path)
        elif _nobody(graph, link) and f"{_name(link)}{_PROMPT}" not in prompts:
            unknown.append(link)
    strangers: dict[str, list[Link]] = defaultdict(list)
    names: dict[str, list[Link]] = defaultdict(list)
    for link in unknown:
        path = link.reference.span.path
        (strangers[path] if path not in known else names[_name(link)]).append(link)
    for path, links in strangers.items():
        if len({_name(link) for link in links}) < MANY:
            for link in links:
                names[_name(link)].append(link)
        else:
            yield _file_of_strangers(path, links)
    for name, links in names.items():
        yield _unknown(graph, name, links)


def _nobody(graph: LibraryGraph, link: Link) -> bool:
    reference = link.reference
    return bool(reference.expects) and not (graph.unread(reference) or graph.left_out(reference))


def _name(link: Link) -> str:
    return slug(link.reference.name)


def _unknown(graph: LibraryGraph, name: str, links: Sequence[Link]) -> Diagnostic:
    places = sorted(
        (span, link.source.name)
        for link in links
        for span in (link.reference.span, *link.reference.again)
    )
    (first, _), *others = places
    agents = list(dict.fromkeys(agent for _, agent in places))
    by = f"{len(agents)} agents" if len(agents) > 1 else f"`{agents[0]}`"
    return Diagnostic(
        UNKNOWN_COLLABORATOR,
        f"`{name}` is named by {by} and defined nowhere",
        first,
        closest_agent(graph, name),
        tuple(Related(f"`{agent}` names it", span) for span, agent in others),
        subjects=tuple(agents),
    )


def _file_of_strangers(path: str, links: Sequence[Link]) -> Diagnostic:
    ordered = sorted(links, key=lambda link: link.reference.span)
    firsts = list({_name(link): link for link in reversed(ordered)}.values())[::-1]
    names = [f"`{_name(link)}`" for link in firsts]
    named = ", ".join(names[:MANY]) + (f" and {len(names) - MANY} more" if names[MANY:] else "")
    return Diagnostic(
        UNKNOWN_COLLABORATOR,
        f"of the {len(names)} agents that `{path}` names, none is defined here: {named}",
        firsts[0].reference.span,
        "add the agents that it works with, name those of this library, or list outside actors"
        " under `external:` in mkdocs.yml",
        tuple(Related(f"names `{_name(one)}`", one.reference.span) for one in firsts[1:]),
        subjects=tuple(dict.fromkeys(link.source.name for link in ordered)),
    )
