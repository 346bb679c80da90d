"""The language server protocol in and out, over the standard streams: nothing is decided here."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from rolebook.config.settings import CONFIGURATIONS
from rolebook.hosting.watching import Watch
from rolebook.servers.editor import answers, changing
from rolebook.servers.editor.desk import Desk
from rolebook.servers.editor.homes import Home, home_of
from rolebook.servers.editor.places import Places, path_of
from rolebook.servers.editor.told import diagnostics, trouble
from rolebook.servers.working_library import State
from rolebook.sources import project_path

POLL: Final = 2.0
"""Seconds between looks at the disk, for an editor that does not tell of files."""


SKIPPED: Final = frozenset({".git", ".venv", "node_modules", "site", "__pycache__"})
"""Folders in which much changes that is no library's."""

Told = dict[str, tuple[types.Diagnostic, ...]]
"""What is told of each file, by its path or address."""


class Editor(LanguageServer):
    """The server, with a desk for each library that the editor works on."""

    def __init__(self, config_file: Path | None = None) -> None:
        # whole texts: whatever ends a line for either side, both have the same one
        super().__init__("rolebook", version("rolebook"), types.TextDocumentSyncKind.Full)
        self._config_file = config_file
        self._worker: Final = ThreadPoolExecutor(1, "rolebook")
        self._desks: Final[dict[Home, Desk]] = {}
        self._shown: Final[dict[Home, Told]] = {}
        self._homes: Final[dict[Path, Home]] = {}
        self._watching: asyncio.Task[None] | None = None

    def desk_of(self, uri: str) -> Desk | None:
        """The desk of a file; none for what lies in no file."""
        path = path_of(uri)
        return self._desk(self._home(path)) if path else None

    async def place(
        self, uri: str, position: types.Position
    ) -> tuple[State, Places, str, int, int] | None:
        """The state of a library, and the place (from 1) of a position in one of its files."""
        found = await self.file(uri)
        if found is None:
            return None
        state, places, path = found
        return state, places, path, *places.place(path, position)

    async def file(self, uri: str) -> tuple[State, Places, str] | None:
        """The state of a library that a file belongs to, and its path there."""
        desk, path = self.desk_of(uri), path_of(uri)
        state = await desk.state() if desk else None
        if state is None or path is None:
            return None
        return state, self.places(state), project_path(path, state.checked.settings)

    def desks(self) -> tuple[Desk, ...]:
        """Those that somebody works on, by their folders."""
        return tuple(self._desks[home] for home in sorted(self._desks))

    def places(self, state: State) -> Places:
        """The places of one state."""
        checked = state.checked
        open_files = {path: one.uri for path, one in self._documents()}
        codec = self.workspace.position_codec
        return Places(checked.settings.root, checked.library.sources, open_files, codec)

    def open_texts(self) -> dict[Path, str]:
        """What the editor has open, saved or not."""
        return {path: one.source for path, one in self._documents()}

    def settle(self, *, on_disk: bool = True) -> None:
        """Look again at what belongs where, and at every library that somebody works on."""
        self._homes.clear()
        roots = self._roots()
        open_files = [path for path, _ in self._documents()]
        # a project stays when its last file is closed
        before = [one.root for one in self._desks if one.configured and _lies_in(one.root, roots)]
        homes = {self._home(path) for path in (*open_files, *roots, *before)}
        # a folder without a configuration is read when a file of it is opened
        wanted = {
            home
            for home in homes
            if home.configured or any(one.is_relative_to(home.path) for one in open_files)
        }
        for home in [one for one in self._desks if one not in wanted]:
            self._desks.pop(home).close()
            self._publish(home, home.root, {})
        for home in wanted:
            self._desk(home).changed(on_disk=on_disk)

    @property
    def plain_hover(self) -> bool:
        """Whether the editor shows no Markdown."""
        texts = self.client_capabilities.text_document
        shown = texts.hover.content_format if texts and texts.hover else None
        return bool(shown) and types.MarkupKind.Markdown not in (shown or ())

    def watch(self) -> None:
        """Look at the disk ourselves, for an editor that does not tell of files."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        watch, before = Watch(), set[str]()
        while True:
            folders = {str(home.root) for home in self._desks}
            await asyncio.to_thread(watch.look_at, sorted(folders))
            changed = await asyncio.to_thread(watch.changes)
            # what changed before the first look at a folder is not seen
            if folders - before or any(SKIPPED.isdisjoint(Path(one).parts) for one in changed):
                self.settle()
            before = folders
            await asyncio.sleep(POLL)

    def _home(self, path: Path) -> Home:
        if path not in self._homes:
            self._homes[path] = home_of(path, self._roots(), self._config_file)
        return self._homes[path]

    def _desk(self, home: Home) -> Desk:
        if home not in self._desks:
            self._desks[home] = Desk(
                home, self.open_texts, self._show, self._complain, self._worker
            )
            self._desks[home].changed()
        return self._desks[home]

    def _roots(self) -> list[Path]:
        folders = [one.uri for one in self.workspace.folders.values()]
        uris = folders or [one for one in (self.workspace.root_uri,) if one]
        return [path for uri in uris if (path := path_of(uri))]

    def _documents(self) -> list[tuple[Path, Any]]:
        every = sorted(self.workspace.text_documents.values(), key=lambda one: one.uri)
        return [(path, one) for one in every if (path := path_of(one.uri))]

    def _show(self, desk: Desk) -> None:
        """Tell the editor what is found now, of the files of which it is something else."""
        state, library = desk.library.state, desk.library
        told: Told = {}
        root = desk.home.root
        if state and (desk.home.configured or not answers.is_empty(state)):
            root = state.checked.settings.root
            places = self.places(state)
            told = diagnostics(state.checked.diagnostics, places)
        if library.trouble:
            places = Places(root, {}, {}, self.workspace.position_codec)
            at = desk.home.path.name if desk.home.configured else "."
            told[at] = (*told.get(at, ()), *trouble(library.trouble, at, places))
        self._publish(desk.home, root, told)

    def _publish(self, home: Home, root: Path, told: Told) -> None:
        places = Places(root, {}, self._uris(), self.workspace.position_codec)
        by_uri = {places.uri(path): listed for path, listed in told.items()}
        before = self._shown.get(home, {})
        self._shown[home] = by_uri
        for uri in sorted(before.keys() | by_uri.keys()):
            found = by_uri.get(uri, ())
            if found != before.get(uri, ()):
                params = types.PublishDiagnosticsParams(uri, list(found))
                self.text_document_publish_diagnostics(params)

    def _uris(self) -> dict[Path, str]:
        return {path: one.uri for path, one in self._documents()}

    def _complain(self, text: str) -> None:
        """A defect of ours: the server lives on, and says so where editors keep such things."""
        print(text, file=sys.stderr)
        params = types.LogMessageParams(types.MessageType.Error, text)
        self.window_log_message(params)


def _lies_in(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.is_relative_to(one) for one in roots)


async def _initialized(ls: Editor, params: types.InitializedParams) -> None:
    ls.settle()
    workspace = ls.client_capabilities.workspace
    files = workspace.did_change_watched_files if workspace else None
    if files and files.dynamic_registration:
        # of a folder that goes, editors name the folder alone
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("rolebook-files", method, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    else:
        ls.watch()


def _opened(ls: Editor, params: types.DidOpenTextDocumentParams) -> None:
    ls.settle(on_disk=False)


def _closed(ls: Editor, params: types.DidCloseTextDocumentParams) -> None:
    ls.settle(on_disk=False)


def _changed(ls: Editor, params: types.DidChangeTextDocumentParams) -> None:
    if desk := ls.desk_of(params.text_document.uri):
        desk.changed()


def _saved(ls: Editor, params: types.DidSaveTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path and path.name in CONFIGURATIONS:
        ls.settle()
    elif desk := ls.desk_of(params.text_document.uri):
        desk.changed(on_disk=True)


def _on_disk(ls: Editor, params: types.DidChangeWatchedFilesParams) -> None:
    paths = (path_of(one.uri) for one in params.changes)
    if any(path and SKIPPED.isdisjoint(path.parts) for path in paths):
        ls.settle()


def _folders(ls: Editor, params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.settle()


async def _hover(ls: Editor, params: types.HoverParams) -> types.Hover | None:
    found = await ls.place(params.text_document.uri, params.position)
    return answers.hover(*found, plain=ls.plain_hover) if found else None


async def _definition(
    ls: Editor, params: types.DefinitionParams
) -> Sequence[types.Location] | None:
    found = await ls.place(params.text_document.uri, params.position)
    return answers.definition(*found) if found else None


async def _references(ls: Editor, params: types.ReferenceParams) -> Sequence[types.Location] | None:
    found = await ls.place(params.text_document.uri, params.position)
    with_own = params.context.include_declaration
    return answers.references(*found, with_definitions=with_own) if found else None


async def _highlights(
    ls: Editor, params: types.DocumentHighlightParams
) -> Sequence[types.DocumentHighlight] | None:
    found = await ls.place(params.text_document.uri, params.position)
    return answers.highlights(*found) if found else None


async def _completion(ls: Editor, params: types.CompletionParams) -> types.CompletionList | None:
    found = await ls.place(params.text_document.uri, params.position)
    desk = ls.desk_of(params.text_document.uri)
    good = desk.library.good if desk else None
    return answers.completion(*found, named=good) if found and good else None


async def _resolved(ls: Editor, item: types.CompletionItem) -> types.CompletionItem:
    return answers.with_card(item, ls.desks(), plain=ls.plain_hover)


async def _symbols(
    ls: Editor, params: types.DocumentSymbolParams
) -> Sequence[types.DocumentSymbol] | None:
    found = await ls.file(params.text_document.uri)
    return answers.document_symbols(*found) if found else None


async def _workspace_symbols(
    ls: Editor, params: types.WorkspaceSymbolParams
) -> Sequence[types.SymbolInformation]:
    states = [state for desk in ls.desks() if (state := await desk.state())]
    return [
        symbol
        for state in states
        for symbol in answers.workspace_symbols(state, ls.places(state), params.query)
    ]


async def _code_actions(
    ls: Editor, params: types.CodeActionParams
) -> Sequence[types.CodeAction] | None:
    found = await ls.file(params.text_document.uri)
    moving = changing.moves_files(ls.client_capabilities)
    return answers.code_actions(*found, params.range, moving=moving) if found else None


async def _prepare_rename(
    ls: Editor, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    found = await ls.place(params.text_document.uri, params.position)
    return changing.renamed_here(*found) if found else None


async def _rename(ls: Editor, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = await ls.place(params.text_document.uri, params.position)
    moving = changing.moves_files(ls.client_capabilities)
    return changing.rename(*found, params.new_name, moving=moving) if found else None


_OPTIONS: Final[dict[str, Any]] = {
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(
        trigger_characters=["[", "*", "`", "#", "/", ":"], resolve_provider=True
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions([types.CodeActionKind.QuickFix]),
    types.TEXT_DOCUMENT_DID_SAVE: types.SaveOptions(include_text=False),
}

FEATURES: Final[tuple[tuple[str, Callable[..., Any]], ...]] = (
    (types.INITIALIZED, _initialized),
    (types.TEXT_DOCUMENT_DID_OPEN, _opened),
    (types.TEXT_DOCUMENT_DID_CLOSE, _closed),
    (types.TEXT_DOCUMENT_DID_CHANGE, _changed),
    (types.TEXT_DOCUMENT_DID_SAVE, _saved),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _on_disk),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, _folders),
    (types.TEXT_DOCUMENT_HOVER, _hover),
    (types.TEXT_DOCUMENT_DEFINITION, _definition),
    (types.TEXT_DOCUMENT_REFERENCES, _references),
    (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, _highlights),
    (types.TEXT_DOCUMENT_COMPLETION, _completion),
    (types.COMPLETION_ITEM_RESOLVE, _resolved),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols),
    (types.WORKSPACE_SYMBOL, _workspace_symbols),
    (types.TEXT_DOCUMENT_CODE_ACTION, _code_actions),
    (types.TEXT_DOCUMENT_PREPARE_RENAME, _prepare_rename),
    (types.TEXT_DOCUMENT_RENAME, _rename),
)
"""What is asked or told, and who answers."""


def editor_server(config_file: Path | None = None) -> Editor:
    """A server that knows all features; `config_file` stands for the whole of its folder."""
    server = Editor(config_file)
    for method, answer in FEATURES:
        server.feature(method, _OPTIONS.get(method))(answer)
    return server


def serve(config_file: Path | None = None) -> None:
    """Answer on the standard streams until the editor is done."""
    # the protocol's alone: it closes its stream, and nothing else may print into it
    answers_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    editor_server(config_file).start_io(stdout=answers_to)
