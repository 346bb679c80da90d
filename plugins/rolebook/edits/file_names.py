"""A finding about what a file is called in; its new name, and the links that lead to it, out."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.edits.change import Change, Move, change_of
from rolebook.edits.links import link_edits
from rolebook.graph.library_graph import LibraryGraph

_RENAME: Final = re.compile(r"rename the file to `([^`/]+)`")


def file_name(finding: Diagnostic, graph: LibraryGraph) -> Change | None:
    """The file called as its role; none where another is called so."""
    match = _RENAME.fullmatch(finding.help)
    if match is None:
        return None
    path = finding.span.path
    to = posixpath.join(posixpath.dirname(path), match[1])
    if to in graph.library.files:
        return None
    moves = Change(moves=(Move(path, to),))
    return change_of(link_edits(graph, moves, {}, {}), moves.moves)
