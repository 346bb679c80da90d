"""Looking up who owns what, and filtering the table of roles, as readers do it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NAVIGATIONS, Visit, built_where_served, stays, travels
from tests.site.projects import ROLE

Open = Callable[..., Visit]

AGENT = """\
---
name: {name}
description: {description}
{more}
---
Do it well.
"""

LIBRARY: dict[str, str | bytes] = {
    "docs/index.md": "# Welcome\n",
    "roles/legal/legal-counsel.md": ROLE.format(
        title="Legal Counsel",
        id="legal-counsel",
        what="contract risk",
        boundaries="- **Does NOT approve refunds** — that is **billing**'s call.",
    ),
    "roles/sales/account-executive.md": ROLE.format(
        title="Account Executive",
        id="account-executive",
        what="deals",
        boundaries=(
            "- **Does NOT redline contracts** — terms go to **legal-counsel** before <b>any</b>"
            " commitment.\n"
            "- **Does NOT open the café** — that is **billing**'s lane."
        ),
    ),
    "roles/finance/billing.md": ROLE.format(
        title="Billing & <Invoices>",
        id="billing",
        what="refunds",
        boundaries="- **Does NOT plan** — that is **account-executive**'s lane.",
    ),
    "roles/code/reviewer.md": AGENT.format(
        name="reviewer", description="Reads every change.", more="tools: Read, Grep\nmodel: opus"
    ),
    "roles/code/builder.md": AGENT.format(
        name="builder", description="Writes the code.", more="tools: Read, Bash\nmodel: opus"
    ),
    "roles/code/writer.md": AGENT.format(
        name="writer", description="Explains.", more="tools: Read\nmodel: haiku"
    ),
    "roles/code/helper.md": AGENT.format(name="helper", description="Helps.", more="color: red"),
}


@pytest.fixture(scope="module", params=NAVIGATIONS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the library's site, with Material's instant navigation and without."""
    name, folder = f"lookup{len(request.param)}", tmp_path_factory.mktemp("sites")
    yield from built_where_served(name, LIBRARY, folder, request.param)


def question(page: Page) -> Page:
    page.get_by_role("searchbox", name="Who owns …?").focus()
    return page


def answers(page: Page) -> list[str]:
    """Every answer, as it is read."""
    expect(page.locator(".rb-lookup__status")).not_to_be_empty()
    return [" ".join(one.split()) for one in page.locator(".rb-answer").all_inner_texts()]


# Who owns …?


@travels
def test_who_owns_contract_redlines_from_the_overview_by_keyboard(visit: Open) -> None:
    page = question(visit("library/").page)
    page.keyboard.type("contract redlines")
    assert answers(page)[0] == (
        "Legal Counsel holds it · one role leaves it to them Account Executive ⇄: Does NOT redline"
        " contracts — terms go to Legal Counsel before any commitment."
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/sales/account-executive/#b-redline-contracts$"))
    expect(page.locator("h1")).to_have_text("Account Executive")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/library/$"))


def test_an_answer_leads_to_the_seam_of_its_two_roles(visit: Open) -> None:
    page = question(visit("ownership/").page)
    page.keyboard.type("contract redlines")
    page.locator(".rb-answer").first.get_by_label("Seam with Legal Counsel").click()
    expect(page).to_have_url(re.compile(r"/roles/[\w/-]+/seams/#[\w/-]+$"))
    expect(page.locator(":target")).to_be_visible()


@stays
@pytest.mark.parametrize(
    "typed",
    ["refund", "REFUNDS", "refudn", "refnds", "tend refunds", "refunds tend", "refund tnd"],
)
def test_the_holder_comes_first_however_it_is_typed(visit: Open, typed: str) -> None:
    page = question(visit("ownership/").page)
    page.keyboard.type(typed)
    assert answers(page)[0].startswith("Billing & <Invoices> ")
    assert "Tend refunds — every day." in answers(page)[0]


@stays
def test_a_missing_accent_and_one_too_many_are_forgiven(visit: Open) -> None:
    page = question(visit("ownership/").page)
    page.keyboard.type("cafe")
    assert "Does NOT open the café" in answers(page)[0]
    page.locator("#rb-words").fill("réfund")
    assert "Tend refunds" in answers(page)[0]


@stays
def test_a_question_in_whole_words_is_understood(visit: Open) -> None:
    page = question(visit("ownership/").page)
    page.keyboard.type("Who owns the refunds?")
    assert answers(page) == [
        "Billing & <Invoices> holds it · one role leaves it to them Tend refunds — every day."
    ]
    expect(page.locator(".rb-answers__perhaps")).to_have_count(0)


@stays
def test_what_has_only_some_of_the_words_is_there_perhaps(visit: Open) -> None:
    page = question(visit("ownership/").page)
    page.keyboard.type("refund zzzzzz")
    assert len(answers(page)) == 1
    expect(page.locator(".rb-answers > li").first).to_have_text("Perhaps")
    page.locator("#rb-words").fill("zzzzzz")
    assert answers(page) == []
    expect(page.get_by_role("status")).to_contain_text("Nobody answers for that here")
    lost = page.locator(".rb-lookup__lost")
    expect(lost.get_by_role("link", name="Finance")).to_be_visible()
    found = lost.get_by_role("link", name="Search every page for these words")
    expect(found).to_have_attribute("href", re.compile(r"\?q=zzzzzz$"))
    # there is a way on: all of the table, with the keyboard where it was
    page.get_by_role("button", name="Everything that is held or disowned").click()
    expect(page.locator("#rb-words")).to_be_focused()
    expect(page.locator("#rb-words")).to_have_value("")
    expect(page.locator(".rb-ownership tbody tr").first).to_be_visible()
    page = question(visit("library/").page)
    page.keyboard.type("zzzzzz")
    page.get_by_role("link", name="Everything that is held or disowned").click()
    expect(page).to_have_url(re.compile(r"/ownership/$"))


def test_arrows_walk_through_the_answers_and_escape_leaves_them(visit: Open) -> None:
    page = question(visit("library/").page)
    page.keyboard.type("refund")
    opened = page.locator(".rb-answer__open")
    expect(opened).to_have_count(1)
    page.locator("#rb-words").fill("refund contract")
    expect(opened.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(opened.nth(0)).to_be_focused()
    assert opened.nth(0).evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    page.keyboard.press("ArrowDown")
    expect(opened.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#rb-words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".rb-lookup__panel")).to_be_hidden()
    page.keyboard.type("s")
    expect(page.locator(".rb-lookup__panel")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(".rb-lookup__panel")).to_be_hidden()


def test_the_question_stands_in_the_address_and_is_there_on_coming_back(visit: Open) -> None:
    page = question(visit("ownership/").page)
    expect(page.locator("#rb-everything")).to_be_visible()
    page.keyboard.type("contract")
    expect(page).to_have_url(re.compile(r"/ownership/\?words=contract$"))
    expect(page.locator("#rb-everything")).to_be_hidden()
    first = answers(page)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Legal Counsel")
    page.go_back()
    expect(page.locator("#rb-words")).to_have_value("contract")
    assert answers(page) == first
    page.locator("#rb-words").fill("")
    expect(page).to_have_url(re.compile(r"/ownership/$"))
    expect(page.locator("#rb-everything")).to_be_visible()


def test_names_lead_to_their_roles(visit: Open) -> None:
    page = visit("ownership/?words=redline").page
    page.locator(".rb-answer").get_by_role("link", name="Legal Counsel", exact=True).click()
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/$"))


@stays
def test_without_a_script_the_table_is_whole_and_the_overview_leads_to_it(visit: Open) -> None:
    page = visit("library/", java_script_enabled=False).page
    page.locator("#rb-words").fill("refund")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ownership/\?words=refund$"))
    expect(page.locator("#rb-everything tbody tr")).to_have_count(7)
    expect(page.locator(".rb-lookup")).to_be_hidden()


# The table of roles


def titles(page: Page) -> list[str]:
    return page.locator("#rb-roles tbody tr:visible th a").all_inner_texts()


def test_the_table_has_every_role_and_its_filters(visit: Open) -> None:
    page = visit("roles/").page
    assert titles(page) == [
        *("Account Executive", "Billing & <Invoices>", "Builder", "Helper"),
        *("Legal Counsel", "Reviewer", "Writer"),
    ]
    expect(page.get_by_label("Tool").locator("option")).to_have_text(
        ["any", "all tools (1)", "Bash (1)", "Grep (1)", "Read (3)"]
    )
    expect(page.get_by_role("status")).to_have_text("7 roles")


def test_filters_add_up_and_stand_in_the_address(visit: Open) -> None:
    page = visit("roles/").page
    page.get_by_label("Model").select_option("opus")
    assert titles(page) == ["Builder", "Reviewer"]
    page.get_by_label("Tool").select_option("Bash")
    assert titles(page) == ["Builder"]
    expect(page.get_by_role("status")).to_have_text("1 of 7 roles")
    page.get_by_label("Words").fill("chnage")
    assert titles(page) == []
    expect(page.get_by_role("status")).to_have_text("No role is like that.")
    page.get_by_label("Tool").select_option("any")
    assert titles(page) == ["Reviewer"]
    expect(page).to_have_url(re.compile(r"/roles/\?model=opus&words=chnage$"))
    page.get_by_role("button", name="Clear the filters").press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/$"))
    assert len(titles(page)) == 7


@travels
def test_a_shared_address_and_the_back_button_show_the_same_rows(visit: Open) -> None:
    page = visit("roles/?domain=code&model=opus&tool=Bash&words=code").page
    assert titles(page) == ["Builder"]
    page.get_by_label("Words").press("Enter")
    expect(page.locator("h1")).to_have_text("Builder")
    page.go_back()
    expect(page.get_by_label("Tool")).to_have_value("Bash")
    assert titles(page) == ["Builder"]


@stays
def test_a_choice_that_the_library_does_not_have_is_no_filter(visit: Open) -> None:
    page = visit("roles/?domain=nowhere&tool=%3Cscript%3E").page
    assert len(titles(page)) == 7
    expect(page.get_by_label("Domain")).to_have_value("")


@stays
def test_without_a_script_there_is_no_filter_and_every_row(visit: Open) -> None:
    page = visit("roles/?model=opus", java_script_enabled=False).page
    assert len(titles(page)) == 7
    expect(page.locator(".rb-filter")).to_be_hidden()


@stays
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("address", ["library/", "ownership/?words=contract", "roles/?model=opus"])
def test_nothing_is_wider_than_the_page(visit: Open, address: str, width: int, scheme: str) -> None:
    page = visit(address, viewport={"width": width, "height": 800}, color_scheme=scheme).page
    page.get_by_role("searchbox").and_(page.locator("#rb-words")).fill("contract")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
