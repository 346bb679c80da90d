from __future__ import annotations

import re
from dataclasses import replace

from rolebook.model import DocPage
from rolebook.pages.links.place import Links, place
from rolebook.text.source import Span

from .conftest import Built, library, words

WORDS = [
    *("role", "domain", "mandate", "responsibility", "boundary", "owner", "lane", "guardrail"),
    *("relation", "seam", "mention", "reference", "doctrine"),
    *("atlas", "competency", "prerequisite", "level", "evidence-requirement", "practice-tier"),
    *("rubric", "criterion", "threshold"),
]


def test_every_word_has_an_anchor_and_a_meaning(built: Built) -> None:
    page = built()["glossary/"]
    found = re.findall(r'<h3 id="([^"]+)">[^<]+</h3>\n<p>([^<]{20,})</p>', page.html)
    assert [anchor for anchor, _ in found] == WORDS
    assert len({meaning for _, meaning in found}) == len(WORDS)
    assert page.in_navigation


def test_the_overview_and_the_health_page_lead_to_it(built: Built) -> None:
    pages = built()
    for address in ("", "library/", "health/"):
        assert '<a href="rb:/glossary/">' in pages[address].html, address


def test_a_hand_written_glossary_takes_its_place(built: Built) -> None:
    made = library()
    doc = DocPage("docs/glossary.md", "glossary.md", "Our words", (), Span("x.md"))
    pages = built(replace(made, docs=(*made.docs, doc)))
    assert "glossary/" not in pages
    as_files = Links("index.html", docs_as_folders=False, hand_written={"glossary/": "glossary.md"})
    for address in ("library/", "health/"):
        html = place(pages[address].html, address, as_files)
        assert '<a href="../glossary.html">' in html, address


def test_a_page_of_another_folder_does_not(built: Built) -> None:
    made = library()
    doc = DocPage("docs/x/glossary.md", "x/glossary.md", "Words", (), Span("x.md"))
    assert "Threshold" in words(built(replace(made, docs=(*made.docs, doc)))["glossary/"].html)
