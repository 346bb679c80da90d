"""A built site in; the Content-Security-Policy under which it works, and nothing else, out.

The theme writes a few inline scripts into every page. They are allowed by their hashes, so that
no other inline script runs, whoever put it there.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_SCRIPTS: Final = frozenset({"", "module", "text/javascript", "application/javascript"})
"""What a browser runs; a block of any other type is data."""

_LOADS: Final = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


@dataclass
class Needs:
    """What the pages of a site need to be allowed."""

    scripts: set[str] = field(default_factory=set)
    """Hashes of inline scripts."""

    styles: set[str] = field(default_factory=set)
    """Hashes of inline styles, and of style attributes."""

    style_attributes: bool = False
    image_hosts: set[str] = field(default_factory=set)
    """Where pictures come from, as `https://host`."""

    blocked: set[str] = field(default_factory=set)
    """What the policy keeps from working: event handlers, and what other hosts are asked for."""


def needs_of(site: Path) -> Needs:
    """What the pages below a folder need."""
    needs = Needs()
    for page in sorted(site.rglob("*.html")):
        reader = _Reader(needs, page.relative_to(site).as_posix())
        reader.feed(page.read_text("utf-8", "replace").replace("\r\n", "\n"))
        reader.close()
    return needs


def policy(needs: Needs) -> str:
    """The value of the header."""
    attributes = ["'unsafe-hashes'"] if needs.style_attributes else []
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(needs.scripts)],
        "style-src": ["'self'", *attributes, *sorted(needs.styles)],
        "img-src": [
            "'self'",
            "data:",
            *sorted(needs.image_hosts),
        ],  # the theme's icons stand in its style sheet
        "font-src": ["'self'"],
        "connect-src": ["'self'"],  # the search's index
        "worker-src": ["'self'"],  # the search itself
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


class _Reader(HTMLParser):
    def __init__(self, needs: Needs, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._needs = needs
        self._page = page
        self._inline: str | None = None
        """The element whose text is being read: `script` or `style`."""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "style" in said:
            self._needs.styles.add(_hash(said["style"]))
            self._needs.style_attributes = True
        for name in said:
            if name.startswith("on"):
                self._needs.blocked.add(f"{self._page}: `{name}` of <{tag}>")
        address = said.get(_LOADS.get(tag, ""), "")
        if tag == "img" and address.startswith("https://"):
            self._needs.image_hosts.add(f"https://{urlsplit(address).netloc}")
        elif _elsewhere(address) and (tag != "link" or said.get("rel") == "stylesheet"):
            self._needs.blocked.add(f"{self._page}: <{tag}> from {address}")
        runs = tag == "script" and "src" not in said and said.get("type", "").lower() in _SCRIPTS
        self._inline = tag if runs or tag == "style" else None
        self._text = []

    def handle_data(self, data: str) -> None:
        if self._inline:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._inline == tag:
            kind = self._needs.scripts if tag == "script" else self._needs.styles
            kind.add(_hash("".join(self._text)))
        self._inline = None


def _elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc) if address else False


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
