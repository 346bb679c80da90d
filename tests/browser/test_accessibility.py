"""What a reader with a screen reader, a keyboard, a small screen or no scripts finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.kinds import HAND_WRITTEN, PAGES

Open = Callable[..., Visit]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

MATERIAL = {"landmark-unique": '<nav class="md-nav" data-md-level'}
"""What axe finds in stock Material, and how it begins: a section of the navigation that stands
twice on the page, once for narrow windows, has one name."""


def violations(page: Page) -> list[str]:
    """What axe holds against the page, one line each.

    Of a row that the browser has not laid out yet it would measure what is not there.
    """
    page.add_style_tag(content=".rb-long > tbody > tr { content-visibility: visible !important }")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{rule['id']}: {target} {node['html'][:120]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        for target in node["target"][:1]
        if not node["html"].startswith(MATERIAL.get(rule["id"], "nothing"))
    ]


@pytest.mark.parametrize("address", [one for one in PAGES if one not in HAND_WRITTEN])
def test_axe_finds_nothing_in_light_and_dark(visit: Open, address: str) -> None:
    # an animation that has just begun has no contrast yet
    page = visit(address, reduced_motion="reduce").page
    for scheme in ("default", "slate"):  # as Material's toggle does
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        assert violations(page) == []


OUTSIDE = """() => {
  const scrolls = (node) => node && node !== document.body && (
    ["auto", "scroll"].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  return [...document.querySelectorAll(".md-content__inner *")]
    .filter((node) => node.getClientRects().length && !node.closest("svg") && !scrolls(node))
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .map((node) => node.outerHTML.slice(0, 120));
}"""
"""The elements that reach beyond the right edge and that nothing lets a reader scroll to."""


@pytest.mark.parametrize("address", PAGES)
def test_every_width_shows_the_whole_page_and_where_the_focus_is(visit: Open, address: str) -> None:
    page = visit(address, viewport={"width": 1280, "height": 800}).page
    page.keyboard.press("Shift")  # who has moved a mouse last is shown less
    assert page.evaluate(FOCUS) == []
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_a_page_is_whole_and_offers_nothing_that_needs_them(
    visit: Open, address: str
) -> None:
    without = visit(address, java_script_enabled=False).page
    article = without.locator(".md-content__inner")
    expect(article.locator("h1").first).to_be_visible()
    # a form that leads to another page needs no script
    controls = article.locator("button, input, select, [role=button]")
    idle = controls.locator("visible=true").and_(without.locator(":not(form[action] *)"))
    assert [one.evaluate("node => node.outerHTML") for one in idle.all()] == []


FOCUS = """() => {
  const looks = (node) => [node, ...node.querySelectorAll("rect, path")].map((one) => {
    const style = getComputedStyle(one);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor,
      style.borderColor, style.color, style.textDecorationLine, style.stroke, style.strokeWidth];
  }).join(" ");
  const missed = [];
  for (const node of document.querySelectorAll(
      ".md-content__inner :is(a[href], button, input, select, summary, [tabindex='0'])")) {
    if (!node.getClientRects().length) continue;
    const before = looks(node);
    node.focus({ focusVisible: true });
    if (document.activeElement === node && looks(node) === before
        && getComputedStyle(node).outlineStyle === "none")
      missed.push(node.outerHTML.slice(0, 120));
    node.blur();
  }
  return missed;
}"""
"""The elements that look the same with the focus as without it."""


def test_motion_is_reduced_for_who_asks(visit: Open) -> None:
    options: dict[str, Any] = {"reduced_motion": "reduce"}
    for address in PAGES:
        page = visit(address, **options).page
        moving = page.evaluate(
            """() => [...document.querySelectorAll("[class*='rb-']")].filter((node) => {
              const style = getComputedStyle(node);
              return [style.transitionDuration, style.animationDuration].some(
                (all) => all.split(", ").some((one) => parseFloat(one) > 0.01));
            }).map((node) => node.className.toString())"""
        )
        assert moving == []
