"""Front matter is read whole where it is YAML, line by line where it is not, always in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.diagnostics import Source
from rolebook.parse.front_matter import FrontMatter, split
from rolebook.parse.yaml_tree import Tree, YamlList, YamlScalar


def front(text: str) -> FrontMatter:
    return split(Source("r.md", text))


def value(node: Tree | None) -> object:
    if isinstance(node, YamlScalar):
        return node.text
    return [value(item) for item in node.items] if isinstance(node, YamlList) else node


def fields(matter: FrontMatter) -> dict[str, object]:
    entries = matter.tree.entries if matter.tree else ()
    return {key.text: value(node) for key, node in entries}


def told(matter: FrontMatter) -> list[str]:
    return [f"{one.span.line}:{one.span.column} {one.rule.code}" for one in matter.diagnostics]


@pytest.mark.parametrize(
    ("text", "body_line", "expected"),
    [
        ("---\nid: x\n---\nbody", 4, {"id": "x"}),
        ("--- \t\nid: x\n...  \nbody", 4, {"id": "x"}),
        ("---\nid: x\n---", 4, {"id": "x"}),
        ("---\n---\nbody", 3, {}),
        ("---\n# nothing yet\n---\nbody", 4, {}),
        (
            "---\ntools: [a, b]\nnote: >-\n  one\n  two\n---\n",
            7,
            {"tools": ["a", "b"], "note": "one two"},
        ),
        # no front matter
        ("# Title\n---\nid: x\n---\n", 1, {}),
        ("\n---\nid: x\n---\n", 1, {}),
        ("----\nid: x\n----\n", 1, {}),
        (" ---\nid: x\n---\n", 1, {}),
        ("---\n\nA break, then prose.\n", 1, {}),
        ("---", 1, {}),
        ("", 1, {}),
    ],
)
def test_where_the_body_starts(text: str, body_line: int, expected: dict[str, object]) -> None:
    matter = front(text)
    assert (matter.body_line, fields(matter), matter.diagnostics) == (body_line, expected, ())


def test_values_have_their_place_in_the_file() -> None:
    matter = front("---\nreports_to:\n  - a\n  - 'é'\n---\n")
    node = matter.tree.get("reports_to") if matter.tree else None
    assert isinstance(node, YamlList)
    assert [str(item.span) for item in node.items] == ["r.md:3:5", "r.md:4:6"]


@pytest.mark.parametrize(
    ("line", "expected", "column", "help"),
    [
        (
            "description: Use when: x",
            "Use when: x",
            22,
            'put the value in quotes: `description: "Use when: x"`',
        ),
        ("description: *", "*", 14, 'put the value in quotes: `description: "*"`'),
        ("description: @x", "@x", 14, 'put the value in quotes: `description: "@x"`'),
        (
            'description: "a" and: b',
            '"a" and: b',
            18,
            "put the value in quotes: `description: '\"a\" and: b'`",
        ),
        ('description: "a', "a", 14, "write the same quote at the end of the value"),
        (
            r"description: a\nb: c",
            r"a\nb: c",
            18,
            r'put the value in quotes: `description: "a\\nb: c"`',
        ),
        ("description: [a, b", "[a, b", 14, "close it"),
        (
            "description: a: b\n  and c",
            "a: b and c",
            15,
            'put the value in quotes: `description: "a: b"`',
        ),
    ],
)
def test_what_is_no_yaml_is_read_as_text(line: str, expected: str, column: int, help: str) -> None:
    matter = front(f"---\nname: x\n{line}\ntools: [a, 'b']\n---\nbody")
    assert fields(matter) == {
        "name": "x",
        "description": expected if not line.startswith('description: "a" ') else 'a" and: b',
        "tools": ["a", "b"],
    }
    assert told(matter) == [f"3:{column} RB004"]
    assert matter.diagnostics[0].help == help
    assert matter.body_line == 3 + line.count("\n") + 3


def test_recovered_text_has_its_place() -> None:
    text = '---\nwhy: a: b\nwho: "c: d\nall:\n  - e: f: g\n  - h\n---\n'
    matter = front(text)
    assert matter.tree
    written = [text[node.start : node.end] for _, node in matter.tree.entries]
    assert written == ["a: b", "c: d", "  - e: f: g\n  - h\n"]
    items = matter.tree.get("all")
    assert isinstance(items, YamlList)
    assert [str(item.span) for item in items.items] == ["r.md:5:5", "r.md:6:5"]
    assert told(matter) == ["2:7 RB004", "3:6 RB004", "5:9 RB004"]


def test_a_key_that_stands_twice_is_told_there_too() -> None:
    matter = front("---\nid: a\nwhy: b: c\nid: d\n---\n")
    assert fields(matter) == {"id": "a", "why": "b: c"}
    assert told(matter) == ["3:7 RB004", "4:1 RB005"]


def test_text_between_the_entries_is_told() -> None:
    matter = front("---\nwords\nid: a\n---\n")
    assert fields(matter) == {"id": "a"}
    assert told(matter) == ["3:3 RB004"]


def test_an_alias_is_refused_as_everywhere() -> None:
    assert told(front("---\na: &x b\nc: *x\n---\n")) == ["3:4 RB022"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\n- a\n- b\n---\n", "this front matter is a list, where `key: value` lines belong"),
        ("---\nsome words\n---\n", "this front matter is text, where `key: value` lines belong"),
    ],
)
def test_front_matter_is_a_mapping(text: str, message: str) -> None:
    matter = front(text)
    assert matter.tree is None
    assert told(matter) == ["2:1 RB018"]
    assert matter.diagnostics[0].message == message


def test_front_matter_that_is_never_closed() -> None:
    matter = front("---\nid: x\n\n# Title\n")
    assert (matter.tree, matter.body_line, told(matter)) == (None, 1, ["1:1 RB004"])
    assert (
        matter.diagnostics[0].message == "front matter is never closed, so all of it is body text"
    )


def test_ten_thousand_broken_lines_are_one_problem() -> None:
    matter = front("---\n" + "a: b: c\n" * 10_000 + "---\n")
    assert told(matter) == ["2:5 RB004"]
    assert matter.tree is None


def test_the_front_matter_of_a_real_collection_is_valid(corpora: Path) -> None:
    files = sorted((corpora / "cagents").rglob("*.md"))
    matters = [split(Source(file.name, file.read_text("utf-8"))) for file in files]
    assert len(files) == 284
    assert sum(matter.tree is not None for matter in matters) == 283
    assert [one for matter in matters for one in matter.diagnostics] == []


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["---", "...", "a: b", "a: b: c", "- x", "  - y: z: w", "k: |", "k: [", "'", "tools: *"]
        ),
        st.text(st.characters(exclude_characters="\n"), max_size=12),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(LINES)
def test_any_text_gives_front_matter_or_problems(lines: list[str]) -> None:
    text = "\n".join(["---", *lines])
    matter = front(text)
    assert 1 <= matter.body_line <= len(lines) + 2
    for _, node in matter.tree.entries if matter.tree else ():
        assert 0 <= node.start <= node.end <= len(text)
