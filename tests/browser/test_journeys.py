"""The ways that readers go through this repository's own library, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Visit, served
from tests.browser.test_accessibility import violations
from tests.site.projects import CONFIG, ROOT, built

Open = Callable[..., Visit]

expect.set_options(timeout=20_000)

EXECUTIVE = "roles/sales/account-executive/"
ATLAS = "atlases/atlas.sales.ae.b2b/"

PHONE: dict[str, Any] = {"viewport": {"width": 412, "height": 823}, "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the library's site: its home is generated, its doctrine hand-written."""
    folders = (ROOT / "roles", ROOT / "atlases", ROOT / "docs" / "doctrine")
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    files |= {"mkdocs.yml": CONFIG, "docs/writing/roles.md": "# Role files\n\n## Doctrine\n"}
    yield from served(built("first", files, tmp_path_factory.mktemp("sites")).site)


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Go to a thing as one does who has nothing but a keyboard; what has the focus shows it."""
    for _ in range(150):
        page.keyboard.press(key)
        if target.evaluate("one => one === document.activeElement"):
            assert target.evaluate("one => one.matches(':focus-visible')")
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"the keyboard does not lead to {target}")


def on_the_line(edge: Locator) -> tuple[float, float]:
    """A place in the window where an edge is on top, as near as there is to its middle."""
    x, y = edge.evaluate(
        """edge => {
          edge.scrollIntoView({ block: "center" });
          const line = edge.querySelector(".rb-edge__hit");
          for (const part of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
            const on = line.getPointAtLength(part * line.getTotalLength());
            const { x, y } = on.matrixTransform(line.getScreenCTM());
            const top = document.elementFromPoint(x, y);
            if (top && top.closest("a") === edge) return [x, y];
          }
          return [-1, -1];
        }"""
    )
    assert x >= 0, "nowhere is the edge on top"
    return x, y


def shown(page: Page) -> list[str]:
    """What the list beside the explorer's picture says."""
    lines = page.locator(".rb-explorer__panel").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip()]


# Who owns contract redlines?


def test_the_owner_of_contract_redlines_from_the_home_page(visit: Open) -> None:
    page = visit("").page
    page.get_by_role("searchbox", name="Who owns …?").click()
    page.keyboard.type("contract redlines")
    first = page.locator(".rb-answer").first
    expect(first).to_contain_text("Legal Counsel holds")
    first.locator(".rb-answer__open").click()
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/#m-"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_same_owner_by_keyboard(visit: Open) -> None:
    page = visit("").page
    tab_to(page, page.get_by_role("searchbox", name="Who owns …?"))
    page.keyboard.type("contract redlines")
    expect(page.locator(".rb-answer").first).to_contain_text("Legal Counsel holds")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/#m-"))


# From a role to its neighbour, to their seam, and back

SEAM = re.compile(r"/roles/sales/sales-lead/seams/#sales/account-executive$")


def test_from_a_role_to_its_lead_over_the_edge_to_their_seam_and_back(visit: Open) -> None:
    page = visit(EXECUTIVE).page
    page.locator(".rb-lane").get_by_role("link", name="Sales Lead", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Sales Lead")
    edge = page.get_by_role("link", name=re.compile("^Sales Lead → Account Executive"))
    page.mouse.click(*on_the_line(edge))
    expect(page).to_have_url(SEAM)
    expect(page.locator("[id='sales/account-executive']")).to_be_in_viewport()
    expect(page.get_by_text("Does NOT close qualified deals").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sales Lead")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Account Executive")


def test_the_same_seam_by_keyboard(visit: Open) -> None:
    page = visit(EXECUTIVE).page
    tab_to(page, page.locator(".rb-lane a.rb-role").first)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sales Lead")
    edge = page.get_by_role("link", name=re.compile("^Sales Lead → Account Executive"))
    tab_to(page, edge)
    page.keyboard.press("Enter")
    expect(page).to_have_url(SEAM)
    expect(page.locator("[id='sales/account-executive']")).to_be_in_viewport()
    page.go_back()  # the browser's own key, which a page is never given
    expect(page.locator("h1")).to_have_text("Sales Lead")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Account Executive")


# A path to the last competency


def left(page: Page) -> tuple[str, ...]:
    names = ("steps", "left", "done")
    return tuple(page.locator(f"[data-count={name}]").inner_text() for name in names)


def test_a_path_to_the_last_competency_is_kept(visit: Open) -> None:
    page = visit(ATLAS).page
    page.get_by_label("What do you want to reach?").select_option("10 · Direct a pursuit")
    assert left(page) == ("10", "47", "0 / 10")
    steps = page.locator(".rb-step").get_by_role("checkbox")
    steps.nth(0).click()
    steps.nth(1).click()
    page.reload()
    assert left(page) == ("10", "39", "2 / 10")
    assert [steps.nth(one).is_checked() for one in range(3)] == [True, True, False]


def test_the_same_path_by_keyboard(visit: Open) -> None:
    page = visit(ATLAS).page
    tab_to(page, page.get_by_label("What do you want to reach?"))
    page.keyboard.press("End")
    steps = page.locator(".rb-step").get_by_role("checkbox")
    for number in range(2):
        tab_to(page, steps.nth(number))
        page.keyboard.press("Space")
        expect(steps.nth(number)).to_be_focused()
    page.reload()
    assert left(page) == ("10", "39", "2 / 10")


# The explorer


def test_a_path_between_roles_of_a_domain_and_another_is_shared(visit: Open) -> None:
    page = visit("explorer/").page
    page.get_by_label("Domain").select_option("sales")
    expect(page).to_have_url(re.compile(r"\?domain=sales$"))
    page.get_by_role("button", name="Sales Engineer").click()
    page.get_by_label("Path to").fill("Financial Controller")
    page.get_by_label("Path to").press("Enter")
    assert_shared(page, visit)


def test_the_same_path_between_roles_by_keyboard(visit: Open) -> None:
    page = visit("explorer/").page
    tab_to(page, page.get_by_label("Domain"))
    page.keyboard.type("Sales")
    expect(page).to_have_url(re.compile(r"\?domain=sales$"))
    tab_to(page, page.get_by_role("button", name="Sales Engineer"))
    page.keyboard.press("Enter")
    expect(page.locator(".rb-explorer__panel h2")).to_be_focused()
    tab_to(page, page.get_by_label("Path to"), "Shift+Tab")
    page.keyboard.type("Financial Controller")
    page.keyboard.press("Enter")
    assert_shared(page, visit)


def assert_shared(page: Page, visit: Open) -> None:
    expect(page).to_have_url(re.compile(r"\?role=sales/sales-engineer&to=finance/financial-contr"))
    expect(page.locator(".rb-explorer__panel h2")).to_have_text(
        "Sales Engineer – Financial Controller"
    )
    path = shown(page)
    assert [line for line in path if line.startswith("Sales Engineer → ")]
    other = visit("explorer/" + page.url.partition("/explorer/")[2]).page
    expect(other.locator(".rb-explorer__panel h2")).to_have_text(
        "Sales Engineer – Financial Controller"
    )
    assert shown(other) == path


# What a small library does not show


def test_a_phone_shows_at_once_where_to_ask_and_where_to_go(visit: Open) -> None:
    page = visit("", **PHONE).page
    expect(page.get_by_role("searchbox", name="Who owns …?")).to_be_in_viewport(ratio=1)
    for address in ("explorer/", "roles/", "atlases/", "ownership/", "evidence/", "health/"):
        link = page.locator(f".md-content a[href='{address}']").locator("visible=true").first
        expect(link).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("address", [EXECUTIVE, "roles/sales/"])
def test_a_picture_is_rows_on_a_phone(visit: Open, address: str) -> None:
    page = visit(address, **PHONE).page
    figure = page.locator(".rb-figure").first
    expect(figure.locator("svg")).to_be_hidden()
    expect(figure.locator(".rb-spokes")).to_be_visible()
    assert figure.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert all(
        size >= 12
        for size in figure.locator(".rb-spokes :is(a, small, span)").evaluate_all(
            "all => all.filter(one => one.textContent).map("
            "one => parseFloat(getComputedStyle(one).fontSize))"
        )
    )
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.locator(".rb-spokes")).to_be_hidden()


def test_an_arrow_of_a_row_opens_the_seam(visit: Open) -> None:
    page = visit(EXECUTIVE, **PHONE).page
    arrow = page.get_by_role("link", name=re.compile("^Account Executive → Sales Lead, "))
    box = arrow.bounding_box()
    assert box
    assert box["height"] >= 24  # WCAG 2.5.8
    arrow.click()
    expect(page).to_have_url(re.compile("/seams/#sales/sales-lead$"))


@pytest.mark.parametrize("address", ["", EXECUTIVE, ATLAS, "explorer/", "ownership/"])
def test_axe_finds_nothing_on_a_phone(visit: Open, address: str) -> None:
    assert violations(visit(address, **PHONE).page) == []


def test_the_picture_and_the_home_page_count_the_same_boundaries(visit: Open) -> None:
    number = visit("").page.locator(".rb-counts div", has_text="boundaries").locator("dd")
    status = visit("explorer/").page.get_by_role("status")
    expect(status).to_contain_text(f"{number.inner_text()} boundaries")
