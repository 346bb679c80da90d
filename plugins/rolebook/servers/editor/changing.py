"""A change of sources in; the change as the protocol has it, which the editor makes, out."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from rolebook.edits import Change, Refused
from rolebook.edits.renaming import renaming
from rolebook.graph.resolve import Target
from rolebook.servers.editor.places import Places
from rolebook.servers.working_library import State
from rolebook.text.source import Span
from rolebook.triage.idle_settings import configuration_source

_RENAMED: Final = frozenset({"role", "domain", "competency", "item"})


def moves_files(capabilities: types.ClientCapabilities) -> bool:
    """Whether an editor moves files when it is asked to."""
    workspace = capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    operations = (edits.resource_operations if edits else None) or ()
    return types.ResourceOperationKind.Rename in operations


def workspace_edit(change: Change, places: Places, *, moving: bool) -> types.WorkspaceEdit:
    """The same change: edits of files that are called as they are, then what moves."""
    edits: dict[str, list[types.TextEdit]] = defaultdict(list)
    for one in change.edits:
        edits[places.uri(one.span.path)].append(types.TextEdit(places.range(one.span), one.text))
    if not moving:
        return types.WorkspaceEdit(changes=dict(edits))
    made: list[Any] = [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), listed)
        for uri, listed in edits.items()
    ]
    made += (types.RenameFile(places.uri(one.path), places.uri(one.to)) for one in change.moves)
    return types.WorkspaceEdit(document_changes=made)


def renamed_here(
    state: State, places: Places, path: str, line: int, column: int
) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed at a place, and what it is called; none where nothing can be."""
    found = state.occurrences.at(path, line, column)
    if found is None or found.target.kind not in _RENAMED:
        return None
    id = _own_part(found.target)
    return types.PrepareRenamePlaceholder(places.range(_part(found.span, id, places)), id)


def rename(
    state: State, places: Places, path: str, line: int, column: int, new: str, *, moving: bool
) -> types.WorkspaceEdit | None:
    """What `rolebook rename` does, for the editor to do. A refusal is told in words."""
    found = state.occurrences.at(path, line, column)
    if found is None or found.target.kind not in _RENAMED:
        return None
    checked = state.checked
    configuration = configuration_source(checked.settings)
    try:
        made = renaming(checked.graph, checked.settings, found.target.name, new, configuration)
    except Refused as error:
        raise _failed(str(error)) from None
    if made.change.moves and not moving:
        raise _failed(
            f"files move, too, and this editor moves none: run `rolebook rename"
            f" {found.target.name} {new}`"
        )
    return workspace_edit(made.change, places, moving=moving)


def _failed(text: str) -> JsonRpcException:
    return JsonRpcException(text, types.LSPErrorCodes.RequestFailed.value)


def _own_part(target: Target) -> str:
    """What of a name is the thing's own: of `sales/sales-lead` the last part."""
    name = target.name.rstrip("/")
    return name.rpartition("#" if target.kind in ("competency", "item") else "/")[2]


def _part(span: Span, id: str, places: Places) -> Span:
    """Where the id stands within a name; all of it where it is called by its title."""
    lines = places.lines(span.path)
    if span.line != span.end_line or span.line > len(lines):
        return span
    at = lines[span.line - 1][span.column - 1 : span.end_column - 1].rfind(id)
    if at < 0:
        return span
    start = span.column + at
    return span._replace(column=start, end_column=start + len(id))
