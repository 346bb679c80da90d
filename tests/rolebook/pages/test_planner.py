"""What the page of an atlas holds for whoever plans with it, and for whoever has no script."""

from __future__ import annotations

import re
from dataclasses import replace

from rolebook.graph.courses import MOST_ELSEWHERE
from rolebook.model import Atlas, Competency, EvidenceRequirement
from rolebook.pages import Page
from rolebook.text.source import Span

from .conftest import Built, atlas, competency, library, reference, words

ADDRESS = "atlases/atlas.sales.ae/"


def page_of(built: Built, *competencies: Competency, others: tuple[Atlas, ...] = ()) -> Page:
    made = replace(atlas(), competencies=competencies)
    return built(replace(library(), atlases=(made, *others)))[ADDRESS]


def step(page: Page, id: str) -> str:
    return page.html[page.html.index(f'class="rb-step" data-id="{id}"') :].partition("</li>")[0]


def path(page: Page, id: str) -> str:
    card = page.html[page.html.index(f'aria-labelledby="{id}"') :].partition("</section>")[0]
    found = re.search(r'<details class="rb-fold" data-search-exclude>.*?</details>', card, re.S)
    return found[0] if found else ""


def test_steps_say_what_they_stand_on(built: Built) -> None:
    page = built()[ADDRESS]
    ids = re.findall(r'class="rb-step" data-id="([^"]+)"', page.html)
    assert ids == ["ae.research", "ae.calls", "ae.pursuit"]
    last = step(page, "ae.pursuit")
    assert 'data-before="0 1" data-hours="8" data-window="14" data-stage="3"' in last
    assert 'data-chain-hours="11.5" data-chain-before="1"' in last
    assert words(last[last.index(">") :] + "</li>").endswith("longest chain")
    assert "can begin now 8 h evidence 5 in 14 d" in words("<li " + last)


def test_goals_are_levels_all_and_competencies_in_order(built: Built) -> None:
    page = built()[ADDRESS]
    assert re.findall(r'<option value="([^"]*)"', page.html) == [
        *("", "level:ai_adopted", "level:agent_operator", "atlas:"),
        *("ae.research", "ae.calls", "ae.pursuit"),
    ]


def test_a_level_that_nothing_aims_at_is_no_goal(built: Built) -> None:
    page = page_of(built, competency("a", "A", "ai_adopted", 1))
    assert "level:ai_adopted" in page.html
    assert "level:agent_operator" not in page.html


def test_levels_say_what_they_take_with_all_that_comes_first(built: Built) -> None:
    text = words(built()[ADDRESS].html)
    assert "1 competency, 8 h with what comes first: 3 competencies, 11.5 h" in text
    assert text.count("with what comes first") == 1


def test_without_a_script_each_card_lists_its_path(built: Built) -> None:
    page = built()[ADDRESS]
    assert path(page, "ae.research") == ""
    text = words(path(page, "ae.pursuit"))
    assert text.startswith("Path: 2 steps before it, 11.5 h in all")
    assert "The longest chain to here has 3 steps and takes 11.5 h." in text
    assert re.findall(r'<li><a href="#([^"]+)"', path(page, "ae.pursuit")) == [
        "ae.research",
        "ae.calls",
    ]


def test_what_the_atlas_does_not_say_is_no_number(built: Built) -> None:
    silent = [
        replace(competency(id, id, "ai_adopted", 1, *before), practice_hours=None)
        for id, before in (("a", ()), ("b", ("a",)))
    ]
    page = page_of(built, *silent)
    text = words(path(page, "b"))
    assert text.startswith("Path: 1 step before it The longest chain to here has 2 steps. a")
    assert "practice 2 competencies" in words(page.html)
    assert "0 h" not in words(page.html)


def test_a_long_path_is_told_by_numbers(built: Built) -> None:
    chain = [
        competency(f"c{n:03}", f"C {n}", "ai_adopted", 1, *([f"c{n - 1:03}"] if n % 30 else []))
        for n in range(120)
    ]
    page = page_of(built, *chain, competency("d", "D", "ai_adopted", 1, "c029", "c118"))
    assert len(re.findall("<li>", path(page, "c020"))) == 20
    assert words(path(page, "c021")).endswith("In the order of this page: 01–21.")
    assert words(path(page, "d")).endswith("In the order of this page: 01–30, 91–119.")


def elsewhere(id: str, *competencies: Competency) -> Atlas:
    """Another atlas of these."""
    made = tuple(replace(one, atlas=id) for one in competencies)
    return replace(atlas(), id=id, title=f"The {id} one", competencies=made)


def needing(one: Competency, *before: str) -> Competency:
    return replace(one, prerequisites=tuple(map(reference, before)))


def test_what_stands_in_another_atlas_is_a_step_and_counted(built: Built) -> None:
    """As often as it takes: what it stands on itself comes before it."""
    page = page_of(
        built,
        needing(competency("a", "A", "ai_adopted", 2), "other#x", "nowhere"),
        competency("b", "B", "agent_operator", 4, "a"),
        others=(
            elsewhere(
                "other",
                needing(competency("x", "Elsewhere & else", "ai_adopted", 9), "third#y"),
                competency("z", "Not needed", "ai_adopted", 100),
            ),
            elsewhere("third", competency("y", "First of all", "ai_adopted", 6)),
        ),
    )
    ids = re.findall(r'class="rb-step" data-id="([^"]+)"', page.html)
    assert ids == ["third#y", "other#x", "a", "b"]
    first = step(page, "other#x")
    assert 'data-atlas="other" data-level="" data-before="0" data-hours="9"' in first
    assert 'href="rb:/atlases/other/#x"' in first
    assert "Elsewhere & else in the atlas The other one" in words("<li " + first)
    assert 'data-before="1"' in step(page, "a")
    text = words(path(page, "b"))
    assert text.startswith("Path: 3 steps before it, 21 h in all")
    assert "has 4 steps and takes 21 h" in text
    assert "First of all The third one · 6 h Elsewhere & else The other one · 9 h A 2 h" in text
    assert "with what comes first: 4 competencies, 21 h" in words(page.html)
    # another atlas's are no goals, and have no card
    assert '<option value="a"' in page.html
    assert '<option value="other#x"' not in page.html
    assert "01 / 02" in page.html


def test_the_order_of_a_page_follows_what_leads_back_from_another_atlas(built: Built) -> None:
    page = page_of(
        built,
        needing(competency("a", "A", "ai_adopted", 1), "other#x"),
        competency("b", "B", "ai_adopted", 1),
        others=(
            elsewhere(
                "other",
                needing(competency("x", "X", "ai_adopted", 1), "atlas.sales.ae#b"),
            ),
        ),
    )
    assert re.findall(r'<h3 id="([^"]+)"', page.html) == ["b", "a"]
    ids = re.findall(r'class="rb-step" data-id="([^"]+)"', page.html)
    assert ids == ["b", "other#x", "a"]


def test_a_step_of_another_atlas_comes_right_before_what_needs_it(built: Built) -> None:
    page = page_of(
        built,
        competency("a", "A", "ai_adopted", 1),
        needing(competency("b", "B", "ai_adopted", 1), "other#x"),
        others=(elsewhere("other", competency("x", "X", "ai_adopted", 1)),),
    )
    ids = re.findall(r'class="rb-step" data-id="([^"]+)"', page.html)
    assert ids == ["a", "other#x", "b"]


def test_hundreds_of_steps_of_other_atlases_are_named_and_not_counted(built: Built) -> None:
    chain = [
        needing(competency(f"x{n:03}", "X", "ai_adopted", 1), *([f"x{n - 1:03}"] if n else []))
        for n in range(MOST_ELSEWHERE + 1)
    ]
    page = page_of(
        built,
        needing(competency("a", "A", "ai_adopted", 1), f"other#{chain[-1].id}"),
        competency("b", "B", "ai_adopted", 1, "a"),
        others=(elsewhere("other", *chain),),
    )
    assert re.findall(r'class="rb-step" data-id="([^"]+)"', page.html) == ["a", "b"]
    assert "First, in another atlas: X" in words("<li " + step(page, "a"))
    assert words(page.html).count("they are not counted here") == 2


def test_a_long_path_through_another_atlas_is_told_by_numbers(built: Built) -> None:
    chain = [
        needing(competency(f"c{n:03}", "C", "ai_adopted", 1), *([f"c{n - 1:03}"] if n else []))
        for n in range(30)
    ]
    chain[10] = needing(chain[10], "c009", "other#x")
    others = (elsewhere("other", competency("x", "X", "ai_adopted", 1)),)
    page = page_of(built, *chain, others=others)
    told = "Path: 30 steps before it, 31 h in all"
    assert words(path(page, "c029")).startswith(told)
    assert words(path(page, "c029")).endswith(
        "In the order of this page: 01–29. In other atlases: 1."
    )


def test_a_circle_is_planned_in_a_preview(built: Built) -> None:
    page = page_of(
        built,
        competency("a", "A", "ai_adopted", 1, "c"),
        competency("b", "B", "ai_adopted", 2, "a"),
        competency("c", "C", "ai_adopted", 4, "b"),
    )
    for id in "abc":
        assert words(path(page, id)).startswith("Path: 2 steps before it, 7 h in all")
    assert 'data-before="2"' in step(page, "a")


def test_hostile_ids_and_titles_stay_text(built: Built) -> None:
    title = '"><script>alert(1)</script>'
    page = page_of(
        built,
        replace(competency('a"b', title, "ai_adopted", 1), target_level=reference('x"y')),
    )
    assert "<script>alert" not in page.html
    assert 'data-id="a&#34;b" data-level="x&#34;y"' in page.html


def test_bars_are_measured_by_the_most_of_the_atlas(built: Built) -> None:
    one = replace(
        competency("a", "A", "ai_adopted", 1),
        evidence=EvidenceRequirement("photo", Span("x.yml"), count=1, window_days=30),
    )
    html = page_of(built, one, competency("b", "B", "ai_adopted", 1)).html
    card = html[html.index('aria-labelledby="a"') :].partition("</section>")[0]
    bars = re.findall(r'<rect class="rb-bar__score" width="([^"]+)"', card)
    assert bars == ["20.0", "100.0", "74", "70.0"]
    assert "How many 1 Within 30 d" in words(card)
    assert card.count('class="rb-bar__mark" x="69.4"') == 2
    # a Content-Security-Policy forbids it
    assert " style=" not in html


def test_an_atlas_of_nothing_is_no_plan(built: Built) -> None:
    assert "rb-plan" not in page_of(built).html
