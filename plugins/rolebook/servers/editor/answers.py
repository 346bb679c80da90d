"""A question of the protocol about a state of a library in; the protocol's answer out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lsprotocol import types

from rolebook.diagnostics import Diagnostic
from rolebook.edits import Change, Edit, Refused, change_of
from rolebook.edits.fixes import fix_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.occurrences import Occurrence
from rolebook.graph.resolve import Target
from rolebook.report.nothing import is_empty as holds_nothing
from rolebook.servers.cards import card
from rolebook.servers.editor import completion as proposals
from rolebook.servers.editor.changing import workspace_edit
from rolebook.servers.editor.desk import Desk
from rolebook.servers.editor.places import Places
from rolebook.servers.editor.symbols import Symbol, symbols_like, symbols_of
from rolebook.servers.editor.told import diagnostic
from rolebook.servers.editor.writing import beginning
from rolebook.servers.working_library import State
from rolebook.text.source import Span
from rolebook.text.visible import visible

_SYMBOLS: Final = {
    "role": types.SymbolKind.Class,
    "item": types.SymbolKind.Method,
    "boundary": types.SymbolKind.Interface,
    "heading": types.SymbolKind.String,
    "atlas": types.SymbolKind.Module,
    "competency": types.SymbolKind.Function,
    "level": types.SymbolKind.EnumMember,
    "profile": types.SymbolKind.Package,
    "seat": types.SymbolKind.Field,
}
_COMPLETIONS: Final = {
    "role": types.CompletionItemKind.Class,
    "domain": types.CompletionItemKind.Module,
    "external": types.CompletionItemKind.Constant,
    "atlas": types.CompletionItemKind.Module,
    "competency": types.CompletionItemKind.Function,
    "item": types.CompletionItemKind.Method,
    "level": types.CompletionItemKind.EnumMember,
    "field": types.CompletionItemKind.Field,
    "rule": types.CompletionItemKind.Constant,
    "value": types.CompletionItemKind.Value,
}


def is_empty(state: State) -> bool:
    """Whether the folder holds no library at all."""
    return holds_nothing(state.checked.library)


def hover(
    state: State, places: Places, path: str, line: int, column: int, *, plain: bool
) -> types.Hover | None:
    """The card of what stands at a place."""
    found = state.occurrences.at(path, line, column)
    text = card(state.checked.graph, found.target) if found else ""
    if not found or not text:
        return None
    return types.Hover(_markup(text, plain=plain), places.range(found.span))


def definition(
    state: State, places: Places, path: str, line: int, column: int
) -> list[types.Location]:
    """Where the thing is defined that a place names."""
    found = state.occurrences.at(path, line, column)
    defined = state.occurrences.definitions(found.target) if found else ()
    return [places.location(span) for span in defined]


def references(
    state: State, places: Places, path: str, line: int, column: int, *, with_definitions: bool
) -> list[types.Location]:
    """Where else the thing is named that a place names, in every file."""
    named = _same(state, path, line, column)
    return [places.location(one.span) for one in named if with_definitions or not one.defines]


def highlights(
    state: State, places: Places, path: str, line: int, column: int
) -> list[types.DocumentHighlight]:
    """The same within one file."""
    named = [one for one in _same(state, path, line, column) if one.span.path == path]
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(places.range(one.span), kinds.Write if one.defines else kinds.Read)
        for one in named
    ]


def completion(
    state: State, places: Places, path: str, line: int, column: int, *, named: State
) -> types.CompletionList:
    """What may stand where something is begun, by the names of a state in which the file could be
    read."""
    graph = named.checked.graph
    lines = places.lines(path)
    yaml = path.lower().endswith((".yml", ".yaml", ".json"))
    begun = beginning(lines, line, column, yaml=yaml)
    if begun is None:
        return types.CompletionList(is_incomplete=False, items=[])
    source = state.checked.library.sources.get(path)
    model = proposals.model_of(source, graph.library) if source else None
    found, more = proposals.completion(graph, path, begun, model)
    span = Span(path, line, begun.column, line, begun.end_column)
    range = places.range(span)
    return types.CompletionList(
        is_incomplete=more,
        items=[
            types.CompletionItem(
                label=one.text.removesuffix(": "),
                kind=_COMPLETIONS[one.kind],
                detail=visible(one.detail) or None,
                filter_text=one.text,
                text_edit=types.TextEdit(range, one.text),
                data=[*one.target] if one.target else None,
            )
            for one in found
        ],
    )


def with_card(
    item: types.CompletionItem, desks: Iterable[Desk], *, plain: bool
) -> types.CompletionItem:
    """A proposal with the card of what it names, which is made when somebody looks at it."""
    match item.data:
        case [str(kind), str(name)]:
            states = (desk.library.state for desk in desks)
            found = (card(one.checked.graph, Target(kind, name)) for one in states if one)
            text = next(filter(None, found), "")
            item.documentation = _markup(text, plain=plain) if text else None
    return item


def document_symbols(state: State, places: Places, path: str) -> list[types.DocumentSymbol]:
    """What stands in a file."""
    return [_symbol(one, places) for one in symbols_of(state.checked.graph, path)]


def workspace_symbols(
    state: State, places: Places, query: str
) -> Iterator[types.SymbolInformation]:
    """The things of a library that a query names."""
    for one in symbols_like(state.checked.graph, query):
        within = one.within or None
        location = places.location(one.span)
        yield types.SymbolInformation(
            location, visible(one.name), _SYMBOLS[one.kind], container_name=within
        )


def code_actions(
    state: State, places: Places, path: str, range: types.Range, *, moving: bool
) -> list[types.CodeAction]:
    """What mends the findings in a part of a file: what `rolebook check --fix` does, and else the
    name that is asked for ("did you mean …?"), for the author to decide."""
    actions = []
    for one in state.checked.diagnostics:
        if one.span.path != path or not _overlap(places.range(one.span), range):
            continue
        fix = _fix(one, state.checked.graph)
        change = fix if fix and (moving or not fix.moves) else _meant(one)
        if change:
            actions.append(
                types.CodeAction(
                    title=_title(one, change, places),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(one, places)],
                    is_preferred=change is fix,
                    edit=workspace_edit(change, places, moving=moving),
                )
            )
    return actions


def _fix(one: Diagnostic, graph: LibraryGraph) -> Change | None:
    try:
        return fix_of(one, graph)
    except Refused:
        return None


def _meant(one: Diagnostic) -> Change | None:
    """The name that the help asks for, in the place of the one that stands there."""
    match = _MEANT.match(one.help)
    whole = one.span.line == one.span.end_line and one.span.end_column > one.span.column
    return change_of([Edit(one.span, match[1])]) if match and whole else None


def _title(one: Diagnostic, change: Change, places: Places) -> str:
    (_, line, start, _, end), new = change.edits[0] if change.edits else (one.span, "")
    if change.moves or len(change.edits) > 1 or one.span != change.edits[0].span or not new:
        return f"Mend: {one.rule.name.replace('-', ' ')}"
    written = places.lines(one.span.path)[line - 1][start - 1 : end - 1]
    return f"Change `{visible(written)}` to `{visible(new)}`"


_MEANT: Final = re.compile(r"did you mean `([^`]+)`")


def _same(state: State, path: str, line: int, column: int) -> Sequence[Occurrence]:
    found = state.occurrences.at(path, line, column)
    return state.occurrences.of(found.target) if found else ()


def _symbol(one: Symbol, places: Places) -> types.DocumentSymbol:
    parts = [_symbol(part, places) for part in one.parts]
    name = places.range(one.span)
    whole = types.Range(
        min([name.start, *(part.range.start for part in parts)]),
        max([name.end, *(part.range.end for part in parts)]),
    )
    return types.DocumentSymbol(
        name=visible(one.name) or one.kind,
        kind=_SYMBOLS[one.kind],
        range=whole,
        selection_range=name,
        detail=visible(one.detail) or None,
        children=parts or None,
    )


def _markup(text: str, *, plain: bool) -> types.MarkupContent:
    kind = types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
    return types.MarkupContent(kind, text)


def _overlap(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
