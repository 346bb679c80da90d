"""Markdown in; it is rendered and read back by an HTML parser that fails at what is not allowed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Domain, Library, Passage, Role
from rolebook.pages.author.markup import Markup
from rolebook.pages.author.sanitise import ATTRIBUTES, CLASSES, TAGS, clean
from rolebook.pages.links.place import Links, place
from rolebook.text.source import Span

PATH = "roles/sales/x.md"
VOID = {"br", "col", "hr", "img", "input", "wbr"}
CHECKBOX = {("type", "checkbox"), ("disabled", ""), ("checked", "")}
HREF = re.compile(
    r"https?://[^/]|mailto:.|rb:/(roles|atlases|assets)/|rb-doc:/\w|#(user-content|m|rb)-"
)


class Reader(HTMLParser):
    """Fails at whatever is not on the list, and at tags that do not pair up."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert len({name for name, _ in attrs}) == len(attrs)
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "input":
            assert {("type", "checkbox"), ("disabled", "")} <= {*attrs}
        if tag == "img":
            assert (dict(attrs).get("src") or "").startswith("rb:/assets/sources/")
        if tag not in VOID:
            self.open.append(tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "class":
            assert set(value.split()) <= CLASSES.get(tag, set())
        elif tag == "input":
            assert (name, value) in CHECKBOX
        else:
            assert name in ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"]
        if name == "id":
            assert re.fullmatch(r"user-content-[a-z0-9._-]+", value)
            self.ids.append(value)
        if name == "href":
            assert HREF.match(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


class Words(HTMLParser):
    """Reads nothing but the text."""

    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words(html: str) -> str:
    reader = Words()
    reader.feed(html)
    reader.close()
    return reader.text


def graph() -> LibraryGraph:
    path = "roles/sales/sales-lead.md"
    lead = Role("sales-lead", "sales", "Sales <Lead>", path, "sales/sales-lead.md", Span(path))
    return LibraryGraph(Library(roles=(lead,), domains=(Domain("sales", "Sales"),)))


def markup() -> Markup:
    return Markup(graph(), {"roles/sales/a.png": b"a"}.get)


MARKUP = markup()


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def check(text: str, markup: Markup = MARKUP) -> Reader:
    """Fails where a text becomes anything that is not on the list."""
    html = markup.blocks(Passage(PATH, 1, text), domain="sales").html
    reader = read(html)
    read(clean(html))
    # what reads like a link in a text is not placed
    assert words(place(html, "roles/sales/", Links())) == reader.text
    read(markup.inline(text, PATH, domain="sales"))
    return reader
