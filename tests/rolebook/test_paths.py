"""Learning paths, against what networkx says by other ways."""

from __future__ import annotations

import itertools
import time
import tracemalloc

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from rolebook.graph.circles import knots
from rolebook.graph.paths import (
    MOST_RUNS,
    LearningPath,
    competency_order,
    essential_edges,
    learning_paths,
    shortest_way,
    up_to,
)


def paths_of(within: nx.DiGraph[str], hours: dict[str, float]) -> dict[str, LearningPath]:
    order = competency_order(within)
    return dict(zip(order, learning_paths(within, order, hours), strict=True))


def graph(edges: list[tuple[int, int]], nodes: int) -> nx.DiGraph[str]:
    within: nx.DiGraph[str] = nx.DiGraph()
    within.add_nodes_from(f"c{n}" for n in range(nodes))
    within.add_edges_from((f"c{a}", f"c{b}") for a, b in edges)
    return within


def drawn_from(number: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    node = st.integers(0, number - 1)
    return st.lists(st.tuples(node, node).filter(lambda edge: edge[0] != edge[1]), max_size=24)


@given(edges=drawn_from(9), hours=st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_a_path_is_all_that_comes_before_and_its_chain_the_longest(
    edges: list[tuple[int, int]], hours: list[int]
) -> None:
    within = graph([(min(edge), max(edge)) for edge in edges], 9)
    weights = {f"c{n}": float(one) for n, one in enumerate(hours)}
    order = competency_order(within)
    for id, path in paths_of(within, weights).items():
        ancestors = nx.ancestors(within, id)
        assert [order[place] for place in path.places] == [one for one in order if one in ancestors]
        assert path.hours == sum(weights[one] for one in (*ancestors, id))
        below = within.subgraph({*ancestors, id})
        assert path.stage == nx.dag_longest_path_length(below) + 1
        weighted = nx.DiGraph((a, b, {"weight": weights[a]}) for a, b in below.edges)
        longest = nx.dag_longest_path_length(weighted) if weighted.edges else 0
        assert path.chain_hours == longest + weights[id]


@given(edges=drawn_from(7))
def test_in_a_circle_each_comes_before_each_other(edges: list[tuple[int, int]]) -> None:
    within = graph(edges, 7)
    order = competency_order(within)
    for id, path in paths_of(within, dict.fromkeys(within, 1.0)).items():
        assert {order[place] for place in path.places} == nx.ancestors(within, id) - {id}
        assert path.chain_before < order.index(id)
        assert path.stage_before < order.index(id)


def test_the_chain_with_the_most_hours_is_not_the_one_with_the_most_steps() -> None:
    within = graph([(0, 1), (1, 3), (2, 3)], 4)
    path = paths_of(within, {"c0": 1, "c1": 1, "c2": 5, "c3": 2})["c3"]
    order = competency_order(within)
    assert (path.stage, order[path.stage_before]) == (3, "c1")
    assert (path.chain_hours, order[path.chain_before]) == (7, "c2")


def test_as_many_ways_as_there_can_be_take_no_time() -> None:
    number = 250
    within = graph([(a, b) for b in range(number) for a in range(b)], number)
    assert max(path.stage for path in paths_of(within, dict.fromkeys(within, 1.0)).values()) == 250


@given(edges=drawn_from(9))
def test_essential_edges_are_those_of_the_transitive_reduction(
    edges: list[tuple[int, int]],
) -> None:
    within = graph([(min(edge), max(edge)) for edge in edges], 9)
    essential = essential_edges(within)
    assert essential == sorted(nx.transitive_reduction(within).edges)
    for start, end in set(within.edges) - set(essential):
        within.remove_edge(start, end)
        shortest = nx.shortest_path_length(within, start, end)
        within.add_edge(start, end)
        way = shortest_way(within, start, end)
        assert (way[0], way[-1], len(way)) == (start, end, shortest + 1)
        assert all(within.has_edge(a, b) for a, b in itertools.pairwise(way))


@given(edges=drawn_from(9), chosen=st.sets(st.integers(0, 8)))
def test_what_comes_before_any_of_some_is_told_with_them(
    edges: list[tuple[int, int]], chosen: set[int]
) -> None:
    within = graph([(min(edge), max(edge)) for edge in edges], 9)
    some = {f"c{n}" for n in chosen}
    before = {other for one in some for other in nx.ancestors(within, one)}
    assert up_to(within.predecessors, some) == some | before


def test_of_a_path_in_many_runs_all_hours_count_and_the_first_runs_are_told() -> None:
    number = 4 * MOST_RUNS
    within = graph([(n, n + 2) for n in range(number - 2)], number)
    order = sorted(within, key=lambda id: int(id[1:]))  # so that two chains take turns
    hours = {id: float(place % 7) for place, id in enumerate(order)}
    last = learning_paths(within, order, hours)[-1]
    assert last.count == number / 2 - 1
    assert last.places == list(range(1, 2 * MOST_RUNS, 2))
    assert last.hours == sum(place % 7 for place in range(1, number, 2))


def test_what_comes_before_thousands_of_competencies_takes_little_memory() -> None:
    number = 3000
    within = graph([(n, n + 2) for n in range(number - 2)], number)
    order = sorted(within, key=lambda id: int(id[1:]))  # so that two chains take turns
    tracemalloc.start()
    learning_paths(within, order, dict.fromkeys(within, 1.0))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000 * number  # the places of all for each: hundreds of megabytes


def test_long_chains_and_dense_atlases_take_no_time() -> None:
    chain = graph([(n, n + 1) for n in range(3000)], 3001)
    dense = graph([(a, b) for b in range(150) for a in range(b)], 150)
    start = time.process_time()
    assert len(essential_edges(chain)) == 3000
    essential = set(essential_edges(dense))
    ways = [shortest_way(dense, *edge) for edge in dense.edges if edge not in essential]
    assert time.process_time() - start < 3
    assert len(essential) == 149
    assert {len(way) for way in ways} == {3}


@given(st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=5)))
def test_knots_are_the_strongly_connected_components_that_go_round(
    ways: dict[int, list[int]],
) -> None:
    directed: nx.DiGraph[int] = nx.DiGraph(
        [(at, to) for at, following in ways.items() for to in following]
    )
    round_ = [
        one
        for one in nx.strongly_connected_components(directed)
        if len(one) > 1 or any(directed.has_edge(at, at) for at in one)
    ]
    assert sorted(map(sorted, knots(ways))) == sorted(map(sorted, round_))
