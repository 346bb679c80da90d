"""A linked library in; titles that are too long to stand on other pages whole out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph

LONG_TITLE = rule("RB516")
"""A title stands on every page that names the thing: a long one would make each of them long."""


def long_titles(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Of roles, atlases and profiles."""
    most = graph.library.limits.label_characters
    named = (
        *((role.name, role.title, role.span) for role in graph.roles.values()),
        *((atlas.id, atlas.title, atlas.span) for atlas in graph.atlases.values()),
        *((one.id, one.title, one.span) for one in graph.profiles.values()),
    )
    for name, title, span in named:
        if len(title) > most:
            yield Diagnostic(
                LONG_TITLE,
                f"the title of `{name}` has {len(title):,} characters; pages that name it show"
                f" {most:,}",
                span,
                "shorten it, or raise `label_characters` under `limits:` in mkdocs.yml",
                subjects=(name,),
            )
