from __future__ import annotations

import pytest

from rolebook.languages import language_tag, meant_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("it", "it"),
        ("IT", "it"),
        ("pt-br", "pt-BR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("gsw", "gsw"),
        ("lld", "lld"),  # Ladin, which Babel has no name for
        ("de-u-co-phonebk", "de-u-co-phonebk"),
        ("en-x-house", "en-x-house"),
    ],
)
def test_a_tag_is_known_and_written_as_usual(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    "written",
    [
        *("", "x", "xx", "it_IT", "ita", "italian", "en-UK", "en-", "-en", "it.UTF-8", "it@euro"),
        *('it" onload="x', "it x", "i-klingon", "日本語", "en-x", "en-u", "e" * 100),
    ],
)
def test_what_html_would_not_take_is_no_tag(written: str) -> None:
    assert language_tag(written) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Italian", "it"), ("italiano", "it"), ("Italain", "it"), ("ita", "it"), ("eng", "en")),
        *(("it_IT", "it-IT"), ("en_uk", "en-GB"), ("American English", "en-US")),
        *(("Français", "fr"), ("日本語", "ja"), ("python", ""), ("", ""), ("it" * 50, "")),
    ],
)
def test_the_tag_that_was_meant(written: str, meant: str) -> None:
    assert meant_tag(written) == meant
