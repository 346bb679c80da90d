"""A page's HTML in, what its reader sees or hears in the language of the interface out."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
UNSPOKEN = frozenset({"code", "pre", "script", "style"})
"""What stands in them are names, not words."""

SAID = frozenset(
    {"title", "alt", "placeholder", "aria-label", "aria-roledescription", "data-label"}
)


class Spoken(HTMLParser):
    """Gathers what a reader sees or hears that is in the language of the interface."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = [""]
        """The text first, then the attributes."""

    @property
    def speaks(self) -> bool:
        return not self.open or self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        speaks = self.speaks and tag not in UNSPOKEN
        if "lang" in values:
            speaks = values["lang"] == self._language
        for name, value in attrs:
            for_script = name.startswith("data-") and " " in (value or "")
            if (name in SAID or for_script) and value and speaks:
                self.said.append(value)
        if tag not in VOID:
            self.open.append((tag, speaks))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.speaks:
            self.said[0] += f" {data}"


def spoken(html: str, language: str) -> list[str]:
    """The text that is marked as no other language, then the attributes that are shown or read."""
    parser = Spoken(language)
    parser.feed(html)
    assert not parser.open, "an element is not closed"
    return parser.said
