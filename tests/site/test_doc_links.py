"""`[[references]]` of hand-written pages as links of the host."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.projects import GARDEN, Project

from rolebook.build import Checked, check, publish
from rolebook.config.load import load_settings
from rolebook.pages.host.doc_links import link_references
from rolebook.pages.host.navigation import Entry, navigation


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    project = Project(tmp_path_factory.mktemp("library"))
    project.write(GARDEN)
    return check(load_settings(project.root / "mkdocs.yml"))


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ("[[gardener]]", "[Gardener](roles/beds/gardener/index.md)"),
        ("[[shed]]", "[Keeper of the Shed](roles/shed/shed/index.md)"),
        ("[[shed/]]", "[Shed](roles/shed/index.md)"),
        ("[[toolman]]", "[Keeper of the Shed](roles/shed/shed/index.md)"),
        ("[[gardener#tend-beds]]", "[Gardener](roles/beds/gardener/index.md#m-tend-beds)"),
        ("[[atlas.garden#g.dig]]", "[Dig a bed](atlases/atlas.garden/index.md#g.dig)"),
        ("[[gardener|whoever]]", "[whoever](roles/beds/gardener/index.md)"),
        (
            "[[gardener|a_b {{ c }} | https://x]]",
            "[a&#95;b &#123;&#123; c &#125;&#125; &#124; https&#58;//x]"
            "(roles/beds/gardener/index.md)",
        ),
        (
            "[[hedge-cutter]]",
            "[&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;Sons&#34;]"
            "(roles/beds/hedge-cutter/index.md)",
        ),
        ("`[[gardener]]` and ``` [[gardener]] ```", None),
        ("~~~\n[[gardener]]\n~~~", None),
        ("\\[[gardener]]", None),
    ],
)
def test_a_reference_is_a_link_to_a_source_file(
    checked: Checked, written: str, linked: str | None
) -> None:
    result = link_references(f"See\n\n{written}\n", "about.md", checked.graph)
    assert result.text == f"See\n\n{linked or written}\n"
    assert result.unresolved == ()


def test_links_are_relative_to_their_page(checked: Checked) -> None:
    result = link_references("[[shed/]]", "doctrine/deep/page.md", checked.graph)
    assert result.text == "[Shed](../../roles/shed/index.md)"


def test_what_means_nothing_stands_as_plain_words(checked: Checked) -> None:
    result = link_references("Ask [[nobody]] or [[no_one|*them*]].", "a.md", checked.graph)
    assert result.text == "Ask nobody or &#42;them&#42;."
    assert [one.written for one in result.unresolved] == ["nobody", "no_one"]


def test_a_page_without_references_is_left_as_it_is(checked: Checked) -> None:
    text = "# Title\r\n\n\tA *page* with [a link](b.md) and <b>HTML</b>.\n\n\n"
    assert link_references(text, "a.md", checked.graph).text == text


def test_domains_and_atlases_stand_in_the_navigation_and_roles_do_not(checked: Checked) -> None:
    assert navigation(publish(checked).pages) == (
        Entry("library/", "Library"),
        Entry("roles/", children=(Entry("roles/beds/"), Entry("roles/shed/"))),
        Entry("atlases/", children=(Entry("atlases/atlas.garden/"),)),
        Entry("ownership/", "Who owns what"),
        Entry("explorer/"),
        Entry("evidence/"),
        Entry("glossary/"),
        Entry("health/"),
    )


def test_an_overview_that_is_the_home_page_stands_in_the_navigation_once(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path)
    project.write({path: text for path, text in GARDEN.items() if path != "docs/index.md"})
    site = publish(check(load_settings(tmp_path / "mkdocs.yml")))
    first, second, *_ = navigation(site.pages)
    assert (first, second.address) == (Entry("", "Home"), "roles/")
