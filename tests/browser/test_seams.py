"""From a role to its neighbour, over their seam, and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visit

Open = Callable[..., Visit]

expect.set_options(timeout=20_000)

HERE = re.compile(r"/roles/beds/gardener/seams/#beds/hedge-cutter$")


def test_from_a_role_over_an_edge_to_the_seam_and_back(visit: Open) -> None:
    page = visit("roles/beds/gardener/").page
    edge = page.get_by_role("link", name="Gardener → <script>alert(1)</script>")
    edge.locator(".rb-edge__hit").dispatch_event("click")
    expect(page).to_have_url(HERE)
    heading = page.locator("[id='beds/hedge-cutter']")
    expect(heading).to_be_in_viewport()
    table = page.get_by_role("table").nth(0)
    expect(table.get_by_role("columnheader").nth(0)).to_have_text("Gardener says")
    table.get_by_role("columnheader").nth(1).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/roles/beds/hedge-cutter/$"))
    page.go_back()
    expect(page).to_have_url(HERE)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/roles/beds/gardener/$"))


def test_a_seam_is_reached_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("roles/beds/gardener/").page
    sign = page.locator("#rb-disowns ~ ul .rb-seam").first
    sign.focus()
    assert sign.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url(HERE)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("address", ["roles/beds/gardener/seams/", "roles/shed/"])
def test_seams_fit(visit: Open, address: str, width: int) -> None:
    page = visit(address, viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_matrix_of_a_domain_scrolls_by_itself_and_its_cells_open_seams(visit: Open) -> None:
    page = visit("roles/beds/", viewport={"width": 320, "height": 800}).page
    matrix = page.get_by_role("region", name="Boundary matrix")
    matrix.focus()
    expect(matrix).to_be_focused()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    cell = matrix.get_by_role("link", name=re.compile(r"^Gardener → <script>.*: 1$"))
    cell.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(HERE)


def test_seams_need_no_script(visit: Open) -> None:
    page = visit("roles/shed/shed/seams/#beds/gardener", java_script_enabled=False).page
    expect(page.locator("[id='beds/gardener']")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Does NOT plant")).to_be_visible()
