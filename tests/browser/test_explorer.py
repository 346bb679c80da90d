"""The explorer, as readers use it: by pointer, touch and keyboard, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NAVIGATIONS, Visit, built_where_served, stays, travels
from tests.browser.test_accessibility import violations
from tests.site.projects import CONFIG, ROLE

Open = Callable[..., Visit]


def role(title: str, *lines: str, front: str = "") -> str:
    id = title.lower().replace(" ", "-")
    text = ROLE.format(title=title, id=id, what=f"the work of {id}", boundaries="\n".join(lines))
    return f"---\n{front}\n---\n{text}" if front else text


LIBRARY: dict[str, str | bytes] = {
    "docs/index.md": "# Welcome\n",
    "roles/sales/account-executive.md": role(
        "Account Executive",
        "- **Does NOT set quota** — that is **sales-lead**'s call.",
        front="consults: [board]",
    ),
    "roles/sales/sales-lead.md": role(
        "Sales Lead", "- **Does NOT redline** — terms go to **legal-counsel** first."
    ),
    "roles/legal/legal-counsel.md": role(
        "Legal Counsel",
        "- **Does NOT guard data** — that belongs to **privacy-officer**.",
        "- **Does NOT win deals** — that is sales' lane.",
    ),
    "roles/legal/privacy-officer.md": role(
        "Privacy Officer", "- **Does NOT advise** — that is **legal-counsel**'s job."
    ),
    "roles/finance/controller.md": role(
        "Controller", front="reports_to: privacy-officer\naliases: [bookkeeper]"
    ),
    "roles/hermits/hermit.md": role("Hermit"),
}


@pytest.fixture(scope="module", params=NAVIGATIONS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the library's site, with Material's instant navigation and without."""
    name, folder = f"explorer{len(request.param)}", tmp_path_factory.mktemp("sites")
    config = CONFIG.replace("rolebook: {}", "rolebook: {external: [board]}")
    yield from built_where_served(name, LIBRARY, folder, request.param, config)


def explorer(visit: Open, query: str = "", **options: object) -> Page:
    page = visit(f"explorer/{query}", **options).page
    expect(page.locator(".rb-explorer")).to_be_visible()
    return page


def shown(page: Page) -> list[str]:
    """What the list beside the picture says, line by line."""
    lines = page.locator(".rb-explorer__panel").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip()]


def standing_out(page: Page) -> set[str]:
    """The roles that the picture shows and does not set back."""
    return set(
        page.locator(".rb-map__node.rb-map__in title").evaluate_all(
            "all => all.map(one => one.textContent)"
        )
    )


def scale(page: Page) -> float:
    matrix = page.locator(".rb-map__world").get_attribute("transform") or ""
    return float(matrix.removeprefix("matrix(").partition(" ")[0])


def settled(page: Page) -> str:
    """Where the picture stands once it no longer moves."""
    return str(
        page.evaluate(
            """async () => {
              const world = document.querySelector(".rb-map__world");
              const place = () =>
                world.getAttribute("transform") + document.querySelector(".rb-map").style.transform;
              let before;
              while (before !== (before = place()) || before.includes("scale")) {
                await new Promise((done) => setTimeout(done, 500));
              }
              return before;
            }"""
        )
    )


def test_the_picture_opens_with_everything(visit: Open) -> None:
    page = explorer(visit)
    expect(page.get_by_role("status")).to_have_text("6 roles · 5 boundaries · 2 relations")
    assert shown(page) == [
        *("Domains", "Finance 1 role", "Hermits 1 role", "Legal 2 roles", "Sales 2 roles"),
    ]
    settled(page)
    assert len(standing_out(page)) == 7
    expect(page).to_have_url(re.compile(r"/explorer/$"))


@travels
def test_a_domain_and_a_path_between_two_roles_can_be_shared(visit: Open) -> None:
    page = explorer(visit)
    page.get_by_label("Domain").select_option("sales")
    expect(page).to_have_url(re.compile(r"\?domain=sales$"))
    expect(page.get_by_role("status")).to_have_text("2 roles · 3 boundaries · 1 relation")
    page.get_by_role("button", name="Account Executive").click()
    expect(page).to_have_url(re.compile(r"\?role=sales/account-executive$"))
    page.get_by_label("Path to").fill("Privacy Officer")
    page.get_by_label("Path to").press("Enter")
    expect(page).to_have_url(
        re.compile(r"\?role=sales/account-executive&to=legal/privacy-officer$")
    )
    path = [
        "Account Executive – Privacy Officer",
        *("Back", "Account Executive → Sales Lead", "Defers to ⇄", "set quota"),
        *("Sales Lead → Legal Counsel", "Defers to ⇄", "redline"),
        *("Legal Counsel → Privacy Officer", "Defers to ⇄", "guard data"),
    ]
    assert shown(page) == path
    place = settled(page)
    other = explorer(visit, page.url.partition("/explorer/")[2])
    assert shown(other) == path
    assert settled(other) == place
    assert standing_out(other) == {
        *("Account Executive", "Sales Lead", "Legal Counsel", "Privacy Officer"),
    }
    page.go_back()
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Account Executive")
    page.go_back()
    expect(page.get_by_label("Domain")).to_have_value("sales")
    page.go_back()
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Domains")
    page.go_forward()
    expect(page.get_by_label("Domain")).to_have_value("sales")


def test_the_same_with_the_keyboard_alone(visit: Open) -> None:
    page = explorer(visit)
    page.locator("#rb-words").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Sales")
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Sales")
    page.locator("#rb-words").focus()
    page.keyboard.type("executive")
    expect(page).to_have_url(
        re.compile(r"\?words=executive&domain=sales$|\?domain=sales&words=exec")
    )
    page.keyboard.press("Enter")
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Account Executive")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Path to")).to_be_focused()
    page.keyboard.type("legal-counsel")
    page.keyboard.press("Enter")
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Account Executive – Legal Counsel")
    for _ in range(2):
        page.keyboard.press("Tab")
    stage = page.get_by_role("application", name="Picture of the library")
    expect(stage).to_be_focused()
    before = settled(page)
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert settled(page) != before
    expect(page).to_have_url(re.compile(r"&view=[\d.,-]+$"))
    page.keyboard.press("Escape")
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Account Executive")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(stage).not_to_be_focused()


def test_a_choice_of_the_list_keeps_the_keyboard_there(visit: Open) -> None:
    page = explorer(visit)
    page.get_by_role("button", name="Legal").press("Enter")
    expect(page.locator(".rb-explorer__panel h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Legal Counsel")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/$"))
    page.go_back()
    expect(page.locator(".rb-explorer__panel h2")).to_have_text("Legal Counsel")


def test_a_role_shows_what_leads_to_it_and_from_it(visit: Open) -> None:
    page = explorer(visit, "?role=legal/legal-counsel")
    assert shown(page) == [
        *("Legal Counsel", "legal/legal-counsel", "Back"),
        *("Defers to", "Sales 2 roles ⇄", "win deals"),
        *("Privacy Officer ⇄", "guard data"),
        *("Defer to it", "Privacy Officer ⇄", "advise", "Sales Lead ⇄", "redline"),
    ]
    settled(page)
    assert standing_out(page) == {"Legal Counsel", "Privacy Officer", "Sales Lead"}
    panel = page.locator(".rb-explorer__panel")
    panel.get_by_role("link", name="Seam with Sales Lead").click()
    expect(page).to_have_url(re.compile(r"/seams/#legal/legal-counsel$"))
    page.go_back()
    page.get_by_role("link", name="guard data").click()
    expect(page).to_have_url(re.compile(r"/roles/legal/legal-counsel/#b-guard-data$"))


def test_a_domain_that_is_named_stands_for_its_members(visit: Open) -> None:
    page = explorer(visit, "?role=legal/legal-counsel&to=sales/account-executive")
    assert shown(page)[2:] == [
        *("Legal Counsel → Sales 2 roles", "Defers to ⇄", "win deals"),
        *("Account Executive", "is a role of Sales"),
    ]


def test_where_a_path_begins_can_be_chosen_from_it(visit: Open) -> None:
    page = explorer(visit, "?role=sales/account-executive&to=sales/sales-lead")
    page.locator(".rb-explorer__panel li").get_by_role("button", name="Account Executive").click()
    expect(page).to_have_url(re.compile(r"\?role=sales/account-executive$"))
    assert shown(page)[0] == "Account Executive"


def test_where_no_path_leads_it_is_said(visit: Open) -> None:
    page = explorer(visit, "?role=hermits/hermit&to=sales/sales-lead")
    assert shown(page)[-1] == "No path leads there over what is shown."
    page = explorer(visit, "?role=finance/controller&to=legal/privacy-officer&edges=boundary")
    assert shown(page)[-1] == "No path leads there over what is shown."
    page.get_by_text("What is drawn").click()
    page.get_by_label("Reports to").check()
    assert shown(page)[2:] == ["Controller → Privacy Officer", "Reports to ⇄"]


def test_kinds_of_edges_can_be_left_out(visit: Open) -> None:
    page = explorer(visit)
    page.get_by_text("What is drawn").click()
    page.get_by_label("Boundaries").uncheck()
    expect(page.get_by_role("status")).to_have_text("6 roles · 2 relations")
    expect(page).to_have_url(re.compile(r"\?edges=reports_to,consults$"))
    page.reload()
    expect(page.get_by_role("status")).to_have_text("6 roles · 2 relations")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("6 roles · 5 boundaries · 2 relations")


def test_a_role_is_found_by_an_alias_and_with_a_typo(visit: Open) -> None:
    page = explorer(visit)
    page.locator("#rb-words").fill("bokkeeper")
    assert shown(page) == ["Found", "Controller"]
    assert standing_out(page) == {"Controller"}
    page.locator("#rb-words").fill("zzzzzz")
    assert shown(page) == ["No role is called so."]


@travels
def test_a_click_chooses_a_role_and_a_second_opens_it(visit: Open) -> None:
    page = explorer(visit, viewport={"width": 1280, "height": 900})
    settled(page)
    node = page.locator(".rb-map__node", has_text="Sales Lead")
    node.click()
    expect(page).to_have_url(re.compile(r"\?role=sales/sales-lead$"))
    settled(page)
    node.click()
    expect(page).to_have_url(re.compile(r"/roles/sales/sales-lead/$"))


@stays
def test_dragging_moves_the_picture_and_chooses_nothing(visit: Open) -> None:
    page = explorer(visit, viewport={"width": 1280, "height": 900})
    before = settled(page)
    box = page.locator(".rb-map__node", has_text="Sales Lead").bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert settled(page) != before
    moved = page.locator(".rb-map__node", has_text="Sales Lead").bounding_box()
    assert moved
    assert (round(moved["x"] - box["x"]), round(moved["y"] - box["y"])) == (60, 40)
    expect(page).to_have_url(re.compile(r"/explorer/\?view=[\d.,-]+$"))
    other = explorer(
        visit, page.url.partition("/explorer/")[2], viewport={"width": 1280, "height": 900}
    )
    settled(other)
    assert scale(other) == pytest.approx(scale(page), rel=0.01)
    page.get_by_role("button", name="Show all of it").click()
    assert settled(page) == before
    expect(page).to_have_url(re.compile(r"/explorer/$"))


@stays
def test_one_finger_moves_the_picture_and_two_change_its_scale(visit: Open) -> None:
    page = explorer(visit, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    settled(page)
    before = scale(page)
    page.locator(".rb-explorer__stage").scroll_into_view_if_needed()
    box = page.locator(".rb-explorer__stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *points: float) -> None:
        at = [{"x": x + one, "y": y, "id": number} for number, one in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    start = settled(page).split()[4]
    fingers("touchStart", 0)
    for step in range(1, 7):
        fingers("touchMove", 10.0 * step)
    fingers("touchEnd")
    assert float(settled(page).split()[4]) == pytest.approx(float(start) + 60, abs=2)

    fingers("touchStart", -30, 30)
    for step in range(1, 7):
        fingers("touchMove", -30 - 5 * step, 30 + 5 * step)
    fingers("touchEnd")
    settled(page)
    assert scale(page) > 1.5 * before
    assert page.evaluate("visualViewport.scale") == 1


@stays
def test_the_page_scrolls_until_the_reader_works_in_the_picture(visit: Open) -> None:
    page = explorer(visit)
    settled(page)
    before = scale(page)
    stage = page.locator(".rb-explorer__stage")
    stage.hover()
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(300)
    assert scale(page) == before
    stage.focus()
    page.mouse.wheel(0, -100)
    settled(page)
    assert scale(page) > before


@stays
def test_a_domain_that_is_opened_can_be_read_on_a_phone(visit: Open) -> None:
    page = explorer(visit, viewport={"width": 320, "height": 640})
    settled(page)
    assert page.locator(".rb-map__node").count() == 0
    page.get_by_label("Domain").select_option("legal")
    settled(page)
    assert {"Legal Counsel", "Privacy Officer"} <= standing_out(page)
    assert scale(page) > 0.5


@stays
def test_what_is_found_is_seen_from_afar(visit: Open) -> None:
    page = explorer(visit, "?words=counsel", viewport={"width": 320, "height": 640})
    settled(page)
    assert scale(page) < 0.5
    assert standing_out(page) == {"Legal Counsel"}
    label = page.locator(".rb-map__node text").first
    assert label.evaluate("node => node.getBoundingClientRect().height") > 8


def test_an_address_may_ask_for_anything(visit: Open) -> None:
    page = explorer(visit, "?role=%3Cscript%3E&domain=nowhere&to=x&edges=none,%22&view=a,b,c")
    assert shown(page)[0] == "Domains"
    expect(page.get_by_role("status")).to_have_text("6 roles")


@stays
def test_an_address_cannot_ask_for_a_picture_without_end(visit: Open) -> None:
    for far in ("1e999", "1e-300"):
        page = explorer(visit, f"?view=9,9,{far}")
        settled(page)
        assert 0.1 < scale(page) <= 2.5


@stays
def test_names_are_put_into_texts_as_they_are_written(visit: Open) -> None:
    page = explorer(visit)
    filled = "rolebook.filled('{n} of {name}, {constructor}', {n: 2, name: \"R$& $' D {n}\"})"
    assert page.evaluate(filled) == "2 of R$& $' D {n}, {constructor}"


@stays
def test_without_a_script_the_list_is_whole(visit: Open) -> None:
    page = visit("explorer/", java_script_enabled=False).page
    expect(page.get_by_role("region", name="Picture of the library")).to_be_visible()
    expect(page.locator(".rb-explorer")).to_be_hidden()
    items = page.locator(".rb-explored section > ul > li")
    expect(items).to_have_count(6)
    expect(items.filter(has_text="Sales Lead Defers to Legal Counsel ⇄ (redline)")).to_be_visible()


@stays
def test_who_wants_less_motion_sees_none(visit: Open) -> None:
    page = explorer(visit, reduced_motion="reduce")
    settled(page)
    frames = page.evaluate(
        """async () => {
          const seen = new Set();
          const world = document.querySelector(".rb-map__world");
          document.querySelector(".rb-explorer__panel button").click();
          const begun = performance.now();
          while (performance.now() - begun < 500) {
            await new Promise(requestAnimationFrame);
            seen.add(world.getAttribute("transform"));
          }
          return seen.size;
        }"""
    )
    assert frames <= 2


@stays
@pytest.mark.parametrize(
    "query",
    [
        *("?domain=legal", "?role=legal/legal-counsel", "?words=counsel"),
        "?role=sales/account-executive&to=legal/privacy-officer&edges=boundary",
    ],
)
def test_axe_finds_nothing_whatever_is_chosen(visit: Open, query: str) -> None:
    page = explorer(visit, query, reduced_motion="reduce")
    page.get_by_text("What is drawn").click()
    for scheme in ("default", "slate"):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        assert violations(page) == []


@stays
def test_the_picture_follows_dark_and_light(visit: Open) -> None:
    fills = set()
    for scheme in ("light", "dark"):
        page = explorer(visit, color_scheme=scheme)
        ground = page.locator(".rb-map__ground").first
        fills.add(ground.evaluate("node => getComputedStyle(node).fill"))
    assert len(fills) == 2


@stays
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_page(visit: Open, width: int, scheme: str) -> None:
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = explorer(visit, "?role=legal/legal-counsel", **options)
    page.get_by_text("What is drawn").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".rb-explorer__stage").bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= width
    assert box["height"] < 800
