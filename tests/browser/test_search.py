"""What readers find with the search of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit, served
from tests.site.projects import CONFIG, ROLE, built, search_entries

Open = Callable[..., Visit]

ATLAS = "Closing deals as an account executive, for an account executive · Atlas · Sales"

LIBRARY: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Welcome\n\nAsk the legal-counsel.\n",
    "roles/legal/legal-counsel.md": "---\naliases: [barrister]\n---\n"
    + ROLE.format(
        title="Legal Counsel",
        id="legal-counsel",
        what="contract redlines",
        boundaries="- **Does NOT win deals** — that is **account-executive**'s lane.",
    ),
    "roles/legal/privacy-officer.md": ROLE.format(
        title="Privacy Officer",
        id="privacy-officer",
        what="personal data",
        boundaries="- **Does NOT sign** — that is **legal-counsel**'s call, as legal-counsel says.",
    ),
    "roles/sales/account-executive.md": ROLE.format(
        title="Account Executive & <Co>",
        id="account-executive",
        what="deals",
        boundaries="- **Does NOT tend contract redlines** — terms go to **legal-counsel**.",
    ),
    "atlases/ae.yml": """\
atlas_id: atlas.sales.ae
title: Closing deals as an account executive, for an account executive
role: account-executive
levels: [{id: l1, code: L1, min_score: 0.5}]
competencies:
  - {id: ae.qualify, title: Qualify a lead, target_level: l1, practice_hours: 2,
     evidence: {type: photo, count: 1, window_days: 9, description: One., template: t.v1}}
  - {id: ae.close, title: Close the quarter, target_level: l1, practice_hours: 2,
     prerequisites: [ae.qualify],
     evidence: {type: photo, count: 1, window_days: 9, description: One., template: t.v1}}
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = built("searched", LIBRARY, tmp_path_factory.mktemp("sites"))
    yield from served(made.site)


def first(visit: Open, question: str) -> Page:
    """A page whose search was asked."""
    page = visit("health/", viewport={"width": 1400, "height": 900}).page
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially(question)  # the theme listens to keys
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
    return page


def titles(page: Page) -> list[str]:
    """The headings of the first result: its page, then the parts of it."""
    item = page.locator(".md-search-result__item").first
    expect(item).to_be_visible()
    return item.locator("h1, h2").all_inner_texts()


@pytest.mark.parametrize(
    "question", ["legal-counsel", "legal counsel", "barrister", "legal/legal-counsel", "counsel"]
)
def test_a_role_is_found_by_id_title_and_alias(visit: Open, question: str) -> None:
    page = first(visit, question)
    assert titles(page)[0] == "Legal Counsel · Role · Legal"
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/"))


def test_a_role_is_found_by_what_it_holds(visit: Open) -> None:
    page = first(visit, "contract redlines")
    found = page.locator(".md-search-result__item h1").all_inner_texts()
    assert "Legal Counsel · Role · Legal" in found[:2]
    assert "Account Executive & <Co> · Role · Sales" in found


def test_a_role_comes_before_what_only_speaks_of_it(visit: Open) -> None:
    page = first(visit, "account executive")
    assert titles(page)[0] == "Account Executive & <Co> · Role · Sales"


def test_a_competency_is_a_result_of_its_own(visit: Open) -> None:
    page = first(visit, "close the quarter")
    assert titles(page)[:2] == [ATLAS, "Close the quarter · Competency"]
    page.locator(".md-search-result__link", has_text="Close the quarter").first.click()
    expect(page).to_have_url(re.compile(r"/atlases/atlas\.sales\.ae/.*#ae\.close$"))
    expect(page.locator("[id='ae.close']")).to_be_in_viewport()


def test_a_word_of_the_glossary_is_found(visit: Open) -> None:
    page = first(visit, "guardrail")
    assert titles(page)[0] == "Glossary"


def test_a_page_has_one_result_and_shows_nothing_of_this(
    visit: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = built("searched", LIBRARY, tmp_path_factory.mktemp("sites"))
    entries = search_entries(made.site)
    role = entries["roles/legal/legal-counsel/"]
    assert role["title"] == "Legal Counsel · Role · Legal"
    assert "barrister" in role["text"]
    assert not [one for one in entries if "rb-title" in one]
    assert entries["atlases/atlas.sales.ae/#ae.close"]["title"] == "Close the quarter · Competency"
    assert (
        entries["roles/sales/account-executive/"]["title"]
        == "Account Executive &amp; &lt;Co&gt; · Role · Sales"
    )
    page = visit("roles/legal/legal-counsel/").page
    expect(page.locator("h1")).to_have_text("Legal Counsel")
    assert "rolebook-search" not in page.content()
    assert page.title() == "Legal Counsel - Garden"
