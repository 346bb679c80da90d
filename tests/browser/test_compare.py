"""Two roles side by side, as a reader chooses them and as an address names them."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect
from tests.browser.conftest import Visit

Open = Callable[..., Visit]

expect.set_options(timeout=20_000)

OTHER = '<script>alert(1)</script> & "Sons"'
"""What the hedge cutter of the garden is called: shown as text, and nothing else."""


def test_two_roles_are_chosen_and_the_address_says_which(visit: Open) -> None:
    page = visit("compare/").page
    page.get_by_label("One role").fill("Gardener")
    page.get_by_label("The other").fill("hedge-cutter")
    page.keyboard.press("Tab")
    heads = page.locator("#rb-compared").get_by_role("heading", level=2)
    expect(heads.first).to_have_text("Gardener")
    expect(page.get_by_role("status").filter(has_text=f"Gardener and {OTHER}")).to_be_visible()
    page.reload()
    expect(heads.nth(1)).to_have_text(OTHER)
    page.get_by_role("link", name="their seam").click()
    expect(page).to_have_url(re.compile(r"/seams/#"))


def test_a_name_that_nobody_has_is_said(visit: Open) -> None:
    page = visit("compare/?one=beds/gardener").page
    expect(page.get_by_label("One role")).to_have_value("Gardener")
    page.get_by_label("The other").fill("Nobody")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Choose one of the list")).to_be_visible()
    expect(page.get_by_label("The other")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#rb-compared")).to_be_hidden()
