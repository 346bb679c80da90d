"""Roles below `docs/`, a prefix, and pages that a site does without."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.projects import CONFIG, GARDEN, Built, built, dead_links

BLOCK = "rolebook: {roles: docs/crew, atlases: docs/atlases, at: handbook, pages: {health: off}}"
CREW: dict[str, str | bytes] = {
    path.replace("roles/", "docs/crew/").replace("atlases/", "docs/atlases/")
    if path.startswith(("roles/", "atlases/"))
    else path: content
    for path, content in GARDEN.items()
} | {
    "mkdocs.yml": CONFIG.replace("rolebook: {}", BLOCK),
    "docs/index.md": "# The garden\n\nAsk [[gardener]] or [him](crew/beds/gardener.md), one of"
    " [the crew](crew/LIBRARY.md); [their plan](crew/plan.md).\n",
    "docs/crew/beds/README.md": "# Beds\n\nTended by [the gardener](gardener.md).\n",
    "docs/crew/beds/gardener.md": str(GARDEN["roles/beds/gardener.md"]),
    "docs/crew/plan.md": "# Plan\n\nSee [the gardener](beds/gardener.md).\n",
    "docs/handbook/glossary.md": "# Our words\n",
}


@pytest.fixture(scope="module")
def handbook(sites: Path) -> Built:
    return built("handbook", CREW, sites)


def test_every_link_leads_somewhere(handbook: Built) -> None:
    assert dead_links(handbook.site) == []


def test_a_source_below_docs_is_published_once_as_its_role(handbook: Built) -> None:
    pages = {page.parent.relative_to(handbook.site).as_posix() for page in _pages(handbook)}
    assert "handbook/roles/beds/gardener" in pages
    assert "crew/plan" in pages  # no sign of a role: a hand-written page
    assert not (handbook.site / "atlases").exists()
    moved = {page for page in pages if page.startswith("crew/")} - {"crew/plan"}
    assert moved == {"crew/LIBRARY", "crew/beds", "crew/beds/gardener", "crew/beds/hedge-cutter",
                     "crew/shed/shed"}  # fmt: skip


def test_an_old_address_leads_on_and_links_to_the_file_lead_to_the_role(handbook: Built) -> None:
    old = handbook.project.page("crew/beds/gardener")
    assert '<meta http-equiv="refresh" content="0; url=../../../handbook/roles/beds/gardener/"' in old
    assert "Tend beds" not in old
    home = handbook.project.page("")
    assert '<a href="handbook/roles/beds/gardener/">Gardener</a>' in home
    assert '<a href="handbook/roles/beds/gardener/">him</a>' in home
    assert '<a href="handbook/roles/">the crew</a>' in home
    assert '<a href="../../handbook/roles/beds/gardener/">' in handbook.project.page("crew/plan")


def test_everything_of_ours_stands_below_the_prefix(handbook: Built) -> None:
    top = {one.name for one in handbook.site.iterdir() if not one.name.startswith(".")}
    assert top == {"404.html", "assets", "crew", "doctrine", "handbook", "index.html", "search",
                   "sitemap.xml", "sitemap.xml.gz"}  # fmt: skip
    assert not (handbook.site / "assets" / "rolebook").exists()
    assert (handbook.site / "handbook" / "library.json").is_file()
    assert (handbook.site / "handbook" / "index.html").is_file()  # the overview
    assert 'href="handbook/assets/rolebook/rolebook.css"' in handbook.project.page("")


def test_a_page_that_is_off_is_nowhere_named_and_a_hand_written_one_stands(handbook: Built) -> None:
    assert not (handbook.site / "handbook" / "health").exists()
    assert not [page for page in _pages(handbook) if 'health/"' in page.read_text("utf-8")]
    assert "Our words" in handbook.project.page("handbook/glossary")
    assert 'href="../glossary/"' in handbook.project.page("handbook/library")


def _pages(one: Built) -> list[Path]:
    return sorted(one.site.rglob("index.html"))
