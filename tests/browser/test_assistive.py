"""What a screen reader, a keyboard or a system's own colours make of a page, beyond axe."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import Visit
from tests.browser.kinds import HAND_WRITTEN, PAGES
from tests.browser.test_accessibility import OUTSIDE
from tests.conftest import CHROMIUM, OPTIONS

Open = Callable[..., Visit]

ROLE = "roles/beds/gardener/"
ATLAS = "atlases/atlas.garden/"
OURS = [one for one in PAGES if one not in HAND_WRITTEN]

NAMED = frozenset({"link", "button", "checkbox", "combobox", "searchbox", "region", "table"})
"""The roles of what a screen reader lists on their own, out of their place on the page."""


def heard(page: Page) -> list[tuple[str, str, int]]:
    """The accessibility tree as a list: role, name, level of a heading."""
    session = page.context.new_cdp_session(page)
    found = []
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"]:
            levels = [p["value"]["value"] for p in node["properties"] if p["name"] == "level"]
            name = node.get("name", {}).get("value", "")
            found.append((node["role"]["value"], name, levels[0] if levels else 0))
    return found


@pytest.mark.parametrize("address", OURS)
def test_whatever_is_listed_on_its_own_says_what_it_is(visit: Open, address: str) -> None:
    tree = heard(visit(address).page)
    bare = [
        (role, name)
        for role, name, _ in tree
        if role in NAMED and not any(letter.isalpha() for letter in name)
    ]
    assert bare == []
    levels = [level for role, _, level in tree if role == "heading"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


TOLD = """line => {
  window.told = [];
  new MutationObserver(() => line.ariaLive !== "off" && told.push(line.textContent))
    .observe(line, { childList: true, characterData: true, subtree: true });
}"""


@pytest.mark.parametrize(
    ("address", "field"),
    [("ownership/", "Who owns …?"), ("roles/", "Words"), ("explorer/", "Find a role")],
)
def test_a_word_that_is_typed_is_answered_aloud_once(visit: Open, address: str, field: str) -> None:
    page = visit(address).page
    box = page.get_by_role("searchbox", name=field)
    box.focus()
    line = page.locator(".md-content [role=status]").first
    line.evaluate(TOLD)
    page.keyboard.type("hedge", delay=40)
    page.wait_for_function("told.length")
    page.wait_for_timeout(200)
    told = page.evaluate("told")
    assert set(told) == {line.inner_text()}
    assert len(told) == 1


def test_a_plan_that_appears_is_told(visit: Open) -> None:
    page = visit(ATLAS).page
    page.get_by_label("What do you want to reach?").select_option("All of this atlas")
    line = page.locator(".rb-heard")
    expect(line).to_have_text(
        "2 steps, 3.5 hours, 3.5 hours left, 3.5 hours, longest chain, 9 days, widest window"
    )
    box = line.bounding_box()
    assert box
    assert box["width"] <= 1


COVERED = """() => {
  const one = document.activeElement;
  const content = one.closest(".md-content__inner");
  // lines of a picture cross; the focus shows on all of each
  if (!content || one.matches(".rb-edge, .rb-edge *")) return "";
  const box = one.getBoundingClientRect();
  const y = Math.max(box.top, 0) + Math.min(box.height, 8) / 2;
  const top = document.elementFromPoint(box.left + Math.min(box.width, 16) / 2, y);
  return top && content.contains(top) ? "" : one.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("address", [ROLE, ATLAS, "explorer/", "library/"])
def test_nothing_that_stays_in_view_hides_the_focus(visit: Open, address: str) -> None:
    page = visit(address, viewport={"width": 1000, "height": 420}, reduced_motion="reduce").page
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".md-content__inner").locator("a:visible, summary").last.focus()
    covered = []
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        covered.append(page.evaluate(COVERED))
    assert [one for one in covered if one] == []


def test_what_a_script_shows_is_in_its_authors_language(visit: Open) -> None:
    page = visit("explorer/").page

    def foreign(route: Route) -> None:
        answer = route.fetch()
        known: dict[str, Any] = answer.json()
        for name in known["names"]:
            if name["kind"] == "role":
                name["lang"] = "it"
        route.fulfill(response=answer, body=json.dumps(known))

    page.route("**/ownership.json", foreign)
    page.goto(page.url.replace("explorer/", "ownership/?words=sharpen+blades"))
    answer = page.locator(".rb-answer").first
    expect(answer.locator(".rb-answer__role a")).to_have_attribute("lang", "it")
    expect(answer.locator(".rb-answer__said")).to_have_attribute("lang", "it")
    # ours is the page's, and no language at all is none
    assert page.locator(".rb-answers [lang='']").count() == 0
    seam = page.locator(".rb-answers .rb-seam").first
    assert seam.evaluate("one => one.closest('[lang]').lang") == "en"


DRAWN = """() => [...document.querySelectorAll(
    ".rb-diagram .rb-edge__line, .rb-diagram .rb-node__box, .rb-diagram text")]
  .filter((one) => one.getClientRects().length)
  .map((one) => getComputedStyle(one)[one.tagName === "text" ? "fill" : "stroke"])
  .filter((colour) => ["none", getComputedStyle(document.body).backgroundColor].includes(colour))"""


@pytest.mark.parametrize("address", [ROLE, ATLAS, "roles/beds/"])
def test_a_picture_is_seen_in_the_systems_own_colours(visit: Open, address: str) -> None:
    for scheme in ("light", "dark"):
        page = visit(address, forced_colors="active", color_scheme=scheme).page
        assert page.locator(".rb-diagram .rb-edge__line").count()
        assert page.evaluate(DRAWN) == []


def test_who_asks_for_contrast_gets_no_faint_words(visit: Open) -> None:
    ink = "one => getComputedStyle(one).color"
    usual = visit(ROLE).page
    assert usual.locator(".rb-glance").evaluate(ink) != usual.locator("article").evaluate(ink)
    more = visit(ROLE, contrast="more").page
    assert more.locator(".rb-glance").evaluate(ink) == more.locator("article").evaluate(ink)


def test_letters_of_twice_the_size_leave_every_page_whole(browser: Browser, site: str) -> None:
    """What a reader asks of the browser itself: layouts that go by letters go by these."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)))
    args = [*OPTIONS, "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(executable_path=executable, args=args)
    try:
        page = large.new_page(reduced_motion="reduce")
        for address in OURS:
            page.goto(site + address)
            for width in (1280, 640):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 16
                assert page.evaluate("document.scrollingElement.scrollWidth") <= width, address
                assert page.evaluate(OUTSIDE) == [], address
    finally:
        large.close()
