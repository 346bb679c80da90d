from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rolebook.build import check, publish
from rolebook.config.load import load_settings
from rolebook.config.settings import ConfigurationError
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH, language_of, marked
from rolebook.model import Library, Passage
from rolebook.pages import Page
from rolebook.pages.author.markup import Markup

Built = Callable[..., dict[str, Page]]


def test_two_languages_are_built_in_one_process(built: Built) -> None:
    english, italian, again = (
        built(language=one)["atlases/"] for one in (ENGLISH, language_of("it"), ENGLISH)
    )
    assert (english.title, italian.title) == ("Atlases", "Atlanti")
    assert english == again


def test_only_the_words_of_another_language_are_marked(built: Built) -> None:
    assert ENGLISH.foreign("en") == language_of("it").foreign("it") == marked("") == ""
    assert marked(language_of("it").foreign("en")) == ' lang="en"'
    # Material has Dutch, we have not: the page would be read out as Dutch
    page = built(language=language_of("nl"))["atlases/"]
    assert page.html.startswith('<div lang="en">')
    assert page.title == "Atlases"


def test_an_italian_page_says_which_of_its_words_are_english(built: Built) -> None:
    pages = built(language=language_of("it", "en"))
    role = pages["roles/sales/account-executive/"].html
    assert 'class="rb-title rb-ruled" lang="en">Account Executive</h1>' in role
    assert '<h2 id="rb-holds">Risponde di</h2>' in role
    assert '<div class="rb-statement" lang="en">Close deals</div>' in role
    assert "<title>Account Executive → Sales Lead, frontiera (2): set quota; riferisce a" in role
    atlas = pages["atlases/atlas.sales.ae/"].html
    assert '<h2 id="rb-competencies">Competenze · in ordine topologico</h2>' in atlas
    assert "<dt>ruolo</dt>" in atlas
    assert "1,5 h di pratica" in atlas


def test_italian_sources_on_an_italian_page_need_no_mark(built: Built) -> None:
    pages = built(language=language_of("it", "it"))
    # the checks say why they left a file out
    assert [one.address for one in pages.values() if ' lang="' in one.html] == ["health/"]


def test_an_english_page_of_english_sources_needs_no_mark(built: Built) -> None:
    assert not [one.address for one in built().values() if ' lang="' in one.html]


def test_what_we_say_within_an_authors_text_is_in_the_authors_language() -> None:
    markup = Markup(LibraryGraph(Library()), lambda path: None, language=language_of("it"))
    html = markup.blocks(Passage("x.md", 1, "> [!TIP]\n> Ecco.[^1]\n\n[^1]: Nota.")).html
    assert '<p class="admonition-title">Consiglio</p>' in html
    assert 'title="Torna al testo"' in html


def test_the_configuration_says_both_languages(project: Callable[..., Path]) -> None:
    theme = "theme: {name: material, language: it-IT}\n"
    role = "# Capo — fleet role definition\n\nDirige (`class: capo`, `domain: vendite`).\n"

    def page(block: str) -> str:
        text = f"site_name: x\n{theme}plugins: [rolebook: {block}]\n"
        root = project({"mkdocs.yml": text, "roles/vendite/capo.md": role})
        site = publish(check(load_settings(root / "mkdocs.yml")))
        return next(one.html for one in site.pages if one.address == "roles/vendite/capo/")

    assert 'class="rb-title rb-ruled" lang="en">Capo</h1>' in page("{}")
    assert 'class="rb-title rb-ruled">Capo</h1>' in page("{source_language: it}")


def test_a_source_language_is_a_tag(project: Callable[..., Path]) -> None:
    text = 'plugins: [rolebook: {source_language: "it\\" onload=x"}]\n'
    root = project({"mkdocs.yml": text, "roles/.keep": ""})
    with pytest.raises(ConfigurationError, match="source_language"):
        load_settings(root / "mkdocs.yml")
