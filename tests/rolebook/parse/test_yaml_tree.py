"""Every node has its exact place, and whatever cannot be read says so at its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.tree import (
    Location,
    Tree,
    YamlList,
    YamlMap,
    YamlScalar,
    node_at,
    read_tree,
)
from rolebook.text.source import Source, Span


def tree_of(text: str, path: str = "a.yml") -> Tree:
    tree, problems = read_tree(Source(path, text))
    assert problems == []
    assert tree is not None
    return tree


def told(text: str, path: str = "a.yml") -> list[str]:
    return [line(one) for one in read_tree(Source(path, text))[1]]


def line(one: Diagnostic) -> str:
    return f"{one.span.line}:{one.span.column}-{one.span.end_column} {one.rule.code} {one.message}"


@pytest.mark.parametrize(
    ("text", "location", "value", "span"),
    [
        # block lists and mappings
        ("a:\n  - one\n  - two\n", ("a", 1), "two", (3, 5, 3, 8)),
        ("a:\n- b: c\n  d: e\n", ("a", 0, "d"), "e", (3, 6, 3, 7)),
        ("a: b   # why\n", ("a",), "b", (1, 4, 1, 5)),
        # flow lists and mappings, one of them without braces
        ("a: [one, two]", ("a", 1), "two", (1, 10, 1, 13)),
        ("a: {b: c,\n    d: e}", ("a", "d"), "e", (2, 8, 2, 9)),
        ("[a, b: c]", (1, "b"), "c", (1, 8, 1, 9)),
        # quoted: the words without their quotes
        ('a: "one"', ("a",), "one", (1, 5, 1, 8)),
        ("a: 'it''s'", ("a",), "it's", (1, 5, 1, 10)),
        ('a: "caf\\u00e9"', ("a",), "café", (1, 5, 1, 14)),
        ('a: ""', ("a",), "", (1, 5, 1, 5)),
        # on several lines
        ("a: one\n  two\nb: c", ("a",), "one two", (1, 4, 2, 6)),
        ('a: "one\n  two"\n', ("a",), "one two", (1, 5, 2, 6)),
        ("a: >-\n  one\n  two\n\nb: c", ("a",), "one two", (2, 3, 3, 6)),
        ("a: |  # why\n\n  one\n\n  two\n", ("a",), "\none\n\ntwo\n", (3, 3, 5, 6)),
        ("a: >\n\nb: c", ("a",), "", (1, 4, 1, 5)),
        # code points, not bytes and not UTF-16 units; only \n ends a line
        ("é: 😀 b\nc: d", ("é",), "😀 b", (1, 4, 1, 7)),
        ('a: "b\u2028c"\nd: e', ("d",), "e", (2, 4, 2, 5)),
        # what stands before a value is no part of it
        ("a: !!str b", ("a",), "b", (1, 10, 1, 11)),
        ("a: &here 'b'", ("a",), "b", (1, 11, 1, 12)),
        ("\ufeffa: b", ("a",), "b", (1, 5, 1, 6)),
        ("---\na: b\n...\n", ("a",), "b", (2, 4, 2, 5)),
        # empty
        ("a:\nb: c", ("a",), "", (1, 3, 1, 3)),
    ],
)
def test_a_scalar_has_its_exact_place(
    text: str, location: Location, value: str, span: tuple[int, int, int, int]
) -> None:
    node = node_at(tree_of(text), location)
    assert isinstance(node, YamlScalar)
    assert (node.text, node.span) == (value, Span("a.yml", *span))


@pytest.mark.parametrize(
    ("text", "location", "written"),
    [
        ("a:\n  - b\n  - c\n\n\nd: e", ("a",), "- b\n  - c"),
        ("a: [b,\n  c]  # why\n", ("a",), "[b,\n  c]"),
        ("a: &x [b]", ("a",), "[b]"),
        ("a:\n  b: c\n  d: 'e'\n\nf: g", ("a",), "b: c\n  d: 'e'"),
        ('{"a": {"b": 1}}', ("a",), '{"b": 1}'),
        ("a: b\nc:\n\n", (), "a: b\nc:"),
    ],
)
def test_a_list_or_mapping_ends_with_its_last_word(
    text: str, location: Location, written: str
) -> None:
    node = node_at(tree_of(text), location)
    assert isinstance(node, (YamlList, YamlMap))
    assert text[node.start : node.end] == written


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ('\t{\n\t"a": "b"}', "b", (2, 8, 2, 9)),
        ('{"a":"b\\/c"}', "b/c", (1, 7, 1, 11)),
        ('{"x": "\\ud83d\\ude00", "a": "b"}', "b", (1, 29, 1, 30)),
        ('{"a": "\\ud83d\\ude00!"}', "😀!", (1, 8, 1, 21)),
        ('{"a": "\\\\ud83d\\\\ude00"}', "\\ud83d\\ude00", (1, 8, 1, 22)),
        ('{"\\ud83d\\ude00": 1, "a":1.50}', "1.50", (1, 25, 1, 29)),
    ],
)
def test_json_is_read_like_yaml(text: str, value: str, span: tuple[int, int, int, int]) -> None:
    node = node_at(tree_of(text, "a.json"), ("a",))
    assert isinstance(node, YamlScalar)
    assert (node.text, node.span) == (value, Span("a.json", *span))


def test_half_a_character_in_json_is_told() -> None:
    message = "RB019 not valid JSON: this escape is no whole character"
    assert told('{"a": "\\ud83d"}', "a.json") == [f"1:10-11 {message}"]


def test_scalars_stay_text() -> None:
    tree = tree_of("[NO, 1e3, 2024-13-45, 0x_, true, 010, .inf]")
    assert isinstance(tree, YamlList)
    texts = [item.text for item in tree.items if isinstance(item, YamlScalar)]
    assert texts == ["NO", "1e3", "2024-13-45", "0x_", "true", "010", ".inf"]


def test_only_what_is_plain_can_be_null() -> None:
    tree = tree_of("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: nil")
    assert isinstance(tree, YamlMap)
    nulls = [key.text for key, v in tree.entries if isinstance(v, YamlScalar) and v.is_null]
    assert nulls == ["a", "b", "c"]


def test_a_stretch_of_the_source_can_be_read_by_itself() -> None:
    tree, problems = read_tree(Source("a.md", "---\na: b\n---\n: ["), 4, 9)
    assert problems == []
    assert isinstance(tree, YamlMap)
    assert [str(value.span) for _, value in tree.entries] == ["a.md:2:4"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_nothing_is_neither_a_tree_nor_a_problem(text: str) -> None:
    assert read_tree(Source("a.yml", text)) == (None, [])


def test_part_finds_its_words_in_what_was_written() -> None:
    node = node_at(tree_of('a: "one,\\x20two"'), ("a",))
    assert isinstance(node, YamlScalar)
    assert str(node.part(5, 8).span) == "a.yml:1:13"
    assert node.part(4, 8).span == node.span  # the blank was written as an escape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: b\nc: d\na: e",
            ["3:1-2 RB005 `a` stands twice in one mapping"],
        ),
        (
            "a: &x b\nc: *x",
            ["2:4-6 RB022 `*x` is an alias"],
        ),
        (
            "a: *gone",
            ["1:4-9 RB022 `*gone` is an alias"],
        ),
        (
            "a: &x {b: c}\nd:\n  <<: *x\n",
            ["3:3-5 RB022 `<<` is a merge key"],
        ),
        (
            "? [a]\n: b\nc: d",
            ["1:3-6 RB019 a key is a list or a mapping"],
        ),
        (
            '{"": b, c: d}',
            ["1:2-4 RB019 a key is empty"],
        ),
        (
            "a: b\n--- \nc: d",
            ["2:1-4 RB019 `---` starts a second document"],
        ),
        (
            "a: !!python/name:os.system b",
            ["1:4-27 RB019 `!!python/name:os.system` is a tag"],
        ),
    ],
)
def test_what_is_refused_is_told_and_the_rest_is_read(text: str, expected: list[str]) -> None:
    tree, problems = read_tree(Source("a.yml", text))
    assert tree is not None
    assert [line(one) for one in problems] == expected


def test_of_two_values_for_a_key_the_first_serves() -> None:
    tree, problems = read_tree(Source("a.yml", "a: b\na: c"))
    assert isinstance(tree, YamlMap)
    assert [value.text for _, value in tree.entries if isinstance(value, YamlScalar)] == ["b"]
    assert [str(one.span) for one in problems[0].related] == ["a.yml:1:1"]


def test_an_alias_of_text_is_read_as_that_text_where_it_stands() -> None:
    tree, _ = read_tree(Source("a.yml", "a: &x b\nc: *x"))
    node = node_at(tree, ("c",)) if tree else None
    assert isinstance(node, YamlScalar)
    assert (node.text, str(node.span)) == ("b", "a.yml:2:4")


def test_what_a_refused_value_may_have_been_is_not_called_missing() -> None:
    tree, _ = read_tree(Source("a.yml", "a: &x [b]\nc: *x\nd: ~"))
    assert isinstance(tree, YamlMap)
    assert [tree.lacks(key) for key in "acde"] == [False, False, True, True]
    merged, _ = read_tree(Source("a.yml", "<<: *x"))
    assert isinstance(merged, YamlMap)
    assert not merged.lacks("anything")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: b: c",
            "1:5-6 RB019 not valid YAML: this `:` starts a mapping where only text may stand",
        ),
        ("a: *", "1:4-5 RB019 not valid YAML: a value may not start with `*`"),
        ("a: @b", "1:4-5 RB019 not valid YAML: a value may not start with `@`"),
        ("a: `b`", "1:4-5 RB019 not valid YAML: a value may not start with a backtick"),
        ("a: *b c", "1:7-8 RB019 not valid YAML: this follows a value that has ended"),
        ("a: 'it's'", "1:8-9 RB019 not valid YAML: this follows a value that has ended"),
        ('a: "b\nc: d\n', "1:4-5 RB019 not valid YAML: the quote that opens here is never closed"),
        ("a:\n  - [b\n\n", "2:5-6 RB019 not valid YAML: the `[` that opens here is never closed"),
        ("a: [b\nc: d", "2:2-3 RB019 not valid YAML: this list lacks a `,` or its closing `]`"),
        ("{a: 'b' c}", "1:9-10 RB019 not valid YAML: this mapping lacks a `,` or its closing `}`"),
        ("a:\n\t- b", "2:1-2 RB019 not valid YAML: a tab stands where only spaces may"),
        ("a: b\nwords here\nc: d", "2:1-11 RB019 not valid YAML: this line is no `key: value`"),
        (
            "a:\n  b: c\n d: e",
            "3:2-6 RB019 not valid YAML: this line does not fit the mapping around it",
        ),
        ('a: "\\q"', "1:5-6 RB019 not valid YAML: this is no escape within double quotes"),
        ("a: é\x07", "1:5-6 RB019 `U+0007` is a control character, which no YAML may hold"),
        ("a: \x00", "1:4-5 RB019 `U+0000` is a control character, which no YAML may hold"),
        ("[" * 10_000, "1:51-52 RB023 this file nests deeper than 50 levels"),
        ("- " * 10_000, "1:101-102 RB023 this file nests deeper than 50 levels"),
        (
            "[" + f"[{'a,' * 900}]," * 111 + "]",
            "1:200109-200110 RB023 this file holds more than 100,000 values",
        ),
    ],
    ids=lambda value: value[:20],
)
def test_what_cannot_be_read_is_told_at_its_place(text: str, expected: str) -> None:
    assert read_tree(Source("a.yml", text))[0] is None
    assert told(text) == [expected]


def test_the_help_shows_the_line_in_quotes() -> None:
    _, problems = read_tree(Source("a.yml", 'a:\n  why: "so": it is'))
    assert problems[0].help == "put the value in quotes: `why: '\"so\": it is'`"


def test_a_bracket_that_is_closed_too_late_names_its_beginning() -> None:
    _, problems = read_tree(Source("a.yml", "a: [b\nc: d"))
    assert [str(one.span) for one in problems[0].related] == ["a.yml:1:4"]


YAML_LIKE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab:-[]{}&*!|>'\"#%@`,?<~\\ \t\n.0\ufeff\x85")), st.characters()
    )
)


@settings(deadline=None)
@given(YAML_LIKE, st.sampled_from(["a.yml", "a.json"]))
def test_any_text_gives_a_tree_or_problems(text: str, path: str) -> None:
    source = Source(path, text)
    tree, problems = read_tree(source)
    for one in problems:
        assert one.span <= source.span(len(text), len(text) + 1)
        assert "None" not in one.message
    nodes = [tree] if tree else []
    while nodes:
        node = nodes.pop()
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, YamlList):
            nodes += node.items
        elif isinstance(node, YamlMap):
            nodes += [one for entry in node.entries for one in entry]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "L"])))
def test_text_that_no_file_can_hold_gives_problems_too(text: str) -> None:
    read_tree(Source("a.yml", text))


@settings(deadline=None)
@given(
    st.recursive(
        st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1), inner),
        max_leaves=20,
    )
)
def test_what_python_writes_as_json_is_read_as_it_was(value: object) -> None:
    text = json.dumps({"a": value})
    tree, problems = read_tree(Source("a.json", text))
    # what YAML refuses and JSON allows: keys of more than 1,024 characters, U+007F to U+009F
    assert tree or problems
    if tree and not problems:
        assert plain(tree) == {"a": value}


def plain(node: Tree) -> object:
    if isinstance(node, YamlScalar):
        return node.text
    if isinstance(node, YamlList):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}
