"""What a reader sees of a role before following a link to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Visit, built_where_served
from tests.site.projects import GARDEN

Open = Callable[..., Visit]

expect.set_options(timeout=20_000)


def test_a_card_shows_beside_a_link_by_mouse_and_goes_with_it(visit: Open) -> None:
    page = visit("roles/beds/gardener/").page
    link = page.locator("a.rb-role", has_text="Keeper of the Shed").first
    height = page.evaluate("document.documentElement.scrollHeight")
    link.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("Keeper of the Shed")
    expect(card).to_contain_text("Shed · shed/shed")
    expect(card).to_contain_text("The Keeper of the Shed tends its part of the garden.")
    assert page.evaluate("document.documentElement.scrollHeight") == height
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None
    assert link.get_attribute("title") == "shed/shed"


def test_a_card_shows_by_keyboard_and_escape_closes_it(visit: Open) -> None:
    page = visit("ownership/").page
    page.keyboard.press("Tab")
    link = page.locator("a.rb-role", has_text="alert(1)").first
    link.focus()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text('<script>alert(1)</script> & "Sons"')
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()


def test_a_link_to_the_page_itself_and_a_finger_get_no_card(visit: Open) -> None:
    page = visit("roles/beds/gardener/seams/", has_touch=True).page
    page.locator("a.rb-role", has_text="Keeper of the Shed").first.evaluate(
        "one => one.dispatchEvent("
        "new PointerEvent('pointerover', {bubbles: true, pointerType: 'touch'}))"
    )
    page.wait_for_timeout(700)
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_a_row_that_says_what_a_role_is_needs_no_card(visit: Open) -> None:
    page = visit("roles/beds/").page
    page.locator(".rb-roster a", has_text="Gardener").first.hover()
    page.wait_for_timeout(700)
    expect(page.get_by_role("tooltip")).to_have_count(0)


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the garden's site with Material's instant navigation."""
    folder = tmp_path_factory.mktemp("sites")
    yield from built_where_served("instant", GARDEN, folder, ", navigation.instant")


def test_cards_come_and_go_with_instant_navigation(browser: Browser, instant: str) -> None:
    page = browser.new_page()
    page.goto(instant + "roles/beds/gardener/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    link = page.locator("a.rb-role", has_text="Keeper of the Shed").first
    card = page.get_by_role("tooltip")
    link.hover()
    expect(card).to_have_count(1)
    link.click()
    expect(page).to_have_url(re.compile(r"/roles/shed/shed/(#.*)?$"))
    expect(page.locator("h1")).to_have_text("Keeper of the Shed")
    page.mouse.move(0, 0)
    expect(card).to_have_count(0)
    page.locator("a.rb-role", has_text="Gardener").first.hover()
    expect(card).to_contain_text("The Gardener tends its part of the garden.")
    assert page.evaluate("window.stayed")
    page.close()
