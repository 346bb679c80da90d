"""An editor's side of the protocol: a real client, a real server, and the streams between them."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 30.0
"""Seconds: the machine of a test may be busy."""


class Editor:
    """Speaks with `rolebook lsp` as an editor does; each call waits for its answer."""

    def __init__(self, root: Path, encodings: tuple[str, ...] = (), watching: bool = True) -> None:
        self.root = root
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.complaints: list[str] = []
        self._versions: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._client = LanguageClient("an editor", "1")
        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda params: self.told.update({params.uri: list(params.diagnostics)})
        )
        self._client.feature(types.WINDOW_LOG_MESSAGE)(
            lambda params: self.complaints.append(params.message)
        )
        self._client.feature(types.WINDOW_SHOW_MESSAGE)(
            lambda params: self.complaints.append(params.message)
        )
        self._client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
        self._run(self._client.start_io(sys.executable, "-m", "rolebook", "lsp"))
        files = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watching)
        edits = types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
        )
        self.capabilities = self.ask(
            "initialize",
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    general=types.GeneralClientCapabilities(position_encodings=encodings or None),
                    workspace=types.WorkspaceClientCapabilities(
                        did_change_watched_files=files, workspace_edit=edits
                    ),
                    text_document=types.TextDocumentClientCapabilities(
                        rename=types.RenameClientCapabilities(prepare_support=True)
                    ),
                ),
                workspace_folders=[types.WorkspaceFolder(root.as_uri(), "library")],
            ),
        ).capabilities
        self.tell("initialized", types.InitializedParams())

    @property
    def process(self) -> int:
        """The server's number."""
        assert self._client._server
        return self._client._server.pid

    def ask(self, request: str, params: Any) -> Any:
        """The answer to a request, by its name in pygls."""
        return self._run(getattr(self._client, f"{request}_async")(params))

    def tell(self, notification: str, params: Any) -> None:
        """Tell what happened, by its name in pygls."""
        self._loop.call_soon_threadsafe(getattr(self._client, notification), params)

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str | None = None) -> str:
        """Open a file; its text."""
        text = (self.root / path).read_text("utf-8") if text is None else text
        self._versions[path] = 1
        item = types.TextDocumentItem(self.uri(path), types.LanguageKind.Markdown, 1, text)
        self.tell("text_document_did_open", types.DidOpenTextDocumentParams(item))
        return text

    def write(self, path: str, text: str) -> None:
        """Change the text of an open file, without saving it."""
        self._versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[path], self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        params = types.DidChangeTextDocumentParams(document, [change])
        self.tell("text_document_did_change", params)

    def close(self, path: str) -> None:
        params = types.DidCloseTextDocumentParams(self.document(path))
        self.tell("text_document_did_close", params)

    def changed_on_disk(self, *paths: str) -> None:
        kind = types.FileChangeType.Changed
        changes = [types.FileEvent(self.uri(path), kind) for path in paths]
        params = types.DidChangeWatchedFilesParams(changes)
        self.tell("workspace_did_change_watched_files", params)

    def at(self, path: str, line: int, character: int) -> dict[str, Any]:
        """The parameters of a question about a place, counted from 0."""
        position = types.Position(line, character)
        return {"text_document": self.document(path), "position": position}

    def codes(self, path: str) -> list[str]:
        return [str(one.code or "") for one in self.told.get(self.uri(path), [])]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what the server tells of itself."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, (self.told, self.complaints)
            time.sleep(0.01)

    def stop(self) -> int | None:
        """Shut the server down as editors do; how it ended."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._run(self._client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        process = self._client._server
        return process.returncode if process else None

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)
