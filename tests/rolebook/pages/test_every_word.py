"""Every word of a page is translated, or marked as what it is: an author's, or the checks'.

What fails here wants `{{ _("…") }}` around it in its template, or `{{ source_lang }}` in the tag of
the element that holds an author's words (`{{ english_lang }}` where the checks speak).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from tests.rolebook.spoken import spoken

from rolebook.build import check
from rolebook.config.settings import Settings
from rolebook.languages import Language
from rolebook.model import Library
from rolebook.pages import Page, build_pages
from rolebook.pages.author.markup import Markup

DEFECTS = Path(__file__).parents[2] / "defects"


class Marking(NullTranslations):
    """Translates every text into itself between two marks."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"


MARKED = Language("sv", Marking(), sources="en", site="sv")


def untranslated(texts: list[str]) -> Iterator[str]:
    """What is left of texts without translations, addresses and numbers."""
    for text in texts:
        before = None
        while before != text:
            before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
        text = re.sub(r"rb(-doc)?:/\S*", " ", text)
        if re.search(r"[^\W\d_]{2}", text):
            yield " ".join(text.split())


def assert_every_word_is_known(pages: tuple[Page, ...]) -> None:
    for page in pages:
        assert list(untranslated(spoken(page.html, MARKED.tag))) == [], page.address


def test_the_words_of_a_library_of_fleet_roles(built: Callable[..., dict[str, Page]]) -> None:
    pages = tuple(built(language=MARKED, home=False).values())
    assert_every_word_is_known(pages)
    titles = {page.address: page.title for page in pages}
    assert [titles[one] for one in ("library/", "roles/", "atlases/", "ownership/")] == [
        *("⟦Library⟧", "⟦Roles⟧", "⟦Atlases⟧", "⟦Ownership⟧")
    ]


def test_the_words_of_a_library_with_every_kind_of_finding() -> None:
    folders = (DEFECTS / "roles",), (DEFECTS / "atlases",)
    checked = check(Settings(DEFECTS, *folders, configured=False))
    markup = Markup(checked.graph, lambda path: None)
    diagnostics = checked.diagnostics
    assert len(diagnostics) > 20
    pages = build_pages(checked.graph, diagnostics, markup, "⟦A site⟧", True, MARKED)
    assert_every_word_is_known(pages)


AGENT = """\
---
name: {name}
description: Does {name} work, and {other} does not.
tools: {tools}
model: opus
capabilities: [one thing, another]
colour: blue
---
Body of a prompt.

> [!NOTE]
> An alert of its author.

**Reports to**: {other} (weekly)
"""


def test_the_words_of_a_collection_of_agents(project: Callable[..., Path]) -> None:
    root = project(
        {
            f"people/{name}.md": AGENT.format(name=name, other=other, tools=tools)
            for name, other, tools in (("one-a", "two-a", "Read"), ("two-a", "one-a", '"*"'))
        }
    )
    checked = check(Settings(root / "people", (root / "people",), configured=False))
    assert len(checked.graph.roles) == 2
    markup = Markup(checked.graph, lambda path: None)
    pages = build_pages(checked.graph, checked.diagnostics, markup, "⟦A site⟧", True, MARKED)
    assert_every_word_is_known(pages)


def test_an_empty_library_has_words_too(built: Callable[..., dict[str, Page]]) -> None:
    assert_every_word_is_known(tuple(built(Library(), language=MARKED, home=False).values()))


@pytest.mark.parametrize(
    "left_alone", ["<p>Forgotten words</p>", '<a title="Forgotten">⟦Known⟧</a>']
)
def test_a_forgotten_word_is_found(left_alone: str) -> None:
    page = Page("x/", "x", left_alone)
    with pytest.raises(AssertionError):
        assert_every_word_is_known((page,))
