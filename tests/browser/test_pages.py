"""What a reader's browser makes of the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.kinds import PAGES

Open = Callable[..., Visit]

expect.set_options(timeout=20_000)

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_an_error_and_fits_a_phone(visit: Open, address: str) -> None:
    page = visit(address, **PHONE).page
    width = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1] == 360


def test_a_click_on_a_node_of_a_diagram_opens_its_page(visit: Open) -> None:
    page = visit("roles/beds/gardener/").page
    node = page.locator("svg a[href]", has_text="Keeper of the Shed").first
    node.click()
    expect(page).to_have_url(re.compile(r"/roles/shed/shed/$"))
    expect(page.locator("h1")).to_have_text("Keeper of the Shed")


def test_the_table_of_contents_leads_to_a_competency(visit: Open) -> None:
    page = visit("atlases/atlas.garden/", viewport={"width": 1400, "height": 900}).page
    page.locator(".md-sidebar--secondary").get_by_role("link", name="Plant a bed").click()
    expect(page).to_have_url(re.compile(r"#g\.plant$"))
    expect(page.locator("[id='g.plant']")).to_be_in_viewport()


def test_a_role_is_found_by_its_alias(visit: Open) -> None:
    page = visit("", viewport={"width": 1400, "height": 900}).page
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially("toolman")  # the theme listens to keys
    result = page.locator(".md-search-result__link", has_text="Keeper of the Shed").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/roles/shed/shed/"))


def test_diagrams_follow_dark_and_light(visit: Open) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = visit("roles/beds/gardener/", color_scheme=scheme).page
        assert page.locator("body").get_attribute("data-md-color-scheme") == (
            "slate" if scheme == "dark" else "default"
        )
        text = page.locator(".rb-figure svg text").first
        colours.append(
            (
                text.evaluate("node => getComputedStyle(node).fill"),
                page.evaluate("getComputedStyle(document.body).backgroundColor"),
            )
        )
    (light_text, light_ground), (dark_text, dark_ground) = colours
    assert light_text != dark_text
    assert light_ground != dark_ground


def test_on_paper_a_role_is_said_once_and_whole_and_its_colours_are_the_light_ones(
    visit: Open,
) -> None:
    page = visit("roles/beds/gardener/", color_scheme="dark").page
    body, accent = (
        page.locator("body"),
        "one => getComputedStyle(one).getPropertyValue('--rb-accent-0')",
    )
    on_screen = body.evaluate(accent)
    page.emulate_media(media="print")
    assert body.evaluate(accent) != on_screen
    for left_out in (".rb-copies", "a.rb-seam"):
        expect(page.locator(left_out).first).to_be_hidden()
    expect(page.locator("#rb-disowns")).to_be_visible()
    expect(page.locator(".rb-source")).to_be_visible()


def test_a_hostile_title_is_read_and_not_run(visit: Open) -> None:
    page = visit("roles/beds/hedge-cutter/").page
    assert page.title() == '<script>alert(1)</script> & "Sons" - Garden'
    expect(page.locator("h1")).to_have_text('<script>alert(1)</script> & "Sons"')
