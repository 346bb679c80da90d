"""What a reader, a browser and a screen reader get."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from rolebook.diagrams import MAX_NODES, Diagram, DiagramEdge, DiagramNode, draw

AE = DiagramNode("sales/ae", "Account Executive", "rb:/roles/sales/ae/", focus=True, note="sales")
LEGAL = DiagramNode("legal/counsel", "Legal Counsel", "rb:/roles/legal/counsel/", accent=3)
USER = DiagramNode("user", "user", kind="external")
DEFERS = DiagramEdge("sales/ae", "legal/counsel", "boundary", "approve terms", "rb:/b/", 3)
REPORTS = DiagramEdge("legal/counsel", "sales/ae", "reports_to")


def diagram(
    *nodes: DiagramNode, edges: tuple[DiagramEdge, ...] = (), direction: str = "LR"
) -> Diagram:
    return Diagram("Neighbours", "Who defers to whom.", nodes, edges, direction)


def drawn(*nodes: DiagramNode, edges: tuple[DiagramEdge, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(draw(diagram(*nodes, edges=edges), "d"))


def by_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def only(root: ElementTree.Element, name: str) -> ElementTree.Element:
    (element,) = by_class(root, name)
    return element


def title_of(element: ElementTree.Element) -> str | None:
    return element.findtext("title")


def test_a_picture_is_a_named_and_described_group() -> None:
    root = drawn(AE, LEGAL, edges=(DEFERS, REPORTS))
    assert (root.tag, root.get("class"), root.get("role")) == ("svg", "rb-diagram", "group")
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert ids == {
        "d-t": "Neighbours",
        "d-d": "Who defers to whom."
        " Account Executive → Legal Counsel, boundary (3): approve terms."
        " Legal Counsel → Account Executive, reports to.",
    }
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("d-t", "d-d")


def test_a_node_is_a_link_with_its_classes_and_its_whole_name() -> None:
    node = only(drawn(AE, LEGAL), "rb-node--focus")
    assert node.tag == "a"
    assert node.get("href") == "rb:/roles/sales/ae/"
    assert node.get("class") == "rb-node rb-node--role rb-accent-0 rb-node--focus"
    assert node.get("aria-current") == "true"
    assert title_of(node) == "Account Executive, sales"
    assert [text.text for text in node.iter("text")] == ["Account Executive", "sales"]


def test_a_node_without_an_address_is_no_link() -> None:
    node = only(drawn(USER), "rb-node")
    assert (node.tag, node.get("href")) == ("g", None)
    assert node.get("class") == "rb-node rb-node--external rb-accent-0"


def test_only_what_has_a_domain_has_its_colour() -> None:
    missing = DiagramNode("m", "legal-counsle", kind="missing")
    assert len(by_class(drawn(LEGAL, USER, missing), "rb-node__bar")) == 1
    assert by_class(drawn(LEGAL), "rb-accent-3")


def test_an_edge_is_a_link_with_its_words_and_its_number() -> None:
    edge = only(drawn(AE, LEGAL, edges=(DEFERS,)), "rb-edge")
    assert (edge.tag, edge.get("href")) == ("a", "rb:/b/")
    assert edge.get("class") == "rb-edge rb-edge--boundary"
    assert title_of(edge) == "Account Executive → Legal Counsel, boundary (3): approve terms"
    count = only(edge, "rb-edge__count")
    assert (count.findtext("text"), count.get("aria-hidden")) == ("3", "true")


def test_an_edge_of_one_has_no_number_and_its_kind_is_a_class() -> None:
    edge = only(drawn(AE, LEGAL, edges=(REPORTS,)), "rb-edge")
    assert (edge.tag, edge.get("class")) == ("g", "rb-edge rb-edge--reports-to")
    assert not by_class(edge, "rb-edge__count")


def test_nodes_come_before_edges_for_the_keyboard() -> None:
    root = drawn(AE, LEGAL, edges=(DEFERS,))
    links = [link.get("class", "").split()[0] for link in root.iter("a")]
    assert links == ["rb-node", "rb-node", "rb-edge"]


def test_equal_edges_are_drawn_once_and_different_ones_each() -> None:
    other = DiagramEdge("sales/ae", "legal/counsel", "boundary", "sign contracts")
    assert len(by_class(drawn(AE, LEGAL, edges=(DEFERS, DEFERS, other)), "rb-edge")) == 2


def test_loops_and_lonely_nodes_are_drawn() -> None:
    loop = DiagramEdge("sales/ae", "sales/ae", "consults", count=2)
    root = drawn(AE, USER, edges=(loop,))
    assert len(by_class(root, "rb-node")) == 2
    assert title_of(only(root, "rb-edge")) == (
        "Account Executive → Account Executive, consults (2)"
    )


def test_an_empty_diagram_is_an_empty_picture() -> None:
    root = drawn()
    assert [element.tag for element in root] == ["title", "desc"]
    assert float(root.get("width", "")) > 0


def test_no_label_at_all_shows_the_key() -> None:
    assert [text.text for text in drawn(DiagramNode("ae", " \n")).iter("text")] == ["ae"]


def test_accents_go_round() -> None:
    assert by_class(drawn(DiagramNode("a", "a", accent=9)), "rb-accent-1")


def test_every_id_has_the_prefix() -> None:
    one, other = draw(diagram(AE), "fig-1"), draw(diagram(AE), "fig-2")
    assert one.replace("fig-1", "fig-2") == other
    assert one != other


@pytest.mark.parametrize("prefix", ["", "a b", '"', "1", "ä", "a\n"])
def test_a_prefix_that_is_no_id_is_our_bug(prefix: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        draw(diagram(AE), prefix)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (diagram(AE, AE), "two nodes have the same key"),
        (diagram(AE, edges=(DEFERS,)), "an edge leads to a node that is not in the diagram"),
        (diagram(LEGAL, edges=(DEFERS,)), "an edge leads to a node that is not in the diagram"),
        (diagram(AE, direction="RL"), "`RL` is no direction"),
        (diagram(DiagramNode("a", "a", "javascript:alert(1)")), "is no address of ours"),
        (diagram(DiagramNode("a", "a", "java\tscript:alert(1)")), "is no address of ours"),
        (diagram(DiagramNode("a", "a", " data:text/html,x")), "is no address of ours"),
        (
            diagram(*(DiagramNode(str(n), "a") for n in range(MAX_NODES + 1))),
            "41 nodes are too many to draw",
        ),
    ],
)
def test_what_cannot_be_drawn_is_our_bug(wrong: Diagram, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(wrong, "d")


@pytest.mark.parametrize("href", ["rb:/a/", "https://example.org/?a=1&b=2", "../a/", "/a/", "#a"])
def test_addresses_of_ours_are_written_as_they_are(href: str) -> None:
    assert only(drawn(DiagramNode("a", "a", href)), "rb-node").get("href") == href


SCRIPT = """
from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode, draw
nodes = tuple(DiagramNode(str(n), f"Role {n}", kind="role", note="ops") for n in range(12))
pairs = [(a, (a * 5 + 1) % 12) for a in range(12)] + [(3, 1), (1, 3), (3, 3)]
edges = tuple(DiagramEdge(str(a), str(b), "boundary", count=a) for a, b in pairs)
print(draw(Diagram("t", "d", nodes, edges), "d"))
"""


def test_the_same_diagram_gives_the_same_bytes_in_every_process() -> None:
    outputs = set()
    for seed in ("0", "1"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True
        )
        assert run.stderr == b""
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_drawing_starts_no_process_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def started(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a process was started: {arguments}")

    monkeypatch.setattr(subprocess, "Popen", started)
    draw(diagram(AE, LEGAL, USER, edges=(DEFERS, REPORTS)), "d")
    assert capfd.readouterr() == ("", "")
