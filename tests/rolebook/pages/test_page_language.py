from __future__ import annotations

from collections.abc import Callable

from rolebook.languages import ENGLISH, language_of
from rolebook.pages import Page

Built = Callable[..., dict[str, Page]]


def test_two_languages_are_built_in_one_process(built: Built) -> None:
    english, italian, again = (
        built(language=one)["atlases/"] for one in (ENGLISH, language_of("it"), ENGLISH)
    )
    assert (english.title, italian.title) == ("Atlases", "Atlanti")
    assert english == again


def test_only_the_words_of_another_language_are_marked(built: Built) -> None:
    assert ENGLISH.marked("en") == language_of("it").marked("it") == ""
    assert language_of("it").marked("en") == ' lang="en"'
    # Material has German, we have not: the page would be read out as German
    page = built(language=language_of("de"))["atlases/"]
    assert page.html.startswith('<div lang="en">')
    assert page.title == "Atlases"
