from __future__ import annotations

import re
from dataclasses import replace

from rolebook.graph.paths import LAYERED
from rolebook.model import Atlas
from rolebook.pages import Page

from .conftest import DIGEST, Built, atlas, competency, library, words

ADDRESS = "atlases/atlas.sales.ae/"


def page_of(built: Built, made: Atlas) -> Page:
    return built(replace(library(), atlases=(made,)))[ADDRESS]


def competency_section(page: Page, id: str) -> str:
    return page.html[page.html.index(f'aria-labelledby="{id}"') :].partition("</section>")[0]


def test_shows_what_the_atlas_says_of_itself(built: Built) -> None:
    page = built()[ADDRESS]
    text = words(page.html)
    for fact in (
        "Academy · Sample path",
        "Account Executive — Mid-Market",
        "Sales B2B",
        "From today to operator.",
        "atlas_id atlas.sales.ae",
        "charts Account Executive",
        "role cc-053 · ae",
        "context business model: b2b saas",
        f"provenance {DIGEST[:16]}…",
        "11.5 h in 3 competencies",
        "L1 · ai adopted min score 0.7 2 competencies, 3.5 h supervised",
    ):
        assert fact in text, fact
    assert f'title="{DIGEST}"' in page.html
    assert page.in_navigation
    assert page.source == "atlases/ae.yml"
    assert page.description == "From today to operator."


def test_competencies_stand_in_the_order_of_their_prerequisites(built: Built) -> None:
    page = built()[ADDRESS]
    anchors = re.findall(r'<h3 id="([^"]+)"', page.html)
    assert anchors == ["ae.research", "ae.calls", "ae.pursuit"]
    listed = next(one for one in page.headings if one.id == "rb-competencies")
    assert [one.id for one in listed.children] == anchors
    assert listed.children[0].title == "Account research"


def test_a_competency_shows_every_fact(built: Built) -> None:
    html = competency_section(built()[ADDRESS], "ae.pursuit")
    text = words(html)
    for fact in (
        "03 / 03 · ae.pursuit",
        "craft",
        "target · agent operator",
        "8h practice",
        "Do it with Account Executive care, < 1% wrong.",
        "Why: agent_assist_share=0.62 says so.",
        "Prerequisites Account research ae.research Discovery calls ae.calls",
        "Evidence requirement hub event pattern · KPI: escape_rate",
        "How many 5 Within 14 d",
        "Five in a fortnight.",
        "template · ae.brief.v1",
        "Hub events: SequenceApproved, SequenceSent",
        "Practice tiers: Guided Guided Walk-through.",
        "Rubric (sample) Coverage 74 Graduation match 85",
        "Threshold to clear at agent operator: min score 0.85.",
    ):
        assert fact in text, fact
    assert 'href="rb:/atlases/atlas.sales.ae/#ae.research"' in html
    assert '<rect class="rb-bar__score" width="85.0" height="4"/>' in html


def test_the_threshold_is_followed_by_its_anchor(built: Built) -> None:
    text = words(competency_section(built()[ADDRESS], "ae.research"))
    assert "Threshold to clear at ai adopted: min score 0.7. supervised" in text
    assert "Prerequisites" not in text


def test_picture_leaves_out_what_a_longer_path_implies(built: Built) -> None:
    html = built()[ADDRESS].html
    assert html.count('<svg class="rb-diagram"') == 2
    reduced, full = re.findall(r'<svg class="rb-diagram".*?</svg>', html, re.S)
    assert reduced.count("rb-edge--prerequisite") == 2
    assert full.count("rb-edge--prerequisite") == 3
    assert html.index("<details") < html.index(full)


def test_one_picture_where_nothing_is_implied(built: Built) -> None:
    simple = replace(
        atlas(),
        competencies=(
            competency("a", "A", "ai_adopted", 1),
            competency("b", "B", "ai_adopted", 1, "a"),
        ),
    )
    html = page_of(built, simple).html
    assert html.count('<svg class="rb-diagram"') == 1
    assert "All prerequisites" not in html


def test_an_atlas_with_holes_still_has_a_page(built: Built) -> None:
    bare = Atlas("atlas.sales.ae", "Bare", "atlases/ae.yml", atlas().span)
    assert "no competencies yet" in page_of(built, bare).html
    holes = replace(
        atlas(),
        roles=(),
        levels=(),
        rubric=None,
        practice_tiers=(),
        competencies=(
            replace(competency("a", "A", "x_y", 1, "nowhere"), practice_hours=None, evidence=None),
            replace(competency("b", "B", "x_y", 1), target_level=None),
        ),
    )
    text = words(page_of(built, holes).html)
    assert "target · x y" in text
    assert "Prerequisites nowhere" in text
    assert "Threshold" not in text


def test_a_circle_of_prerequisites_is_shown_in_a_preview(built: Built) -> None:
    circle = replace(
        atlas(),
        competencies=(
            competency("a", "A", "ai_adopted", 1, "b"),
            competency("b", "B", "ai_adopted", 1, "a"),
        ),
    )
    assert "01 / 02" in page_of(built, circle).html


def chain(number: int, categories: str = "ab") -> Atlas:
    """Competencies each of which needs the one before it, in as many families of equal size."""
    made = (
        replace(
            competency(f"c{n:03}", f"C {n}", "ai_adopted", 1, *([f"c{n - 1:03}"] if n else [])),
            category=categories[n * len(categories) // number] if categories else "",
        )
        for n in range(number)
    )
    return replace(atlas(), competencies=tuple(made))


def test_more_competencies_than_can_be_drawn_stand_in_layers(built: Built) -> None:
    fork = chain(30)
    beside = replace(competency("x", "X", "ai_adopted", 1, "c000", "c001"), category="b")
    many = replace(fork, competencies=(*fork.competencies, beside))
    html = page_of(built, many).html
    assert "rb-diagram" not in html
    rows = re.findall(r"<li>\s*<ul>(.*?)</ul>\s*</li>", html, re.S)
    assert len(rows) == 30
    # what a longer way implies is left out, and the numbers are those of the cards
    assert words(rows[2]) == "C 2 03 · L1 · 1 h · needs 02 X 31 · L1 · 1 h · needs 02"
    assert 'href="rb:/atlases/atlas.sales.ae/#x" data-number="31" data-needs="02"' in rows[2]
    legend = html.partition("rb-layers__legend")[2].partition("</ul>")[0]
    assert re.findall(r"rb-accent-(\d)[^>]*>([^<]+)<", legend) == [("0", "a"), ("1", "b")]
    # nothing that would stay in sight
    assert 'class="rb-guide"' not in html
    assert "30 / 31" in html


def test_neighbours_in_a_layer_stand_where_their_lines_do_not_cross(built: Built) -> None:
    pairs = [
        competency(f"{letter}{n:02}", f"{letter} {n}", "ai_adopted", 1, *before)
        for letter, others in (("a", ""), ("b", "a"))
        for n in range(11)
        for before in [[f"a{10 - n:02}"] if others else []]
    ]
    html = page_of(built, replace(atlas(), competencies=tuple(pairs))).html
    above, below = re.findall(r"<li>\s*<ul>(.*?)</ul>\s*</li>", html, re.S)
    titles = re.findall(r"<span>a (\d+)</span>", above), re.findall(r"<span>b (\d+)</span>", below)
    assert [int(one) for one in titles[0]] == [10 - int(one) for one in titles[1]]


def test_of_more_than_layers_can_show_families_are_told(built: Built) -> None:
    html = page_of(built, chain(LAYERED + 1, "abc")).html
    assert "rb-layers" not in html
    text = words(html)
    assert "a 27 – C 0, C 1" in text
    assert "b 27 a 1 C 27, C 28" in text
    assert "15 more" in text


def test_without_families_a_list_says_what_leads_where(built: Built) -> None:
    html = page_of(built, chain(LAYERED + 1, "")).html
    assert "As a list: a picture of 81 boxes is too large to be read." in html
    assert "C 0 C 1 C 1 C 2" in words(html)
    assert "68 more" in words(html)


def test_what_stands_alone_is_not_drawn_where_there_is_no_room(built: Built) -> None:
    apart = [competency(f"c{n:02}", f"C {n}", "ai_adopted", 1) for n in range(18)]
    pair = (
        competency("x", "X", "ai_adopted", 1),
        competency("y", "Y", "ai_adopted", 1, "x"),
    )
    html = page_of(built, replace(atlas(), competencies=(*apart, *pair))).html
    assert html.count('<a class="rb-node ') == 20
    assert "Not in the picture" not in html
    more = competency("z", "Z", "ai_adopted", 1)
    html = page_of(built, replace(atlas(), competencies=(*apart, *pair, more))).html
    assert html.count('<a class="rb-node ') == 2
    assert "Not in the picture: 19 competencies that need nothing" in words(html)
