"""A linked library in; names that two things bear out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import SKILLS
from rolebook.text.identity import slug
from rolebook.text.source import Span

DUPLICATE_ID = rule("RB110")
"""One name, one thing: of two roles with one id, every reference would mean either."""


def duplicate_roles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Roles with the same domain and id."""
    texts = graph.library.sources
    for name, first, again in _twins((role.name, role.span) for role in graph.library.roles):
        if first.path != again.path and texts[first.path].text == texts[again.path].text:
            yield _copy(name, first, again)
        else:
            kind = "skill" if name.startswith(f"{SKILLS}/") else "role"
            help = "give one of them another id or domain, or remove one"
            yield _twin(f"the {kind} `{name}`", name, first, again, help)


IDENTICAL_COPY = rule("RB113")
"""Two files with the same text agree today; the first edit of either makes two roles of one."""


def _copy(name: str, first: Span, again: Span) -> Diagnostic:
    return Diagnostic(
        IDENTICAL_COPY,
        f"`{again.path}` is the same, byte for byte, as `{first.path}`",
        again,
        "remove one of them",
        (Related(f"`{name}` is taken from here", first),),
        subjects=(name,),
    )


def duplicate_atlases(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Atlases with the same id; capital letters make no difference to an address."""
    for name, first, again in _twins((slug(a.id), a.span) for a in graph.library.atlases):
        yield _twin(
            f"the atlas `{name}`",
            name,
            first,
            again,
            "give one of them another `atlas_id`, or remove one",
        )


def duplicate_competencies(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Competencies with the same id within one atlas."""
    for atlas in graph.library.atlases:
        for name, first, again in _twins((one.id, one.span) for one in atlas.competencies):
            yield _twin(
                f"the competency `{name}`",
                atlas.id,
                first,
                again,
                "give one of them another id, or remove one",
            )


def _twins(things: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span, Span]]:
    seen: dict[str, Span] = {}
    for name, span in things:
        if name in seen:
            yield name, seen[name], span
        else:
            seen[name] = span


def _twin(what: str, subject: str, first: Span, again: Span, help: str) -> Diagnostic:
    return Diagnostic(
        DUPLICATE_ID,
        f"{what} is defined twice",
        again,
        help,
        (Related("first defined here", first),),
        subjects=(subject,),
    )
