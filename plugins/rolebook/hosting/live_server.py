"""Requests of a browser in, what a preview has for them out."""

from __future__ import annotations

import json
import mimetypes
import posixpath
import signal
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from rolebook.hosting.live_page import ASSETS
from rolebook.hosting.live_preview import LivePreview

HOST: Final = "127.0.0.1"
HTML: Final = "text/html; charset=utf-8"
OWN: Final = ("live.js", "live.css")
"""What stands below `ASSETS`, besides the events."""


class Taken(Exception):
    """Another program listens on the port."""


def serve(config_file: Path, port: int, editor: str = "") -> None:
    """Serve a preview until it is interrupted. Raises `Taken`."""
    preview = LivePreview(config_file, f"http://{HOST}:{port}/", editor)

    class Handler(_Handler):
        shown = preview

    try:
        server = _Server((HOST, port), Handler)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Taken(f"port {port} cannot be used: {reason}") from None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # what lies about is swept at the end
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        preview.follow()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shown: LivePreview

    def do_GET(self) -> None:  # as the standard library calls it
        """Answer with a file of the site, or with what happens to a page."""
        try:
            self._answer()
        except (BrokenPipeError, ConnectionError):
            self.close_connection = True  # the reader is gone

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of every request."""

    def _answer(self) -> None:
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path.startswith(ASSETS):
            self._own(path.removeprefix(ASSETS), asked.query)
            return
        address = path.lstrip("/")
        if not address or address.endswith("/"):
            address += "index.html"
        if "\0" in address or posixpath.normpath(address) != address or address.startswith(".."):
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        elif (content := self.shown.file(address)) is not None:
            self._send(HTTPStatus.OK, content, _kind(address))
        elif self.shown.is_folder(address):
            self.send_response(HTTPStatus.FOUND)
            query = f"?{asked.query}" if asked.query else ""
            self.send_header("Location", f"/{quote(address)}/{query}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif awaited := self.shown.awaited(address):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, awaited, HTML)
        else:
            self._send(HTTPStatus.NOT_FOUND, self.shown.missing(address), HTML)

    def _own(self, name: str, query: str) -> None:
        if name == "events":
            asked = parse_qs(query)
            self._events(asked.get("page", [""])[0], asked.get("version", [""])[0])
        elif name in OWN:
            self._send(HTTPStatus.OK, Path(__file__).with_name(name).read_bytes(), _kind(name))
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _events(self, page: str, version: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for event in self.shown.events(page, version):
            line = ": here\n\n" if event is None else f"data: {json.dumps(event)}\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _kind(address: str) -> str:
    kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or "javascript" in kind else kind
