from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from mkdocs.config.defaults import MkDocsConfig
from tests.rolebook.spoken import spoken
from tests.site.projects import Built, search_entries

from mkdocs_rolebook.problems import banner, with_problems
from mkdocs_rolebook.publishing import BuildResult
from rolebook.languages import language_of
from rolebook.languages.catalogues import CATALOGUES
from rolebook.pages.links.place import Links

PAGES = [
    *("", "library/", "roles/", "roles/sales/", "roles/sales/account-executive/"),
    *("roles/sales/account-executive/seams/", "atlases/", "atlases/atlas.sales.ae.b2b/"),
    *("ownership/", "explorer/", "evidence/", "glossary/", "health/"),
]


def content(italian: Built, address: str) -> str:
    """What we make of a page, without the host's frame."""
    page = italian.project.page(address)
    return page[page.index("<article") : page.rindex("</article>") + len("</article>")]


def english() -> list[str]:
    """Every text of the interface that Italian has in other words, as a reader would see it."""
    with (CATALOGUES / "it.po").open("rb") as file:
        catalogue = read_po(file, locale="it")
    texts = []
    for one in catalogue:
        pairs = zip(one.id, one.string, strict=True) if one.pluralizable else [(one.id, one.string)]
        for source, translation in pairs if one.id else ():
            # a single word may be an Italian one, too
            bare = re.sub(r"<[^>]*>|%\(\w+\)s|%%", "", source).strip()
            if source != translation and " " in bare:
                texts.append(bare)
    return texts


@pytest.mark.parametrize("address", PAGES)
def test_no_page_keeps_an_english_sentence(italian: Built, address: str) -> None:
    said = [" ".join(one.split()) for one in spoken(content(italian, address), "it")]
    left = [text for text in english() for one in said if re.search(rf"\b{re.escape(text)}\b", one)]
    assert left == []


def test_the_host_says_that_the_page_is_italian_and_the_page_what_is_not(italian: Built) -> None:
    page = italian.project.page("roles/sales/account-executive/")
    assert '<html lang="it"' in page
    assert 'class="rb-title rb-ruled" lang="en">Account Executive</h1>' in page
    assert "Risponde di" in page


def test_the_navigation_and_the_search_are_italian(italian: Built) -> None:
    home = " ".join(re.sub(r"<[^>]*>", " ", italian.project.page("")).split())
    for title in ("Inizio", "Ruoli", "Atlanti", "Chi risponde di cosa", "Evidenze"):
        assert title in home
    titles = {location: one["title"] for location, one in search_entries(italian.site).items()}
    assert titles["roles/"] == "Ruoli"


@pytest.mark.parametrize(
    ("tag", "count", "title"),
    [
        ("it", "1 problema nelle fonti", "Problemi"),
        ("de", "1 Problem in den Quellen", "Probleme"),
        ("fr", "1 problème dans les sources", "Problèmes"),
    ],
)
def test_a_preview_tells_its_problems_in_the_language_of_its_site(
    tag: str, count: str, title: str
) -> None:
    found = BuildResult(problems=("error[RB101] …",))
    shown = banner(found, "roles/", Links(), language_of(tag))
    assert f">{count}<" in shown
    host = MkDocsConfig()
    host.load_dict({"site_name": "x", "theme": {"name": "material", "language": tag}})
    host.validate()
    page = with_problems(found, host)
    assert [one.title for one in page.site.pages] == [title, title]
    assert '<p lang="en"><strong>error[RB101] …</strong></p>' in page.site.pages[0].html
