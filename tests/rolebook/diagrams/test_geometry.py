"""Where things stand, measured in the SVG itself."""

import itertools
import random
import re
from xml.etree import ElementTree

import pytest

from rolebook.diagrams import MAX_NODES, Diagram, DiagramEdge, DiagramNode, draw
from rolebook.diagrams.widths import text_width

Rectangle = tuple[float, float, float, float]
Point = tuple[float, float]

LABELS = (
    "QA",
    "Account Executive",
    "customer-success-manager",
    "Evaluate model output against a brief",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "法務顧問および契約審査担当部長代理補佐役",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "مدير الحسابات التنفيذي",
)
SEEDS = range(60)


def random_diagram(seed: int) -> Diagram:
    chance = random.Random(seed)
    count = chance.randint(1, MAX_NODES)
    nodes = tuple(
        DiagramNode(
            str(index),
            chance.choice(LABELS),
            kind=chance.choice(("role", "domain", "external")),
            note=chance.choice(("", "sales", "customer success and renewals")),
            focus=index == 0,
        )
        for index in range(count)
    )
    ends = [(chance.randrange(count), chance.randrange(count)) for _ in range(2 * count)]
    edges = tuple(
        DiagramEdge(str(a), str(b), chance.choice(("boundary", "consults")), count=a + 1)
        for a, b in ends
    )
    return Diagram("", "", nodes, edges, chance.choice(("LR", "TB")))


def nodes_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in root if "rb-node" in element.get("class", "").split()]


def edges_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in root if "rb-edge" in element.get("class", "").split()]


def box_of(node: ElementTree.Element) -> Rectangle:
    # A domain has a second card below: its own box is the last.
    box = [each for each in node.iter("rect") if each.get("class") == "rb-node__box"][-1]
    x, y, width, height = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def points(text: str | None) -> list[Point]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", text or "")]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def on_border(box: Rectangle, point: Point) -> bool:
    (left, top, right, bottom), (x, y) = box, point
    inside = left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1
    return inside and min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_boxes_stand_apart(seed: int) -> None:
    root = ElementTree.fromstring(draw(random_diagram(seed), "d"))
    for one, other in itertools.combinations(map(box_of, nodes_of(root)), 2):
        beside = one[2] + 10 <= other[0] or other[2] + 10 <= one[0]
        below = one[3] + 10 <= other[1] or other[3] + 10 <= one[1]
        assert beside or below


@pytest.mark.parametrize("seed", SEEDS)
def test_text_stands_inside_its_box(seed: int) -> None:
    root = ElementTree.fromstring(draw(random_diagram(seed), "d"))
    for node in nodes_of(root):
        left, top, right, bottom = box_of(node)
        bold = "rb-node--focus" in node.get("class", "")
        for line in node.iter("text"):
            label = line.get("class") == "rb-node__label"
            size = float(line.get("font-size") or root.get("font-size", ""))
            width = text_width(line.text or "", size, bold=bold and label)
            x, y = float(line.get("x", "")), float(line.get("y", ""))
            assert left + 12 <= x
            assert x + width <= right - 12
            assert top + size * 0.8 <= y <= bottom - size * 0.4


@pytest.mark.parametrize("seed", SEEDS)
def test_edges_lead_from_box_to_box(seed: int) -> None:
    diagram = random_diagram(seed)
    root = ElementTree.fromstring(draw(diagram, "d"))
    boxes = dict(
        zip((node.key for node in diagram.nodes), map(box_of, nodes_of(root)), strict=True)
    )
    drawn = dict.fromkeys(diagram.edges)
    for edge, element in zip(drawn, edges_of(root), strict=True):
        hit, line = element.findall("path")
        assert hit.get("d") == line.get("d")
        tip = points(element.find("polygon").get("points"))[0]  # type: ignore[union-attr]
        assert on_border(boxes[edge.source], points(line.get("d"))[0])
        assert on_border(boxes[edge.target], tip)


@pytest.mark.parametrize("seed", SEEDS)
def test_ends_of_edges_never_share_a_place(seed: int) -> None:
    root = ElementTree.fromstring(draw(random_diagram(seed), "d"))
    tips = [points(head.get("points"))[0] for head in root.iter("polygon")]
    for one, other in itertools.combinations(tips, 2):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= 6


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_is_in_view(seed: int) -> None:
    root = ElementTree.fromstring(draw(random_diagram(seed), "d"))
    x, y, width, height = (float(number) for number in root.get("viewBox", "").split())
    assert (x, y) == (0, 0)
    assert (str(root.get("width")), str(root.get("height"))) == (
        root.get("viewBox", "").split()[2],
        root.get("viewBox", "").split()[3],
    )
    for path in root.iter("path"):
        assert all(0 < px < width and 0 < py < height for px, py in points(path.get("d")))
    for rect in root.iter("rect"):
        left, top = float(rect.get("x", "")), float(rect.get("y", ""))
        assert 0 <= left <= left + float(rect.get("width", "")) <= width
        assert 0 <= top <= top + float(rect.get("height", "")) <= height


@pytest.mark.parametrize("seed", SEEDS)
def test_coordinates_have_one_decimal(seed: int) -> None:
    root = ElementTree.fromstring(draw(random_diagram(seed), "d"))
    names = ("viewBox", "width", "height", "x", "y", "rx", "d", "points", "font-size")
    written = " ".join(element.get(name, "") for element in root.iter() for name in names)
    numbers = re.split(r"[ ,MC]+", written.strip())
    assert [number for number in numbers if not re.fullmatch(r"-?\d+(\.[1-9])?", number)] == []
    assert "-0" not in numbers


def test_one_step_in_and_one_out_fits_the_column_of_material() -> None:
    keys = ("in", "focus", "out")
    nodes = tuple(DiagramNode(key, "customer-success-operations-manager") for key in keys)
    edges = (DiagramEdge("in", "focus", "boundary"), DiagramEdge("focus", "out", "boundary"))
    root = ElementTree.fromstring(draw(Diagram("", "", nodes, edges), "d"))
    assert float(root.get("width", "")) <= 688


def test_boxes_of_one_picture_line_up() -> None:
    nodes = tuple(DiagramNode(label, label) for label in LABELS)
    for direction, low, high in (("LR", 0, 2), ("TB", 1, 3)):
        root = ElementTree.fromstring(draw(Diagram("", "", nodes, (), direction), "d"))
        assert len({box[high] - box[low] for box in map(box_of, nodes_of(root))}) == 1


def test_a_circle_turns_back_once() -> None:
    nodes = tuple(DiagramNode(key, key) for key in "abc")
    edges = tuple(DiagramEdge(a, b, "boundary") for a, b in ("ab", "bc", "ca"))
    root = ElementTree.fromstring(draw(Diagram("", "", nodes, edges), "d"))
    lefts = [box_of(node)[0] for node in nodes_of(root)]
    assert lefts == sorted(set(lefts))


@pytest.mark.parametrize(
    "ends", [["ab", "ab"], ["ab", "ba"], ["ba", "ab"], ["ab", "ba", "ac", "ad", "ae"]], ids=repr
)
def test_numbers_on_edges_stand_apart(ends: list[str]) -> None:
    nodes = tuple(DiagramNode(key, key) for key in "abcde")
    edges = tuple(
        DiagramEdge(source, target, f"kind-{index}", count=12)
        for index, (source, target) in enumerate(ends)
    )
    root = ElementTree.fromstring(draw(Diagram("", "", nodes, edges), "d"))
    badges = [badge for element in edges_of(root) if (badge := element.find("g/rect")) is not None]
    places = [(float(badge.get("x", "")), float(badge.get("y", ""))) for badge in badges]
    assert len(places) == len(ends)
    for one, other in itertools.combinations(places, 2):
        assert abs(one[0] - other[0]) > 24 or abs(one[1] - other[1]) >= 15.9
