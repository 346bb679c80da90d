from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from rolebook.config.load import load_settings
from rolebook.languages import ENGLISH, language_of
from rolebook.languages.catalogues import CATALOGUES

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
TAG = re.compile(r"<[^<>]*>")
FILES = sorted(CATALOGUES.glob("*.po"))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every text of the interface, as `make messages` gathers them."""
    pot = tmp_path_factory.mktemp("messages") / "all.pot"
    mapping, plugins = str(ROOT / "pyproject.toml"), str(ROOT / "plugins")
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", mapping, "-o", str(pot), plugins])
    with pot.open("rb") as file:
        return read_po(file)


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem)


def ids(several: Catalog) -> set[tuple[object, object]]:
    return {(one.context, one.id) for one in several if one.id}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_catalogue_has_the_texts_of_the_interface_and_no_others(
    file: Path, texts: Catalog
) -> None:
    own = catalogue(file)
    assert ids(own) == ids(texts), "make messages"
    assert not own.obsolete, "make messages"


def translated(one: Message) -> list[tuple[str, str]]:
    """Each translation with the English text that it is of."""
    if isinstance(one.id, tuple):
        return [(one.id[min(place, 1)], text) for place, text in enumerate(one.string)]
    return [(str(one.id), str(one.string))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated_with_what_stands_in_it(file: Path) -> None:
    own = catalogue(file)
    assert [one.id for one in own if one.id and one.fuzzy] == []
    assert [one.id for one, _ in own.check()] == []
    for one in own:
        if isinstance(one.id, tuple):
            assert len(one.string) == own.num_plurals, one.id
        for english, text in translated(one) if one.id else []:
            assert text.strip(), f"`{english}` lacks its translation in {file.name}"
            found = [sorted(PLACEHOLDER.findall(each)) for each in (english, text)]
            assert found[0] == found[1], text
            assert TAG.findall(text) == TAG.findall(english), text
            # a translation stands in the page as it is: in an attribute a quote would end it
            for mark in '<>&"':
                assert text.count(mark) == english.count(mark), f"{mark} in {text}"
            assert text[:1].isspace() == english[:1].isspace(), text
            assert text[-1:].isspace() == english[-1:].isspace(), text


@pytest.mark.parametrize(
    ("site", "tag"),
    [
        ("it", "it"),
        ("it-IT", "it"),
        ("it_IT", "it"),
        ("IT", "it"),
        ("de-AT", "de"),
        ("fr_CA", "fr"),
        ("en", "en"),
        ("en-GB", "en"),
        ("tlh", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_found_by_what_its_tag_begins_with(site: str, tag: str) -> None:
    assert language_of(site).tag == tag


def test_what_python_says_is_translated_and_filled_in() -> None:
    italian = language_of("it")
    assert italian.gettext("Atlases") == "Atlanti"
    assert ENGLISH.gettext("100%% of %(what)s", what="it") == "100% of it"
    assert ENGLISH.ngettext("%(num)s %(what)s", "%(num)s %(what)ss", 2, what="role") == "2 roles"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert [ENGLISH.number(one) for one in (2, 1.5, 0.85, 1234.5)] == [
        "2",
        "1.5",
        "0.85",
        "1,234.5",
    ]
    for tag, thousand in (("it", "1.234,5"), ("de", "1.234,5"), ("fr", "1\u202f234,5")):
        assert [language_of(tag).number(one) for one in (2, 1.5, 1234.5)] == ["2", "1,5", thousand]


def test_a_plural_is_chosen_as_the_language_chooses_it() -> None:
    def none(tag: str) -> str:
        return language_of(tag).ngettext("%(num)s role", "%(num)s roles", 0)

    assert [none(tag) for tag in ("de", "fr", "it")] == ["0 Rollen", "0 rôle", "0 ruoli"]


def test_a_check_reads_no_catalogue() -> None:
    code = "import sys, rolebook.build, rolebook.cli.main; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("theme: material", "en"),
        ("theme: {name: material, language: it}", "it"),
        ("theme: {name: material, language: [it]}", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_themes(
    theme: str, language: str, project: Callable[..., Path]
) -> None:
    text = f"site_name: x\n{theme}\nplugins: [rolebook]\n"
    root = project({"roles/.keep": "", "mkdocs.yml": text})
    assert load_settings(root / "mkdocs.yml").language == language


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_is_written_with_apostrophes_not_with_marks_of_code(file: Path) -> None:
    texts = [text for one in catalogue(file) if one.id for _, text in translated(one)]
    assert [text for text in texts if "'" in text] == []


def test_french_keeps_its_marks_with_their_words() -> None:
    french = catalogue(CATALOGUES / "fr.po")
    texts = [text for one in french if one.id for _, text in translated(one)]
    loose = re.compile(r"[ \w][;!?»](?!\w)|« |«\w|[ \w]:(?![\w/])")
    assert [text for text in texts if loose.search(TAG.sub("", text))] == []


SCRIPTS = sorted((ROOT / "plugins/rolebook").rglob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.S | re.M)
SENTENCE = re.compile(r"""(["'`])[A-Z][a-z]+ [a-z][^"'`\n]*\1""")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_takes_its_words_from_the_page(script: Path) -> None:
    code = COMMENT.sub("", script.read_text("utf-8"))
    assert [match[0] for match in SENTENCE.finditer(code)] == []
