"""Every page of the hostile site, opened, touched and listened to: nothing of a source runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from tests.browser.conftest import served
from tests.hostile.conftest import Built

PROVOKE = """() => {
  const strange = [];
  let focused = 0;
  const elements = [...document.querySelectorAll(".md-content *")].slice(0, 250);
  for (const element of elements) {
    for (const name of ["href", "src", "action", "data", "formaction"]) {
      const value = element.getAttribute(name) ?? element.getAttributeNS?.(
        "http://www.w3.org/1999/xlink", name);
      if (value === null) continue;
      const protocol = new URL(value, location).protocol;
      if (!["http:", "https:", "mailto:"].includes(protocol)) {
        strange.push(`${element.tagName} ${name}=${value}`);
        element.click?.();
      }
    }
    for (const type of ["mouseover", "mouseenter", "pointerenter", "animationstart",
                        "transitionend", "beforeinput", "error", "load", "toggle", "begin"])
      element.dispatchEvent(new Event(type));
    if (element.matches("a, button, input, summary, [tabindex], [autofocus], [contenteditable]")
        && ++focused < 12)
      element.focus({ preventScroll: true });
    if (element.matches("summary, button, label, input") && element.checkVisibility())
      element.click();
  }
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  if (typeof window.pwned !== "undefined") strange.push("window.pwned");
  if ({}.polluted !== undefined) strange.push("Object.prototype.polluted");
  for (const name of ["location", "cookie", "body", "forms", "getElementById", "currentScript"])
    if (document[name] instanceof Element && name !== "body" && name !== "currentScript")
      strange.push(`document.${name}`);
  if (document.querySelectorAll("#__config").length !== 1) strange.push("#__config");
  if (!document.documentElement.classList.contains("js")) strange.push("Material did not start");
  return strange;
}"""
"""Does to a page what readers do, and says what is strange about it."""


@pytest.fixture
def address(built: Built, tmp_path: Path) -> Iterator[str]:
    """Of the site without its search index: to read that takes longer than all the rest."""
    site = tmp_path / "site"
    shutil.copytree(built.site, site, copy_function=os.link)
    index = site / "search" / "search_index.json"
    whole = json.loads(index.read_text("utf-8"))
    index.unlink()
    index.write_text(json.dumps(whole | {"docs": whole["docs"][:9]}), "utf-8")
    yield from served(site)


@pytest.fixture
def whole_address(built: Built) -> Iterator[str]:
    yield from served(built.site)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """No other host can be reached: whoever asks for one asks a proxy that is not there."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        proxy: Any = {
            "server": f"http://127.0.0.1:{nobody.getsockname()[1]}",
            "bypass": "127.0.0.1",
        }
        context = browser.new_context(proxy=proxy)
        yield context
        context.close()


@dataclass
class Listener:
    """Hears everything that a page must not do."""

    context: BrowserContext
    address: str
    here: str = ""
    heard: list[tuple[str, str]] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_navigation_timeout(120_000)  # pages of megabytes, on a busy machine
        page.on("dialog", self._dialog)
        page.on("console", lambda m: self.hear("console", m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.hear("error", error))
        page.on("popup", lambda popup: self.hear("window", popup.url))
        page.on("download", lambda download: self._download(download.url))
        self.context.on("request", lambda one: self._request(one.url))
        return page

    def hear(self, what: str, words: object) -> None:
        self.heard.append((self.here, f"{what}: {words}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.hear("dialog", dialog.message)
        dialog.dismiss()

    def _download(self, url: str) -> None:
        if not url.startswith(f"blob:{self.address}"):  # a reader's plan, which our script saves
            self.hear("download", url)

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.hear("request", url)


def test_nothing_of_a_source_runs(address: str, built: Built, context: BrowserContext) -> None:
    pages = [one for one in addresses(built.site) if not AGAIN.search(one)]
    assert len(pages) > 150
    assert heard(address, pages, context) == []


@pytest.mark.long
def test_nothing_of_a_source_runs_where_it_is_said_again(
    address: str, built: Built, context: BrowserContext
) -> None:
    pages = [one for one in addresses(built.site) if AGAIN.search(one)]
    assert len(pages) > 80
    assert heard(address, pages, context) == []


AGAIN = re.compile(r"^roles/(?!html/|front/).*seams/$|^roles/(?:deep|long)/")
"""Pages that say a second time what others do, and those of texts that are there for their size."""


def heard(address: str, pages: list[str], context: BrowserContext) -> list[tuple[str, str]]:
    """Everything that pages did which they must not."""
    listener = Listener(context, address)
    page = listener.page()
    for here in pages:
        listener.here = here
        page.goto(address + here, wait_until="load")
        for strange in page.evaluate(PROVOKE):
            listener.hear("strange", strange)
        # what is chosen in the explorer stands behind the `?`
        if page.url.partition("?")[0] != address + here:
            listener.hear("went to", page.url)
    return listener.heard


def test_nothing_runs_from_the_search(whole_address: str, context: BrowserContext) -> None:
    """Its results are parts of sources, put into the page by Material's script."""
    listener = Listener(context, whole_address)
    page = listener.page()
    for words in ("pwned", "script", "onerror"):
        page.goto(f"{whole_address}?q={words}", wait_until="load")
        page.wait_for_selector(".md-search-result__item", state="attached", timeout=60_000)
        for strange in page.evaluate(PROVOKE.replace(".md-content *", ".md-search *")):
            listener.hear("strange", strange)
    assert listener.heard == []


def addresses(site: Path) -> list[str]:
    return sorted(
        quote(file.relative_to(site).as_posix().removesuffix("index.html"))
        for file in site.rglob("*.html")
        if file.name != "404.html"
    )
