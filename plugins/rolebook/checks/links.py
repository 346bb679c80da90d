"""A linked library in; links in the text of its roles that lead nowhere out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from rolebook.checks.suggestions import closest
from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.graph import LibraryGraph

DEAD_LINK = Rule("RB502", "dead-link", Severity.WARNING)
"""A reader who follows it finds nothing, and cannot know what should have been there."""

_ELSE: Final = "correct the path, or remove the link"
_LOOKED_UP: Final = 100
"""Dead links of one file for which a likely target is looked up: each is compared with every file
of a folder."""


def dead_links(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Relative links and images to files that are not there."""
    files = graph.library.files
    linking = [role for role in graph.roles.values() if role.links and role.path in files]
    folders = {folder for file in files for folder in _above(file)} - {"."} if linking else set()
    if any("/" not in file for file in files):
        folders.add(".")  # the project itself is a folder of sources
    near: dict[str, list[str]] = defaultdict(list)
    for file in sorted(files) if linking else ():
        near[posixpath.basename(file)].append(file)
        near[f"{posixpath.dirname(file)}/"].append(file)
    for role in linking:
        here = posixpath.dirname(role.path)
        cited = {(one.span.line, one.written) for one in role.doctrine}
        meant: dict[str, str] = {}
        for link in role.links:
            if (link.span.line, link.written) in cited:
                continue  # a principle that is not there is reported as that
            target = posixpath.normpath(posixpath.join(here, link.written))
            # what lies outside the folders was not looked at, and may well be there
            if target in files or target in folders or folders.isdisjoint(_above(target)):
                continue
            if target not in meant and len(meant) < _LOOKED_UP:
                # a file of this name elsewhere, or one of a name like it in that folder
                others = near[posixpath.basename(target)] or near[f"{posixpath.dirname(target)}/"]
                known = [posixpath.relpath(one, here or ".") for one in others]
                name = posixpath.basename(target)
                if [posixpath.basename(one) for one in known] == [name]:
                    meant[target] = f"did you mean `{known[0]}`?"
                else:
                    meant[target] = closest(link.written, known, _ELSE)
            yield Diagnostic(
                DEAD_LINK,
                f"the link to `{link.written}` leads nowhere: there is no such file",
                link.span,
                meant.get(target, _ELSE),
                subjects=(role.name,),
            )


def _above(path: str) -> Iterator[str]:
    while folder := posixpath.dirname(path):
        yield folder
        path = folder
    yield "."
