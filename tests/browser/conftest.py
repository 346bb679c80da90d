"""A built site on a local port, and what the browser says of its pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.site.projects import CONFIG, GARDEN, built


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a built site."""
    yield from served(built("garden", GARDEN, tmp_path_factory.mktemp("sites")).site)


def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The address of a folder, for as long as nobody goes on."""
    answers = partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def built_where_served(
    name: str, files: Mapping[str, str | bytes], folder: Path, features: str, config: str = CONFIG
) -> Iterator[str]:
    """The address of a site that is built for it, with more of Material's features.

    Its instant navigation follows those links alone that the sitemap has, port and all.
    """
    for address in served(folder / name / "site"):
        usual = "content.action.edit"
        assert usual in config
        text = config.replace(usual, usual + features) + f"site_url: {address}\n"
        built(name, {**files, "mkdocs.yml": text}, folder)
        yield address


@dataclass
class Visit:
    """A page, and what the browser complained about and asked for while it was open."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Visit]

NAVIGATIONS = (
    pytest.param("", id="pages"),
    pytest.param(", navigation.instant", id="instant", marks=pytest.mark.instant),
)
"""Material's features with which each journey is made."""

travels = pytest.mark.travels
"""Of a test that leaves its page: with instant navigation it is made on every run, others on the
scheduled one alone (`tests/conftest.py`)."""

stays = pytest.mark.parametrize("site", [""], ids=["pages"], indirect=True)
"""Of a test that never leaves its page: with Material's instant navigation it would be the same."""


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a page of the site; whatever goes wrong in the browser fails the test at its end."""
    visits: list[Visit] = []

    def visit(address: str, **options: Any) -> Visit:
        context = browser.new_context(**options)
        one = Visit(context.new_page())
        visits.append(one)
        one.page.on("console", lambda m: one.errors.append(m.text) if m.type == "error" else None)
        one.page.on("pageerror", lambda error: one.errors.append(str(error)))
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.goto(site + address, wait_until="networkidle")
        return one

    yield visit
    for one in visits:
        one.page.context.close()
    assert [error for one in visits for error in one.errors] == []
    assert [
        url for one in visits for url in one.requests if not url.startswith((site, "data:"))
    ] == []
