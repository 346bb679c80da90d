"""Where a whole library stands: measured on what was placed."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest

from rolebook.diagrams.clusters import Clusters, lay_out_clusters
from rolebook.diagrams.frames import FRAME_GAP, SEAT_HEIGHT, SEAT_WIDTH, Frame

Links = list[tuple[int, int]]


def library(seed: int, boxes: int, groups: int, links: int) -> tuple[list[int], Links]:
    """Boxes in groups of any size, linked mostly with those near them."""
    chance = random.Random(seed)
    found = [*range(groups), *(chance.randrange(groups) for _ in range(boxes - groups))]
    ends: Links = []
    while len(ends) < links:
        one = chance.randrange(boxes)
        other = chance.choice([chance.randrange(-groups, boxes), min(boxes - 1, one + 1)])
        if one != other:
            ends.append((one, other))
    return sorted(found), ends


SAMPLES = [
    library(seed, boxes, groups, links)
    for seed, (boxes, groups, links) in enumerate(
        [(1, 1, 0), (2, 1, 1), (20, 6, 60), (40, 40, 100), (200, 9, 900), (300, 70, 900)]
    )
]


def apart(one: Frame, other: Frame) -> bool:
    """Whether two frames keep their distance."""
    return (
        one.x + one.width + FRAME_GAP <= other.x
        or other.x + other.width + FRAME_GAP <= one.x
        or one.y + one.height + FRAME_GAP <= other.y
        or other.y + other.height + FRAME_GAP <= one.y
    )


@pytest.mark.parametrize(("groups", "links"), SAMPLES)
def test_nothing_lies_over_anything_else(groups: list[int], links: Links) -> None:
    placed = lay_out_clusters(groups, links)
    assert all(apart(one, other) for one, other in combinations(placed.frames, 2))
    for (x, y), (to_x, to_y) in combinations(placed.seats, 2):
        assert abs(x - to_x) >= SEAT_WIDTH + 20 or abs(y - to_y) >= SEAT_HEIGHT + 20


@pytest.mark.parametrize(("groups", "links"), SAMPLES)
def test_everybody_sits_in_their_own_frame(groups: list[int], links: Links) -> None:
    placed = lay_out_clusters(groups, links)
    for (x, y), group in zip(placed.seats, groups, strict=True):
        frame = placed.frames[group]
        assert frame.x < x < x + SEAT_WIDTH < frame.x + frame.width <= placed.width
        assert frame.y < y < y + SEAT_HEIGHT < frame.y + frame.height <= placed.height


@pytest.mark.parametrize(("groups", "links"), SAMPLES)
def test_the_order_of_links_changes_nothing(groups: list[int], links: Links) -> None:
    turned = [(other, one) for one, other in reversed(links)]
    assert lay_out_clusters(groups, links) == lay_out_clusters(groups, turned)


@pytest.mark.parametrize(("groups", "links"), SAMPLES[2:])
def test_the_picture_is_about_as_wide_as_a_screen(groups: list[int], links: Links) -> None:
    placed = lay_out_clusters(groups, links)
    assert 0.8 < placed.width / placed.height < 2.2


def length(placed: Clusters, links: Links) -> int:
    """How far apart linked boxes stand."""
    places = [*placed.seats]
    return sum(
        abs(places[a][0] - places[b][0]) + abs(places[a][1] - places[b][1])
        for a, b in links
        if a >= 0 <= b
    )


@pytest.mark.parametrize(("groups", "links"), SAMPLES[2:])
def test_those_that_are_linked_come_to_stand_near(groups: list[int], links: Links) -> None:
    placed = lay_out_clusters(groups, links)
    assert length(placed, links) < 0.9 * length(lay_out_clusters(groups, []), links)


def test_an_empty_library_has_a_picture_too() -> None:
    assert lay_out_clusters([], []) == Clusters(0, 0, (), ())


def test_a_thousand_roles_cost_no_second() -> None:
    groups, links = library(7, 1000, 25, 5000)
    start = time.process_time()
    lay_out_clusters(groups, links)
    assert time.process_time() - start < 1
