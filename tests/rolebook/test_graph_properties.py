"""What must hold for every library, not only for those that somebody thought of."""

from __future__ import annotations

import json
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.build import check
from rolebook.checks import CHECKS
from rolebook.config.load import load_settings
from rolebook.diagnostics import Diagnostic
from rolebook.exports.library_json import library_json
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.report import FORMATS, Findings
from rolebook.text.source import Source

Edge = tuple[str, str]


def found(files: Mapping[str, str], external: tuple[str, ...] = ()) -> list[Diagnostic]:
    """The findings of a library that was never on a disk."""
    sources = [Source(path, text, path.partition("/")[2]) for path, text in sorted(files.items())]
    roles = tuple(one for one in sources if one.path.startswith("roles/"))
    atlases = tuple(one for one in sources if one.path.startswith("atlases/"))
    library, problems = read_library(Sources(roles, atlases), external=external, domain_titles={})
    graph = LibraryGraph(library)
    return [*problems, *(one for run in CHECKS for one in run(graph))]


def named(diagnostics: Sequence[Diagnostic], code: str) -> list[Diagnostic]:
    return [one for one in diagnostics if one.rule.code == code]


# No cycle is reported ⇔ the relation's graph is acyclic

NODES = ("ra", "rb", "rc", "rd", "re")
EDGES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), unique=True, max_size=10
)


def related_roles(kind: str, edges: list[Edge]) -> dict[str, str]:
    return {
        f"roles/x/{node}.md": f"---\n{kind}: [{', '.join(t for s, t in edges if s == node)}]\n---\n"
        f"# {node} — fleet role definition\n"
        for node in NODES
    }


def atlas(edges: list[Edge]) -> dict[str, str]:
    """`a` needs `b` for an edge from `a` to `b`."""
    competencies = [
        {"id": node, "title": node, "prerequisites": [t for s, t in edges if s == node]}
        for node in NODES
    ]
    whole = {"atlas_id": "x", "title": "X", "competencies": competencies}
    return {"atlases/x.json": json.dumps(whole, indent=1)}


def knots(edges: list[Edge]) -> list[set[str]]:
    components = nx.strongly_connected_components(nx.DiGraph(edges))
    return [set(one) for one in components if len(one) > 1]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("reports_to", "RB202"),
        ("escalates_to", "RB203"),
        ("delegates_to", "RB204"),
        ("prerequisites", "RB201"),
    ],
)
@settings(max_examples=40)
@given(EDGES)
def test_each_knot_is_reported_once_and_truly(kind: str, code: str, edges: list[Edge]) -> None:
    files = atlas(edges) if kind == "prerequisites" else related_roles(kind, edges)
    reported = named(diagnostics := found(files), code)
    expected = knots(edges)
    assert len(reported) == len(expected)
    # an edge from a node to itself is reported as that
    assert len(named(diagnostics, "RB111")) == sum(s == t for s, t in edges)
    for one in reported:
        circle = [edge_in(related.message) for related in one.related]
        (knot,) = [knot for knot in expected if circle[0][0] in knot]
        assert set(circle) <= set(edges)
        assert [s for s, _ in circle] == [t for _, t in (circle[-1], *circle[:-1])]
        assert circle[0][0] == min(knot)
        shortest = min(len(way) for way in ways_back(edges, min(knot)))
        assert len(circle) == shortest
        for (_, target), related in zip(circle, one.related, strict=True):
            assert text_at(files, related.span) == target
        check_help(one.help, [e for e in edges if set(e) <= knot and e[0] != e[1]])


def test_a_knot_too_large_to_be_tried_edge_by_edge_is_told_no_untruth() -> None:
    ring = [(f"n{at:04}", f"n{(at + 1) % 1500:04}") for at in range(1500)]
    edges = [*ring, ("n0700", "x"), ("x", "n0701")]
    competencies = [
        {"id": node, "title": node, "prerequisites": [t for s, t in edges if s == node]}
        for node in dict.fromkeys(source for source, _ in edges)
    ]
    whole = {"atlas_id": "x", "title": "X", "competencies": competencies}
    (one,) = named(found({"atlases/x.json": json.dumps(whole)}), "RB201")
    # many edges would open it, and to find one takes too long
    assert one.help == "remove any one of these, then check again"


@pytest.mark.parametrize("kind", ["consults", "collaborates_with", "hands_off_to", "receives_from"])
@settings(max_examples=10)
@given(EDGES)
def test_other_relations_may_go_round(kind: str, edges: list[Edge]) -> None:
    codes = {one.rule.code for one in found(related_roles(kind, edges))}
    # who hands off and is not told to be received from is told of, in a circle or not
    assert not [code for code in codes if code.startswith("RB2") and code != "RB207"]


def edge_in(message: str) -> Edge:
    """`` `x/ra` reports to `x/rb` `` is an edge from `ra` to `rb`."""
    source, target = re.findall(r"`(?:x/)?(\w+)`", message)
    return source, target


def text_at(files: Mapping[str, str], span: object) -> str:
    line = files[span.path].split("\n")[span.line - 1]  # type: ignore[attr-defined]
    return line[span.column - 1 : span.end_column - 1]  # type: ignore[attr-defined]


def ways_back(edges: list[Edge], start: str) -> Iterator[list[str]]:
    def walk(way: list[str]) -> Iterator[list[str]]:
        for source, target in edges:
            if source == way[-1] and target == start and len(way) > 1:
                yield way
            elif source == way[-1] and target not in way:
                yield from walk([*way, target])

    yield from walk([start])


def check_help(help: str, edges: list[Edge]) -> None:
    """What the help says of opening a knot is true of the knot."""

    def opens(edge: Edge) -> bool:
        return nx.is_directed_acyclic_graph(nx.DiGraph([e for e in edges if e != edge]))

    if help.startswith("remove that"):
        assert opens(edge_in(help))
    elif "no single removal" in help:
        assert not any(map(opens, edges))
    else:
        assert help.startswith("remove any one")
        assert all(map(opens, edges))


# An ownership error ⇔ every path of deferrals stays among those who disown the work

OWNERS = (*NODES, "y/", "outside")
ROLES = {node: ("x" if node < "rc" else "y") for node in NODES}


@st.composite
def stances(draw: st.DrawFn) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each role says of one responsibility: holds it, disowns it to some, or is silent."""
    owners = st.lists(st.sampled_from(OWNERS), unique=True, max_size=2).map(tuple)
    disowns = st.tuples(st.just("disowns"), owners)
    stance = st.one_of(disowns, disowns, disowns, st.sampled_from([("holds", ()), ("silent", ())]))
    return {node: draw(stance) for node in NODES}


def owning_files(stances: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    files = {}
    for node, (stance, owners) in stances.items():
        text = f"# {node} — fleet role definition\n"
        if stance == "holds":
            text += "\n## Mandate\n\n1. **Approves the refunds** — at once.\n"
        if stance == "disowns":
            names = ", ".join(f"**{owner}**" for owner in owners)
            clause = f"they belong to {names}" if owners else "it only looks on"
            text += f"\n## Boundaries\n\n- **Does NOT approve refunds** — {clause}.\n"
        files[f"roles/{ROLES[node]}/{node}.md"] = text
    return files


def gives(stances: Mapping[str, tuple[str, tuple[str, ...]]], node: str) -> set[str]:
    """The roles that may hold what a role disowns, the outside among them; never itself."""
    named: set[str] = set()
    for owner in stances[node][1]:
        members = {n for n, domain in ROLES.items() if domain == owner.rstrip("/")}
        named |= members if owner.endswith("/") else {owner}
    return named - {node}


def stuck(stances: Mapping[str, tuple[str, tuple[str, ...]]]) -> set[str]:
    """The roles from which no walk leads to anyone who does not disown the work."""

    def leads_out(way: list[str]) -> bool:
        return any(
            owner == "outside"
            or stances[owner][0] != "disowns"
            or (owner not in way and leads_out([*way, owner]))
            for owner in gives(stances, way[-1])
        )

    return {n for n, (stance, _) in stances.items() if stance == "disowns" and not leads_out([n])}


@settings(max_examples=120)
@given(stances())
def test_ownership_errors_are_those_of_the_plain_model(
    stances: dict[str, tuple[str, tuple[str, ...]]],
) -> None:
    diagnostics = found(owning_files(stances), external=("outside",))
    circles, refusals = named(diagnostics, "RB303"), named(diagnostics, "RB304")
    lost = stuck(stances)
    edges = [(n, owner) for n in lost for owner in gives(stances, n) & lost]
    assert len(circles) == len(knots(edges))
    assert bool(circles or refusals) == bool(edges)
    for one in circles:
        circle = [edge_in(related.message.replace("y/", "x/")) for related in one.related]
        assert set(circle) <= set(edges)
        assert circle[-1][1] == circle[0][0]
    for one in refusals:
        way = [edge_in(r.message.replace("y/", "x/")) for r in one.related if "gives" in r.message]
        assert set(way) <= set(edges)
        end = one.related[-1].message.split("`")[1].partition("/")[2]
        assert gives(stances, end) & lost == set()
        assert end in {target for _, target in way}
    # a boundary that names nobody at all is a warning, whatever else it is
    nobody = [n for n, (stance, owners) in stances.items() if stance == "disowns" and not owners]
    assert len(named(diagnostics, "RB301")) == len(nobody)


# Order and names

WORDS = ("ask", "listen", "wait", "greet", "close")


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, str]:
    """Small libraries with sound and broken parts, ids of two letters that begin with `r`."""
    pick = st.lists(st.sampled_from((*NODES, "rz")), unique=True, max_size=3)
    files = {}
    for node in draw(st.lists(st.sampled_from(NODES), unique=True, min_size=1)):
        relations = "".join(
            f"{kind}: [{', '.join(draw(pick))}]\n" for kind in ("reports_to", "consults")
        )
        mandate = "".join(
            f"{n}. **{word.title()} the calls** — daily.\n"
            for n, word in enumerate(draw(st.lists(st.sampled_from(WORDS), max_size=2)), 1)
        )
        boundaries = "".join(
            f"- **Does NOT {draw(st.sampled_from(WORDS))} the calls** — that goes to **{owner}**.\n"
            for owner in draw(pick)
        )
        folder = draw(st.sampled_from(("x", "y")))
        files[f"roles/{folder}/{node}.md"] = (
            f"---\n{relations}---\n# {node} — fleet role definition\n\n(`class: {node}`)\n\n"
            f"## Mandate\n\n{mandate}\n## Boundaries\n\n{boundaries}"
        )
    edges = draw(EDGES)
    return {**files, **atlas(edges), "docs/index.md": f"[[{draw(st.sampled_from(NODES))}]] [[x]]\n"}


def listed(seed: int) -> Callable[..., Iterator[tuple[str, list[str], list[str]]]]:
    """`os.walk` of a disk that lists names in an order of its own."""
    walk, rng = os.walk, random.Random(seed)

    def listing(*arguments: Any, **more: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for parent, folders, files in walk(*arguments, **more):
            rng.shuffle(folders)
            rng.shuffle(files)
            yield parent, folders, files

    return listing


def on_disk(files: Mapping[str, str], seed: int = 0) -> tuple[str, str, bytes]:
    """Text, JSON and `library.json` of a library whose files a disk lists in some order."""
    with tempfile.TemporaryDirectory() as folder, patch("os.walk", listed(seed)):
        root = Path(folder)
        (root / "mkdocs.yml").write_text("plugins: [rolebook]\n")
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        checked = check(load_settings(root / "mkdocs.yml"))
        findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
        return (
            FORMATS["text"](findings),
            FORMATS["json"](findings),
            library_json(checked.graph, checked.summary()),
        )


@settings(max_examples=15)
@given(libraries(), st.integers(1, 1000))
def test_the_order_of_files_changes_nothing(files: dict[str, str], seed: int) -> None:
    assert on_disk(files) == on_disk(files, seed)


@settings(max_examples=15)
@given(libraries())
def test_other_names_change_nothing_but_the_names(files: dict[str, str]) -> None:
    def renamed(text: str, old: str, new: str) -> str:
        return re.sub(rf"\b{old}([a-z])\b", rf"{new}\1", text)

    # of the same length and in the same order, so that places and sorting stay
    others = {renamed(p, "r", "q"): renamed(text, "r", "q") for p, text in files.items()}
    before, after = on_disk(files), on_disk(others)
    for one, other in zip(before, after, strict=True):
        back = renamed(other if isinstance(other, str) else other.decode(), "q", "r")
        assert (one if isinstance(one, str) else one.decode()) == back
