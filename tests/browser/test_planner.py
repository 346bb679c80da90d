"""Planning a path through an atlas, as readers do it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import NAVIGATIONS, Visit, built_where_served, stays, travels
from tests.site.projects import ROLE

Open = Callable[..., Visit]

COMPETENCY = """\
  - {{id: {id}, title: {title}, target_level: {level}, practice_hours: {hours},
     prerequisites: [{before}], description: Do it., why: It helps.,
     evidence: {{type: photo, count: 2, window_days: {window}, description: A bed., template: t}}}}
"""

COMPETENCIES = (
    ("g.dig", "Dig a bed", "l1", 1.5, "", 9),
    ("g.hoe", "Hoe it", "l1", 1, "g.dig", 9),
    ("g.mow", "Mow the lawn", "l1", 3, "", 9),
    ("g.plant", "Plant a bed", "l2", 2, "g.hoe", 20),
    ("g.rest", "Rest & <watch>", "l2", 9, "g.dig", 60),
    ("g.water", "Water all of the beds", "l2", 2, '"g.plant", "g.rest"', 30),
)

ATLAS = """\
atlas_id: atlas.garden
title: Gardening
role: gardener
levels: [{id: l1, code: L1, min_score: 0.5}, {id: l2, code: L2, min_score: 0.8}]
competencies:
""" + "".join(
    COMPETENCY.format(id=id, title=title, level=level, hours=hours, before=before, window=window)
    for id, title, level, hours, before, window in COMPETENCIES
)

LIBRARY: dict[str, str | bytes] = {
    "docs/index.md": "# Welcome\n\n[[atlas.garden#g.dig]]\n",
    "roles/beds/gardener.md": ROLE.format(
        title="Gardener",
        id="gardener",
        what="beds",
        boundaries="- **Does NOT rule** — that is **king**'s call.",
    ),
    "roles/beds/king.md": ROLE.format(
        title="King",
        id="king",
        what="the realm",
        boundaries="- **Does NOT dig** — that is **gardener**'s lane.",
    ),
    "atlases/garden.yml": ATLAS,
    "atlases/fair.yml": ATLAS.partition("competencies:")[0].replace("atlas.garden", "atlas.fair")
    + "competencies:\n"
    + COMPETENCY.format(
        id="f.show",
        title="Show the bed",
        level="l2",
        hours=1,
        before="atlas.garden#g.hoe",
        window=9,
    ),
}

GARDEN = "atlases/atlas.garden/"
FAIR = "atlases/atlas.fair/"

HEADER = 48
"""Of Material, in pixels."""


@pytest.fixture(scope="module", params=NAVIGATIONS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the library's site, with Material's instant navigation and without."""
    name, folder = f"planner{len(request.param)}", tmp_path_factory.mktemp("sites")
    yield from built_where_served(name, LIBRARY, folder, request.param)


def goal(page: Page) -> Locator:
    return page.get_by_label("What do you want to reach?")


def steps(page: Page) -> list[str]:
    return page.locator(".rb-step:visible a").all_inner_texts()


def step(page: Page, title: str) -> Locator:
    return page.locator(".rb-step").get_by_role("checkbox", name=title)


def count(page: Page, name: str) -> str:
    return page.locator(f"[data-count={name}]").inner_text()


def said(page: Page) -> Locator:
    return page.locator(".rb-planner__said")


def test_the_least_steps_to_the_last_competency_survive_a_reload_by_keyboard(visit: Open) -> None:
    page = visit(GARDEN).page
    goal(page).focus()
    page.keyboard.press("End")
    assert steps(page) == [
        *("Dig a bed", "Hoe it", "Plant a bed", "Rest & <watch>", "Water all of the beds")
    ]
    assert [count(page, name) for name in ("steps", "hours", "left", "chain", "window")] == [
        *("5", "15.5", "15.5", "12.5", "60")
    ]
    expect(page).to_have_url(re.compile(r"\?goal=g\.water$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(step(page, "Hoe it")).to_be_focused()
    assert (count(page, "left"), count(page, "done")) == ("13", "2 / 5")
    page.reload()
    expect(goal(page)).to_have_value("g.water")
    expect(step(page, "Dig a bed")).to_be_checked()
    expect(step(page, "Hoe it")).to_be_checked()
    expect(step(page, "Plant a bed")).not_to_be_checked()
    assert (count(page, "left"), count(page, "done")) == ("13", "2 / 5")
    ready = page.locator(".rb-step--ready:visible a").all_inner_texts()
    assert ready == ["Plant a bed", "Rest & <watch>"]


def test_the_longest_chain_by_hours_and_by_steps_and_what_goes_side_by_side(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    chains = page.locator(".rb-chains li:visible").all_inner_texts()
    assert chains == [
        "3 steps, 12.5 h: Dig a bed → Rest & <watch> → Water all of the beds",
        "with the most steps, 4, 6.5 h: Dig a bed → Hoe it → Plant a bed → Water all of the beds",
    ]
    assert page.locator(".rb-stages li").all_inner_texts() == [
        *("Dig a bed", "Hoe it · Rest & <watch>", "Plant a bed", "Water all of the beds")
    ]


def test_a_path_leads_through_another_atlas_and_is_ticked_there(visit: Open) -> None:
    page = visit(f"{FAIR}?goal=f.show").page
    assert steps(page) == ["Dig a bed", "Hoe it", "Show the bed"]
    assert (count(page, "steps"), count(page, "hours")) == ("3", "3.5")
    step(page, "Dig a bed").check()
    assert (count(page, "left"), count(page, "done")) == ("2", "1 / 3")
    page.reload()
    expect(step(page, "Dig a bed")).to_be_checked()
    page.locator(".rb-step").get_by_role("link", name="Hoe it").click()
    expect(page).to_have_url(re.compile(r"/atlas\.garden/#g\.hoe$"))
    expect(page.locator('.rb-done input[data-done="g.dig"]')).to_be_checked()
    expect(page.locator('.rb-done input[data-done="g.hoe"]')).not_to_be_checked()


def test_a_level_and_all_of_the_atlas_are_goals_too(visit: Open) -> None:
    page = visit(GARDEN).page
    goal(page).select_option("L1 · l1")
    assert steps(page) == ["Dig a bed", "Hoe it", "Mow the lawn"]
    goal(page).select_option("L2 · l2")
    assert len(steps(page)) == 5
    expect(page).to_have_url(re.compile(r"\?goal=level:l2$"))
    goal(page).select_option("All of this atlas")
    assert len(steps(page)) == 6
    page.reload()
    assert len(steps(page)) == 6
    goal(page).select_option("")
    expect(page.locator(".rb-plan")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/atlas\.garden/$"))


def test_a_goal_that_is_not_there_is_said(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=%3Cscript%3E").page
    expect(said(page)).to_have_text("This atlas has nothing of that name to reach.")
    expect(page.locator(".rb-plan")).to_be_hidden()


def test_what_a_step_builds_on_can_be_marked_with_it(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    step(page, "Plant a bed").press("Space")
    expect(page.locator(".rb-offer")).to_contain_text("It builds on 2 steps that are not done.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rb-offer")).to_be_hidden()
    expect(step(page, "Plant a bed")).to_be_focused()
    assert count(page, "done") == "3 / 5"
    # on a card, the same
    page.locator("[data-done='g.plant']").last.uncheck()
    expect(step(page, "Plant a bed")).not_to_be_checked()
    page.locator("[data-done='g.water']").last.check()
    page.get_by_role("button", name="Mark all before it as done").click()
    assert count(page, "left") == "0"


def test_what_is_done_is_saved_to_a_file_and_loaded_elsewhere(visit: Open, tmp_path: Path) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    step(page, "Dig a bed").check()
    step(page, "Rest").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is done to a file").press("Enter")
    assert download.value.suggested_filename == "atlas.garden.done.json"
    file = tmp_path / "done.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8")) == {
        "format": "rolebook-progress",
        "version": 1,
        "atlas": "atlas.garden",
        "done": ["g.dig", "g.rest"],
    }
    other = visit(f"{GARDEN}?goal=g.water").page
    step(other, "Hoe it").check()
    load(other, file)
    expect(said(other)).to_have_text("Loaded: 2 done, 2 of them new.")
    assert count(other, "done") == "3 / 5"
    other.reload()
    assert count(other, "done") == "3 / 5"


def load(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load it from a file").press("Enter")
    chooser.value.set_files(file)


UNREADABLE = "This file cannot be read as what is done in an atlas. Choose one that was saved here."


@stays
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no JSON", UNREADABLE),
        ("[]", UNREADABLE),
        ("null", UNREADABLE),
        ('{"format": "rolebook-progress", "version": 1, "atlas": "atlas.garden"}', UNREADABLE),
        (
            '{"format": "rolebook-progress", "version": 2, "atlas": "atlas.garden", "done": []}',
            "A later version wrote this file; this page cannot read it.",
        ),
        (
            '{"format": "rolebook-progress", "version": 1, "atlas": "<b>x", "done": ["g.dig"]}',
            "This file is about another atlas: <b>x.",
        ),
        (
            '{"format": "rolebook-progress", "version": 1, "atlas": "atlas.garden",'
            ' "done": ["g.dig", "g.gone", "<i>", 7]}',
            "Loaded: 1 done, 1 of them new. This atlas no longer has: g.gone, <i>.",
        ),
        (
            '{"format": "rolebook-progress", "version": 1, "atlas": "atlas.garden",'
            ' "done": ["g.gone"]}',
            "Nothing of it belongs to this atlas. This atlas no longer has: g.gone.",
        ),
    ],
)
def test_a_wrong_file_is_told_and_changes_nothing(
    visit: Open, tmp_path: Path, text: str, message: str
) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    file = tmp_path / "file.json"
    file.write_text(text, encoding="utf-8")
    load(page, file)
    expect(said(page)).to_have_text(message)
    assert count(page, "done") == ("1 / 5" if "g.dig" in text and "<b>" not in text else "0 / 5")


@stays
def test_a_browser_that_keeps_nothing_says_so_and_plans_all_the_same(visit: Open) -> None:
    page = visit("").page
    # only for ours: Material itself throws where there is no storage at all
    page.context.add_init_script("""
        for (const name of ["getItem", "setItem"]) {
            const native = Storage.prototype[name];
            Storage.prototype[name] = function (key, ...values) {
                if (key.startsWith("rolebook")) { throw new DOMException("no", "SecurityError"); }
                return native.call(this, key, ...values);
            };
        }
    """)
    page.goto(page.url + f"{GARDEN}?goal=g.water")
    step(page, "Dig a bed").check()
    expect(said(page)).to_contain_text("This browser keeps nothing for this site")
    assert count(page, "done") == "1 / 5"


@stays
@pytest.mark.parametrize("kept", ["{", "7", '{"a": 1}', '["g.dig", 7, null, "g.gone"]'])
def test_whatever_stands_in_the_storage_the_page_opens(visit: Open, kept: str) -> None:
    page = visit("").page
    page.evaluate("text => localStorage.setItem('rolebook:done:/atlases/atlas.garden', text)", kept)
    page.goto(page.url + f"{GARDEN}?goal=g.water")
    assert count(page, "done") == ("1 / 5" if "g.dig" in kept else "0 / 5")


def test_another_site_of_the_host_has_its_own_ticks(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=atlas:").page
    page.evaluate(
        "localStorage.setItem('rolebook:done:/other/atlases/atlas.garden', '[\"g.dig\"]')"
    )
    page.reload()
    expect(step(page, "Dig a bed")).not_to_be_checked()
    # what was kept before sites were told apart is still there, until this one keeps its own
    page.evaluate("localStorage.setItem('rolebook:done:atlas.garden', '[\"g.mow\"]')")
    page.reload()
    expect(step(page, "Mow the lawn")).to_be_checked()
    step(page, "Mow the lawn").uncheck()
    page.reload()
    expect(step(page, "Mow the lawn")).not_to_be_checked()
    assert page.evaluate("localStorage['rolebook:done:/other/atlases/atlas.garden']") == '["g.dig"]'


@stays
def test_only_the_plan_is_printed(visit: Open) -> None:
    page = visit(GARDEN).page
    page.emulate_media(media="print")
    expect(page.locator(".rb-competency").first).to_be_visible()
    page.emulate_media(media="screen")
    goal(page).select_option("06 · Water all of the beds")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert len(steps(page)) == 5
    for hidden in (".rb-competency", ".rb-figure", ".rb-planner__tools", "#rb-goal", "#rb-levels"):
        expect(page.locator(hidden).first).to_be_hidden()


@stays
def test_on_paper_a_step_stands_beside_its_box(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water", viewport={"width": 800, "height": 900}).page
    page.emulate_media(media="print")
    box, title = (
        page.locator(f".rb-step:visible {one}").first.bounding_box() for one in ("input", "a")
    )
    assert box
    assert title
    assert abs(box["y"] - title["y"]) < box["height"]


@stays
def test_the_plan_is_printed_by_a_button(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print this plan").press("Enter")
    assert page.evaluate("window.printed")


def test_the_diagram_follows_the_card_that_is_read(visit: Open) -> None:
    page = visit(GARDEN, viewport={"width": 1280, "height": 900}).page
    here = page.locator(".rb-guide [aria-current=location]")
    expect(here).to_have_count(0)
    page.locator(".rb-guide a", has_text="Plant a bed").click()
    expect(page).to_have_url(re.compile(r"#g\.plant$"))
    expect(page.locator("[id='g.plant']")).to_be_in_viewport()
    expect(here).to_have_count(1)
    expect(here).to_contain_text("Plant a bed")
    # the heading is not under the diagram
    guide = page.locator(".rb-guide").bounding_box()
    card = page.locator("[id='g.plant']").bounding_box()
    assert guide
    assert card
    assert card["y"] >= guide["y"] + guide["height"]
    # it leaves the window to the reader, and its words stay in their box
    assert guide["y"] + guide["height"] - HEADER <= 0.36 * 900
    node = here.bounding_box()
    assert node
    assert node["y"] > HEADER
    assert node["y"] + node["height"] < guide["y"] + guide["height"]
    box, words = (
        here.locator(one).last.bounding_box() for one in (".rb-node__box", ".rb-node__label")
    )
    assert box
    assert words
    assert words["x"] + words["width"] < box["x"] + box["width"]
    page.evaluate("scrollTo(0, 0)")
    expect(here).to_have_count(0)


@stays
def test_the_diagram_is_whole_where_it_stands_and_nothing_moves_when_it_sticks(visit: Open) -> None:
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
    page = visit(f"{GARDEN}?goal=g.water", **options).page
    guide, picture = page.locator(".rb-guide"), page.locator(".rb-guide svg")
    box = picture.bounding_box()
    assert box
    assert box["height"] > 0.4 * 900
    whole = guide.evaluate("one => one.offsetHeight")
    assert whole > box["height"]
    height = page.evaluate("document.scrollingElement.scrollHeight")
    place = page.locator("[id='g.hoe']")
    before = place.evaluate("one => one.getBoundingClientRect().top + scrollY")
    place.scroll_into_view_if_needed()
    expect(guide).to_have_class(re.compile("rb-guide--stuck"))
    assert place.evaluate("one => one.getBoundingClientRect().top + scrollY") == before
    assert guide.evaluate("one => one.offsetHeight") == whole
    assert page.evaluate("document.scrollingElement.scrollHeight") == height
    # a plan shows where to go on: the first step, then what follows it
    page.evaluate("document.querySelector('.rb-steps').scrollIntoView()")
    for title in ("Dig a bed", "Hoe it", "Plant a bed"):
        node = guide.locator("a", has_text=title)
        expect(node).to_be_in_viewport(ratio=1)
        step(page, title).check()
    page.evaluate("scrollTo(0, 0)")
    expect(guide).not_to_have_class(re.compile("rb-guide--stuck"))
    again = picture.bounding_box()
    assert again
    assert again["y"] == box["y"]


@stays
def test_the_diagram_covers_nothing_that_has_the_focus(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=atlas:", viewport={"width": 1280, "height": 900}).page
    page.locator("[data-done='g.water']").last.focus()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
            const [guide, one] = [document.querySelector(".rb-guide"), document.activeElement];
            const after = guide.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
            const inside = guide.contains(one);
            const [above, own] = [guide, one].map((node) => node.getBoundingClientRect());
            return after && !inside && above.bottom - own.top > 1 && one.closest(".rb-atlas")
                ? one.outerHTML : "";
        }""")
        assert covered == ""


def test_what_is_done_is_shown_in_the_diagram(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water").page
    node = page.locator(".rb-guide a", has_text="Dig a bed")
    step(page, "Dig a bed").check()
    expect(node).to_have_class(re.compile("rb-node--done"))
    expect(node.locator("title")).to_have_text("Dig a bed, L1 · 1.5 h, done")
    step(page, "Dig a bed").uncheck()
    expect(node.locator("title")).to_have_text("Dig a bed, L1 · 1.5 h")


@stays
def test_less_motion_is_honoured(visit: Open) -> None:
    page = visit(GARDEN, reduced_motion="reduce", viewport={"width": 1280, "height": 900}).page
    picture = page.locator(".rb-guide .rb-diagram")
    assert picture.evaluate("one => getComputedStyle(one).transitionProperty") == "none"
    page.evaluate(
        "() => { Element.prototype.scrollBy = (options) => { window.moved = options.behavior } }"
    )
    page.locator(".rb-guide a", has_text="Plant a bed").click()
    page.wait_for_function("window.moved")
    assert page.evaluate("window.moved") == "auto"


@travels
def test_coming_to_an_atlas_from_another_page(visit: Open) -> None:
    page = visit("").page
    page.locator(".md-content").get_by_role("link", name="Dig a bed").click()
    expect(page).to_have_url(re.compile(r"#g\.dig$"))
    goal(page).select_option("06 · Water all of the beds")
    assert len(steps(page)) == 5


@stays
def test_without_a_script_each_competency_lists_its_path(visit: Open) -> None:
    page = visit(f"{GARDEN}?goal=g.water", java_script_enabled=False).page
    expect(page.locator(".rb-planner")).to_be_hidden()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_text("Planning needs a script.")).to_be_visible()
    page.get_by_text("Path: 4 steps before it, 15.5 h in all").click()
    path = page.locator("details[open] li a")
    assert path.all_inner_texts() == ["Dig a bed", "Hoe it", "Plant a bed", "Rest & <watch>"]


@stays
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_page(visit: Open, width: int, scheme: str) -> None:
    address = f"{GARDEN}?goal=atlas:"
    page = visit(address, viewport={"width": width, "height": 900}, color_scheme=scheme).page
    step(page, "Water").check(timeout=4000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
