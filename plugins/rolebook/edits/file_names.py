"""A finding about what a file is called in; its new name, and the links that lead to it, out."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.edits.aliases import alias_edit
from rolebook.edits.change import Change, Move, change_of
from rolebook.edits.links import link_edits
from rolebook.edits.references import places
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.identity import slug

_RENAME: Final = re.compile(
    r"rename the file to `(?P<file>[^`/]+)`(?:; where others write `(?P<stem>[^`]+)`, say .*)?"
)


def file_name(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """The file called as its role; none where another is called so."""
    match = _RENAME.fullmatch(finding.help)
    if match is None:
        return None
    path = finding.span.path
    to = posixpath.join(posixpath.dirname(path), match["file"])
    if to in graph.library.files:
        return None
    moves = Change(moves=(Move(path, to),))
    edits = [*link_edits(graph, moves, {}, {})]
    if match["stem"] and _is_called(graph, path, match["stem"]):
        edits += filter(None, [alias_edit(graph.library.sources[path], match["stem"])])
    return change_of(edits, moves.moves)


def _is_called(graph: LibraryGraph, path: str, stem: str) -> bool:
    """Whether others call the role of a file as the file is called."""
    roles = {role.name for role in graph.library.roles if role.path == path}
    return any(
        slug(one.reference.name) == slug(stem) and one.target.name in roles for one in places(graph)
    )
