"""The graph of a library in four formats: whole, in part, and with titles that mean harm."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import pygraphviz
import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rolebook.commands.libraries import LIBRARY, clean

from rolebook.exports import EXPORTS
from rolebook.exports.json_schemas import schema_texts
from rolebook.exports.part import part_of
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source
from rolebook.text.visible import visible

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

WRITTEN = {one.name: one.written for one in EXPORTS}
NODE = re.compile(
    r'  n\d+(?:\[\[|\[/|\(\[|\[\(|\{\{|\[|\()"[^"<>`;#%:]*"(?:\]\]|\\\]|\]\)|\)\]|\}\}|\]|\))'
)
EDGE = re.compile(r'  n\d+ -->\|"[a-z ]+"\| n\d+')


def library(title: str) -> LibraryGraph:
    texts = {
        "sales/ae.md": f"---\ntitle: {json.dumps(title)}\n---\n" + clean("ae"),
        "sales/lead.md": clean("lead").replace("Calm.", "Asks ae."),
    }
    roles = tuple(Source(path, text, path) for path, text in sorted(texts.items()))
    return LibraryGraph(read_library(Sources(roles=roles), domain_titles={})[0])


def drawn(form: str, graph: LibraryGraph) -> str:
    return WRITTEN[form](part_of(graph))


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_no_title_leaves_its_label(title: str) -> None:
    harmful(title)


@pytest.mark.parametrize(
    "title",
    [
        '"]; n0["x',
        "`**bold**`",
        "<script>alert(1)</script>",
        "%%{init: {'theme': 'dark'}}%%",
        'style a:#x; classDef b:#"y;',
        "#quot; &quot; #59;",
        "\\N \\G \\",
        '\\"; a -> b; "',
        "<b>x</b>",
        "end",
        "]]>",
        "a\u2028b\u0085c\x1b[2J",
    ],
)
def test_no_title_does_harm(title: str) -> None:
    harmful(title)


def harmful(title: str) -> None:
    graph = library(title)
    shown = visible(graph.roles["sales/ae"].title)
    part = part_of(graph)
    first, *lines = drawn("mermaid", graph).splitlines()
    assert first == "flowchart LR"
    assert len(lines) == part.number_of_nodes() + part.number_of_edges()
    for line in lines:
        plain = re.sub(r"#\d+;", "", line)
        assert NODE.fullmatch(plain) or EDGE.fullmatch(plain), line
    read = pygraphviz.AGraph(string=drawn("dot", graph))  # by Graphviz itself
    assert (len(read), read.number_of_edges()) == (len(part), part.number_of_edges())
    assert read.get_node("role:sales/ae").attr["label"].replace("\\\\", "\\") == shown
    assert nx.parse_graphml(drawn("graphml", graph)).nodes["role:sales/ae"]["title"] == shown
    data = json.loads(drawn("json", graph))
    again = nx.node_link_graph(data, edges="edges")
    assert again.nodes["role:sales/ae"]["title"] == shown
    assert sorted(again.edges) == sorted(part.edges)


def kinds(part: nx.MultiDiGraph[str]) -> set[str]:
    return {kind for _, _, kind in part.edges(data="kind")}


def test_a_part_holds_the_kinds_and_the_steps_that_are_asked_for() -> None:
    graph = library("Ae")
    assert {"member", "holds"} <= kinds(part_of(graph))
    assert kinds(part_of(graph, ["member"])) == {"member"}
    assert list(part_of(graph, ["boundary"])) == []
    ae = Target("role", "sales/ae")
    assert list(part_of(graph, ["member"], ae)) == ["domain:sales/", "role:sales/ae"]
    assert len(part_of(graph, ["member"], ae, 2)) == 3
    assert list(part_of(graph, ["boundary"], ae)) == ["role:sales/ae"]


def test_the_command_writes_a_file_and_replaces_none(project: Write, at: Run) -> None:
    root = project(LIBRARY)
    run = at(root, "graph", "--format", "json", "--kinds", "boundary,charts")
    said: dict[str, Any] = json.loads(run.stdout)
    jsonschema.Draft202012Validator(json.loads(schema_texts()["graph"])).validate(said)
    assert [(one["source"], one["target"]) for one in said["edges"]] == [
        ("role:sales/ae", "role:sales/lead")
    ]
    run = at(root, "graph", "--focus", "ae", "--output-file", "ae.dot")
    assert run.stdout.endswith(" edges in ae.dot\n")
    assert (root / "ae.dot").read_text("utf-8").startswith("digraph")
    (root / "ae.dot").write_text("mine", "utf-8")
    assert at(root, "graph", "--output-file", "ae.dot").exit_code == 2
    assert at(root, "graph", "--output-file", "mkdocs.yml", "--force").exit_code == 2
    assert (root / "ae.dot").read_text("utf-8") == "mine"
    assert at(root, "graph", "--output-file", "ae.dot", "--force").exit_code == 0


def test_what_is_no_kind_or_no_thing_is_told(project: Write, at: Run) -> None:
    root = project(LIBRARY)
    run = at(root, "graph", "--kinds", "reports-too")
    assert (run.exit_code, run.stderr) == (
        2,
        "rolebook: `reports_too` is no kind of edge; did you mean `reports_to`?\n",
    )
    assert at(root, "graph", "--focus", "xyzzy").exit_code == 1
