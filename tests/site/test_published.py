"""What a build that succeeds has written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from tests.site.projects import (
    CONFIG,
    CORPORA,
    GARDEN,
    HOSTILE,
    Built,
    Project,
    dead_links,
    search_entries,
    without_tags,
)

from rolebook.diagnostics.reasons import explained

Make = Callable[..., Project]


# The log


@pytest.mark.parametrize("name", ["garden", "own"])
def test_a_strict_build_that_succeeds_says_nothing_but_progress(
    name: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(name)
    lines = [line for line in built.log.splitlines() if line.strip()]
    assert all(line.startswith(("INFO ", "the site is in site")) for line in lines), built.log
    # on a slow machine the stages of the build are told, too
    counts = r"\d+ roles, \d+ boundaries, \d+ atlas(?:es)?, \d+ competencies(?:, \d+ profiles?)?: "
    assert len([line for line in lines if re.search(counts, line)]) == 1


# Links


@pytest.mark.parametrize("name", ["garden", "flat_garden", "own", "claresia"])
def test_no_link_and_no_anchor_is_dead(name: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(name)
    assert dead_links(built.site) == []


@pytest.mark.parametrize("name", ["garden", "flat_garden"])
def test_the_page_for_an_address_that_is_none_leads_on(
    name: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(name)
    root = urlsplit(yaml.safe_load(CONFIG).get("site_url", "/")).path
    page = (built.site / "404.html").read_text("utf-8")
    ours = page.partition("</h1>")[2].partition("</article>")[0]
    links = re.findall(r'(?:href|action|data-answers)="(?!\?)([^"#?]*)', ours)
    assert len(links) > 5
    for link in links:
        assert link.startswith(root), link
        file = built.site / link.removeprefix(root)
        assert (file / "index.html" if link.endswith("/") else file).is_file(), link


def test_references_of_hand_written_pages_are_links(garden: Built) -> None:
    page = html.unescape(garden.project.page(""))
    assert '<a href="roles/beds/gardener/">Gardener</a>' in page
    assert '<a href="roles/shed/shed/">Keeper of the Shed</a>' in page
    assert '<a href="roles/beds/hedge-cutter/">whoever *cuts*</a>' in page
    assert '<a href="atlases/atlas.garden/#g.dig">Dig a bed</a>' in page
    assert '<a href="roles/shed/">Shed</a>' in page
    assert "<code>[[nobody]]</code>" in page
    assert 'id="the-gardeners-year"' in page
    assert '<a href="../../roles/beds/gardener/">Gardener</a>' in garden.project.page(
        "doctrine/principles"
    )


def test_the_edit_button_leads_to_the_real_source(garden: Built) -> None:
    base = "https://git.example.org/garden/garden/_edit/main/"
    assert f'<a href="{base}roles/beds/gardener.md"' in garden.project.page("roles/beds/gardener")
    assert f'<a href="{base}roles/beds/README.md"' in garden.project.page("roles/beds")
    assert f'<a href="{base}atlases/garden.yml"' in garden.project.page("atlases/atlas.garden")
    assert f'<a href="{base}docs/index.md"' in garden.project.page("")
    assert 'rel="edit"' not in garden.project.page("ownership")


def test_a_role_leads_to_its_source_and_to_its_history(garden: Built) -> None:
    base = "https://git.example.org/garden/garden"
    page = garden.project.page("roles/beds/gardener")
    assert f'<a href="{base}/src/branch/main/roles/beds/gardener.md"><code>' in page
    assert f'<a href="{base}/commits/branch/main/roles/beds/gardener.md">History</a>' in page


def test_the_edit_button_of_a_reference_page_leads_to_our_own_source(own: Built) -> None:
    assert "_edit/main/plugins/rolebook/diagnostics/catalogue.py" in own.project.page("reference/rules")
    assert 'href="rb101/"' in own.project.page("reference/rules")
    # every rule stands below what it is about
    assert own.project.page("reference/rules").count('<a href="rb') == len(explained())
    assert "_edit/main/plugins/rolebook/" in own.project.page("reference/rules/rb101")
    assert 'id="competency"' in own.project.page("reference/sources")
    assert 'id="check"' in own.project.page("reference/commands")


# Text of sources


def test_a_hostile_title_is_text_everywhere(garden: Built) -> None:
    for path in garden.site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script>alert" not in page, path
        assert "\\u003cscript" not in page
    page = garden.project.page("roles/beds/hedge-cutter")
    assert f"<title>{html.escape(HOSTILE, quote=False)} - Garden</title>" in page.replace(
        "&#34;", '"'
    )
    topic = re.search(r'data-md-component="header-topic">(.*?)</div>', page, re.S)
    assert topic
    assert html.unescape(without_tags(topic[1])) == HOSTILE


def test_a_description_is_an_attribute_of_plain_text(garden: Built) -> None:
    page = garden.project.page("roles/beds/gardener")
    (description,) = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert "tends its part of the garden" in description
    assert "<" not in description


def test_a_list_right_after_a_paragraph_is_a_list(garden: Built) -> None:
    page = re.sub(r"\s+", "", garden.project.page("roles/beds/gardener"))
    assert "<ul><li>adiary</li><li>twoknives<ul><li>alongone</li></ul></li></ul>" in page


def test_an_image_of_a_source_is_on_the_site(garden: Built) -> None:
    page = garden.project.page("roles/beds/gardener")
    (source,) = re.findall(r'<img[^>]* src="([^"]*bed[^"]*)"', page)
    image = (garden.site / "roles/beds/gardener" / source).resolve()
    assert image.read_bytes() == GARDEN["roles/beds/bed.png"]


# What a table of contents, a search and a navigation hold


def test_the_table_of_contents_of_a_generated_page_is_filled(garden: Built) -> None:
    page = garden.project.page("atlases/atlas.garden")
    contents = re.search(r'<nav class="md-nav md-nav--secondary".*?</nav>\s*</li>', page, re.S)
    assert contents
    assert 'href="#g.dig"' in contents[0]
    assert 'href="#rb-competencies"' in contents[0]


def test_a_role_is_found_by_its_id_its_aliases_and_what_it_holds(garden: Built) -> None:
    pages = search_entries(garden.site)
    role = pages["roles/shed/shed/"]
    assert role["title"] == "Keeper of the Shed · Role · Shed"
    assert "shed/shed" in role["text"]
    assert "toolman" in role["text"]
    assert "Tend tools" in pages["roles/shed/shed/#rb-holds"]["text"]


def test_a_competency_is_found_as_a_place_on_its_page(garden: Built) -> None:
    entry = search_entries(garden.site)["atlases/atlas.garden/#g.plant"]
    assert entry["title"] == "Plant a bed · Competency"
    assert "A bed." in entry["text"]


def test_a_diagram_is_on_its_page_and_not_in_the_search(garden: Built) -> None:
    page = garden.project.page("roles/beds/gardener")
    assert "<svg" in page.partition('id="rb-neighbourhood"')[2].partition("<h2")[0]
    assert "rolebook-search" not in page
    entries = search_entries(garden.site)
    assert "Keeper" not in entries["roles/beds/gardener/#rb-neighbourhood"]["text"]


def navigation_links(page: str) -> list[str]:
    menu = page.partition("md-nav--primary")[2].partition("md-sidebar--secondary")[0]
    links = re.findall(r'<a href="([^"#]*)" class="md-nav__link', menu)
    return list(dict.fromkeys(links))


def test_a_site_without_a_navigation_gets_one(garden: Built) -> None:
    assert navigation_links(garden.project.page("health")) == [
        *("..", "../library/", "../roles/", "../roles/beds/", "../roles/shed/", "../atlases/"),
        *("../atlases/atlas.garden/", "../ownership/", "../explorer/", "../evidence/"),
        *("../glossary/", "./"),
        "../doctrine/principles/",
    ]


def test_a_navigation_names_generated_pages_by_their_addresses(make: Make) -> None:
    nav = "nav: [index.md, roles/, Maps: atlases/, Beds: [roles/beds/, roles/beds/gardener/]]\n"
    hidden = "not_in_nav: doctrine/\n"
    project = make(GARDEN | {"mkdocs.yml": f"{CONFIG}{nav}{hidden}"})
    run = project.run("mkdocs", "build", "--strict")
    assert run.returncode == 0, run.stdout
    assert navigation_links(project.page("health")) == [
        *("..", "../roles/", "../roles/beds/", "../roles/shed/", "../atlases/"),
        *("../atlases/atlas.garden/", "../roles/beds/gardener/"),
    ]


def test_an_address_that_no_page_has_is_the_hosts_to_report(make: Make) -> None:
    project = make(GARDEN | {"mkdocs.yml": f"{CONFIG}nav: [index.md, Roles: rolls/]\n"})
    run = project.run("mkdocs", "build")
    assert "A reference to 'rolls/' is included in the 'nav' configuration" in run.stdout


# Whose page stands where


def test_a_role_named_like_its_domain(garden: Built) -> None:
    role = garden.project.page("roles/beds/gardener")
    assert 'href="../../shed/"' in role
    assert "Keeper of the Shed" in garden.project.page("roles/shed/shed")
    assert "Keeper of the Shed" in garden.project.page("roles/shed")


def test_a_hand_written_home_page_stays_home(garden: Built) -> None:
    assert "The garden" in without_tags(garden.project.page(""))
    assert "How to read this" in garden.project.page("library")


def test_without_a_hand_written_home_page_the_overview_is_home(claresia: Built) -> None:
    home = claresia.project.page("")
    assert "How to read this" in home
    assert "<title>Garden</title>" in home
    assert navigation_links(home)[0] in (".", "./")


def test_introductions_stand_on_the_pages_they_introduce(garden: Built) -> None:
    assert "Who does what, see" in garden.project.page("roles")
    domain = garden.project.page("roles/beds")
    assert "The beds are tended by" in domain
    assert 'href="../../doctrine/principles/#water"' in domain


def test_tags_of_the_configuration_that_only_the_host_understands(make: Make) -> None:
    config = f"""{CONFIG.replace("site_name: Garden", "site_name: !ENV [NO_SUCH_NAME, Garden]")}\
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""
    config = config.replace(
        "markdown_extensions: [attr_list, toc: {permalink: true}]\n", "markdown_extensions:\n"
    )
    project = make(GARDEN | {"mkdocs.yml": config})
    assert project.run("rolebook", "check").returncode == 0
    run = project.run("rolebook", "site", "--strict")
    assert run.returncode == 0, run.stdout
    assert "<title>Garden</title>" in project.page("")


# Other people's sources


ORDER = re.compile(r'<p class="rb-number">(\d\d / \d\d) · <code>([^<]*)</code>')


def test_the_atlas_page_has_the_order_and_the_facts_of_the_seed(claresia: Built) -> None:
    (source,) = (CORPORA / "claresia").glob("*.yml")
    atlas = yaml.safe_load(source.read_text("utf-8"))
    page = claresia.project.page(f"atlases/{atlas['atlas_id']}")
    text = html.unescape(without_tags(page))
    assert [number for number, _ in ORDER.findall(page)] == [f"{n:02} / 06" for n in range(1, 7)]
    assert [id for _, id in ORDER.findall(page)] == [
        "ae.craft.account_research",
        "ae.collab.agent_assisted_outbound",
        "ae.craft.discovery_question_design",
        "ae.gov.sales_governance",
        "ae.measure.pipeline_quality_diagnostic",
        "ae.orch.full_pursuit_orchestration",
    ]
    assert "18 h in 6 competencies" in text
    assert missing(facts_of_atlas(atlas), text) == []
    for one in atlas["competencies"]:
        (section,) = re.findall(
            rf'<section[^>]* aria-labelledby="{re.escape(one["id"])}">(.*?)</section>', page, re.S
        )
        text = html.unescape(without_tags(section))
        assert missing(facts_of_competency(one, atlas), text) == [], one["id"]


def missing(facts: list[str], text: str) -> list[str]:
    return [fact for fact in facts if " ".join(fact.split()) not in text]


def facts_of_atlas(atlas: dict[str, Any]) -> list[str]:
    """What stands in the head of the seed's page."""
    specifications = [f"{one['spec']} · {one['key']}" for one in atlas["specifications"]]
    named = [atlas[key] for key in ("title", "programme", "eyebrow", "summary", "atlas_id")]
    return [*named, *atlas["labels"], *specifications, atlas["provenance"][:16]]


def facts_of_competency(one: dict[str, Any], atlas: dict[str, Any]) -> list[str]:
    """What stands in a competency's part of the seed's page."""
    levels = {level["id"]: level for level in atlas["levels"]}
    level = levels[one["target_level"]]
    words = level["id"].replace("_", " ")
    evidence = one["evidence"]
    found = [
        one["title"],
        one["category"],
        f"target · {words}",
        f"{one['practice_hours']:g}h practice",
    ]
    found += [one["description"], f"Why: {one['why']}", *one.get("prerequisites", [])]
    found += [evidence["description"], f"How many {evidence['count']}"]
    found += [f"Within {evidence['window_days']} d"]
    found += [f"template · {evidence['template']}"] if "template" in evidence else []
    found += [f"KPI: {evidence['kpi']}"] if "kpi" in evidence else []
    found += (
        [f"Hub events: {evidence['events'][0]}", *evidence["events"]]
        if "events" in evidence
        else []
    )
    for tier in atlas["practice_tiers"]:
        found += [tier["title"], tier["description"]]
    found += [f"Rubric ({atlas['rubric']['title']})", "Coverage 74", "Signal density 62"]
    found += [f"Graduation match {level['min_score'] * 100:g}"]
    return [
        *found,
        f"Threshold to clear at {words}: min score {level['min_score']}. {level['anchor']}",
    ]


def test_the_library_as_data(claresia: Built) -> None:
    data = json.loads((claresia.site / "library.json").read_text("utf-8"))
    assert data["version"] == 1
