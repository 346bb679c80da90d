"""A linked library in; links in the text of its roles that lead nowhere out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator

from rolebook.checks.suggestions import closest
from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.graph import LibraryGraph

DEAD_LINK = Rule("RB502", "dead-link", Severity.WARNING)
"""A reader who follows it finds nothing, and cannot know what should have been there."""


def dead_links(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Relative links and images to files that are not there."""
    files = graph.library.files
    linking = [role for role in graph.roles.values() if role.links and role.path in files]
    folders = {folder for file in files for folder in _above(file)} if linking else set()
    by_name: dict[str, list[str]] = defaultdict(list)
    for file in sorted(files) if linking else ():
        by_name[posixpath.basename(file)].append(file)
    for role in linking:
        here = posixpath.dirname(role.path)
        for link in role.links:
            target = posixpath.normpath(posixpath.join(here, link.written))
            # what lies outside the folders was not looked at, and may well be there
            if target in files or target in folders or target.startswith(".."):
                continue
            near = [
                posixpath.relpath(one, here or ".") for one in by_name[posixpath.basename(target)]
            ]
            yield Diagnostic(
                DEAD_LINK,
                f"the link to `{link.written}` leads nowhere: there is no such file",
                link.span,
                closest(link.written, near, "correct the path, or remove the link")
                if len(near) != 1
                else f"did you mean `{near[0]}`?",
                subjects=(role.name,),
            )


def _above(path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
