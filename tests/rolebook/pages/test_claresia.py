"""The seed's atlas, as its own page shows it: every fact, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolebook.config.settings import Settings
from rolebook.graph.library_graph import LibraryGraph
from rolebook.pages import Page, build_pages
from rolebook.pages.author.markup import Markup
from rolebook.parse.library import read_library
from rolebook.sources import read_sources

from .conftest import words

NAME = "atlas.sales.ae.b2b_saas.software.mid_market"
ORDER = [
    "ae.craft.account_research",
    "ae.collab.agent_assisted_outbound",
    "ae.craft.discovery_question_design",
    "ae.gov.sales_governance",
    "ae.measure.pipeline_quality_diagnostic",
    "ae.orch.full_pursuit_orchestration",
]


@pytest.fixture
def page(corpora: Path) -> Page:
    settings = Settings(
        corpora, roles=(corpora / "mosaic" / "roles",), atlases=(corpora / "claresia",)
    )
    made, _ = read_library(read_sources(settings), domain_titles={})
    graph = LibraryGraph(made)
    pages = build_pages(graph, (), Markup(graph, lambda path: None), "x", False)
    return next(page for page in pages if page.address == f"atlases/{NAME}/")


def facts(value: Any) -> Iterator[str]:
    """Every text and number that the file says, but for keys and `from-threshold`."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("language", "practice_tiers", "role", "levels", "criteria"):
                yield from facts(one)
    elif isinstance(value, list):
        for one in value:
            yield from facts(one)
    else:
        yield " ".join(f"{value:g}".split() if isinstance(value, float) else str(value).split())


def test_competencies_stand_in_the_seed_s_order(page: Page) -> None:
    assert re.findall(r'<h3 id="([^"]+)"', page.html) == ORDER
    assert "18 h in 6 competencies" in words(page.html)


def test_every_fact_of_the_file_is_on_the_page(page: Page, corpora: Path) -> None:
    written = yaml.safe_load((corpora / "claresia" / f"{NAME}.yml").read_text(encoding="utf-8"))
    text = words(page.html)
    missing = [
        fact for fact in facts(written) if fact not in text and fact.replace("_", " ") not in text
    ]
    assert missing == []


def test_tiers_rubric_and_threshold_stand_at_each_competency(page: Page) -> None:
    sections = page.html.split('<section class="rb-competency"')[1:]
    assert len(sections) == 6
    for number, section in enumerate(sections, start=1):
        text = words("<p " + section)
        operator = number in (4, 6)
        level, share = ("agent operator", "0.85") if operator else ("ai adopted", "0.7")
        assert f"{number:02} / 06 · {ORDER[number - 1]}" in text
        assert "Guided Walk-through with the LLM. Worker watches" in text
        assert "Rubric (sample · cc-052 hero-scene pattern) Coverage 74 Signal density 62" in text
        assert f"Graduation match {'85' if operator else '70'}" in text
        assert f"Threshold to clear at {level}: min score {share}. cc-053 L" in text
