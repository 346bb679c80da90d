"""Whatever authors write, a picture stays a picture."""

import time
from typing import Any
from xml.etree import ElementTree

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode, draw

ALLOWED = {
    "svg": {
        "class", "role", "aria-labelledby", "aria-describedby", "viewBox", "width", "height",
        "font-size", "fill", "stroke",
    },
    "title": {"id"},
    "desc": {"id"},
    "a": {"class", "href", "aria-current"},
    "g": {"class", "aria-current", "aria-hidden"},
    "rect": {"class", "x", "y", "width", "height", "rx"},
    "text": {"class", "x", "y", "direction", "font-size", "text-anchor"},
    "path": {"class", "d"},
    "polygon": {"class", "points"},
}  # fmt: skip

HOSTILE = [
    '"]; evil -> victim; //',
    "</text><script>alert(1)</script>",
    "</title></svg><img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&amp; &lt;b&gt; &nbsp;",
    "line\none\r\n\ttwo\u2028three",
    "\\N \\G \\l \\",
    "\0\x01\x1b[31m\x7f\x85",
    "\u202egnp.exe",
    "\ud800 \udfff \ufffe \uffff",
    "مدير الحسابات",
    "法務顧問および契約審査担当部長代理",
    "e" + "\u0301" * 500,
    "👩\u200d" * 200,
    "\u200d",
    "",
    "   ",
    "x" * 10_000,
    "a b " * 2_500,
    "- " * 5_000,
    "漢" * 10_000,
    "--8<-- ../.env {{ x }} {% y %}",
]


def picture(text: str) -> Diagram:
    """Return a diagram that has `text` wherever authors' text can be."""
    nodes = (
        DiagramNode(text, text, "rb:/a/?b=1&c='\"<", note=text, focus=True),
        DiagramNode(text + "2", text, kind="missing"),
    )
    edges = (
        DiagramEdge(text, text + "2", "boundary", text, count=2),
        DiagramEdge(text + "2", text, text, text, "rb:/b/"),
        DiagramEdge(text, text, "mention", text),
    )
    return Diagram(text, text, nodes, edges)


def check(markup: str) -> None:
    # No lone surrogate may be left, or the page could not be written.
    root = ElementTree.fromstring(markup.encode("utf-8"))
    for element in root.iter():
        assert set(element.keys()) <= ALLOWED[element.tag], element.tag
    assert [element.tag for element in root] == ["title", "desc", *"a", *"g", *"gag"]
    names = [name for element in root.iter() for name in element.get("class", "").split()]
    assert all(name.startswith("rb-") and name.isascii() for name in names)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_only_text(text: str) -> None:
    start = time.perf_counter()
    check(draw(picture(text), "d"))
    assert time.perf_counter() - start < 1


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(), max_size=80))
def test_any_text_is_only_text(text: str) -> None:
    check(draw(picture(text), "d"))


def test_the_whole_label_is_in_the_title() -> None:
    label = "Head of " + "very " * 60 + "special projects"
    root = ElementTree.fromstring(draw(Diagram("", "", (DiagramNode("a", label),), ()), "d"))
    (node,) = root.iter("g")
    assert node.findtext("title") == label
    lines = [text.text or "" for text in node.iter("text")]
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_long_name_is_not_said_in_full_with_every_edge() -> None:
    nodes = (DiagramNode("a", "x" * 10_000), DiagramNode("b", "b"))
    edges = tuple(DiagramEdge("a", "b", "consults", str(number)) for number in range(20))
    assert len(draw(Diagram("", "", nodes, edges), "d")) < 30_000


def test_nothing_of_an_author_reaches_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    sources: list[str] = []

    class Spy(pygraphviz.AGraph):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            sources.append(options.get("string", ""))
            super().__init__(*arguments, **options)

    monkeypatch.setattr(pygraphviz, "AGraph", Spy)
    draw(picture("Zebra"), "d")
    assert len(sources) == 1
    assert "zebra" not in sources[0].lower()
    assert "rb:" not in sources[0]
