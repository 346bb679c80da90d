"""What diagram.css promises."""

import re
from importlib.resources import files
from xml.etree import ElementTree

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode, draw

CSS = files("rolebook.diagrams").joinpath("diagram.css").read_text("utf-8")
RELATIONS = (
    "reports_to", "escalates_to", "delegates_to", "hands_off_to", "receives_from", "consults",
    "collaborates_with",
)  # fmt: skip


def test_every_relation_has_dashes_of_its_own() -> None:
    dashes = dict(
        re.findall(r"\.rb-edge--([a-z-]+) \.rb-edge__line { stroke-dasharray: (.+); }", CSS)
    )
    assert set(dashes) == {*(kind.replace("_", "-") for kind in RELATIONS), "mention", "relation"}
    assert len(set(dashes.values())) == len(dashes)


def test_every_colour_of_a_domain_is_there_in_light_and_dark() -> None:
    for accent in range(8):
        assert len(re.findall(rf"--rb-accent-{accent}: #", CSS)) == 2
        assert f".rb-accent-{accent} {{ --rb-accent: var(--rb-accent-{accent}); }}" in CSS


def test_the_stylesheet_fetches_nothing() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_every_variable_of_the_theme_has_a_fallback() -> None:
    assert re.findall(r"var\(--md-[a-z-]+\)", CSS) == []


def test_every_part_of_a_picture_has_a_look() -> None:
    nodes = (DiagramNode("a", "a", "rb:/a/", note="n", focus=True), DiagramNode("b", "b"))
    markup = draw(Diagram("", "", nodes, (DiagramEdge("a", "b", "boundary", count=2),)), "d")
    parts = {
        name
        for element in ElementTree.fromstring(markup).iter()
        for name in element.get("class", "").split()
        if "__" in name
    }
    assert {name for name in parts if f".{name}" not in CSS} == set()
