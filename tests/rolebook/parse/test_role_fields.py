"""A role's front matter: every id has its own place, every slip its own message."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.formats.markdown.front_matter import split
from rolebook.formats.yaml.tree import YamlMap, read_tree
from rolebook.model import RELATION_KINDS
from rolebook.parse.roles.fields import RoleFields, read_role_fields
from rolebook.text.source import Source


def read(yaml: str) -> tuple[RoleFields, list[str]]:
    source = Source("r.md", f"---\n{yaml}\n---\n")
    tree = split(source).tree
    assert tree is not None
    fields, problems = read_role_fields(tree, source)
    return fields, [
        f"{one.span.line}:{one.span.column}-{one.span.end_column} {one.rule.code} {one.message}"
        f" | {one.help}"
        for one in problems
    ]


def targets(yaml: str) -> list[str]:
    fields, problems = read(yaml)
    assert problems == []
    return [
        f"{one.target.written} {one.target.span.line}:{one.target.span.column}"
        f"-{one.target.span.end_line}:{one.target.span.end_column}"
        for one in fields.relations
    ]


def test_every_field() -> None:
    fields, problems = read(
        "id: sales-lead\ndomain: sales\ntitle: Sales Lead\naliases: [SL, head-of-sales]\n"
        "persistent: true\nreports_to: ceo\ntools: Read, Bash(git:*, npm)\nmodel: opus\ntags: [a]"
    )
    assert problems == []
    assert (fields.id, fields.domain, fields.title) == ("sales-lead", "sales", "Sales Lead")
    assert str(fields.id_span) == "r.md:2:5"
    assert fields.aliases == ("SL", "head-of-sales")
    assert fields.persistent is True
    assert fields.tools == ("Read", "Bash(git:*, npm)")
    assert (fields.model, fields.tags) == ("opus", ("a",))


def test_silence() -> None:
    assert read("title:")[0] == RoleFields()
    assert read("tools:")[0].tools is None
    assert read("tools: []")[0].tools == ()


def test_the_class_is_the_id_where_there_is_no_id() -> None:
    fields, _ = read("class: sales-lead")
    assert (fields.id, str(fields.id_span)) == ("sales-lead", "r.md:2:8")
    fields, _ = read("class: sales-lead\nid: lead")
    assert (fields.id, fields.aliases) == ("lead", ("sales-lead",))


@pytest.mark.parametrize("kind", RELATION_KINDS)
def test_every_relation(kind: str) -> None:
    (relation,) = read(f"{kind}: legal-counsel")[0].relations
    assert relation.kind == kind
    assert (relation.target.written, relation.target.typed, relation.target.marked) == (
        "legal-counsel",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("reports_to: a-b", ["a-b 2:13-2:16"]),
        ("reports_to: a, legal/b , c/", ["a 2:13-2:14", "legal/b 2:16-2:23", "c/ 2:26-2:28"]),
        ("reports_to: [a, 'b']", ["a 2:14-2:15", "b 2:18-2:19"]),
        ('reports_to:\n  - a\n  - "b"', ["a 3:5-3:6", "b 4:6-4:7"]),
        ("reports_to: '**a**, `b`'", ["a 2:16-2:17", "b 2:22-2:23"]),
        ("reports_to: ['[[a]]']", ["a 2:17-2:18"]),
        ('reports_to: "a,\n  b"', ["a 2:14-2:15", "b 3:3-3:4"]),
        ("reports_to: >-\n  a,\n  b", ["a 3:3-3:4", "b 4:3-4:4"]),
        ("reports_to: a, a, a", ["a 2:13-2:14", "a 2:16-2:17", "a 2:19-2:20"]),
        ('reports_to: "\\u0061, b"', ["a 2:14-2:23", "b 2:22-2:23"]),
        ("reports_to: a,, b,", ["a 2:13-2:14", "b 2:17-2:18"]),
        ("reports_to: none", []),
        ("reports_to: [N/A, '-']", []),
        ("reports_to: legal-counsel#terms", ["legal-counsel#terms 2:13-2:32"]),
    ],
)
def test_an_id_has_exactly_its_own_place(yaml: str, expected: list[str]) -> None:
    assert targets(yaml) == expected


def test_a_reason_in_parentheses_is_a_note() -> None:
    fields, _ = read("reports_to: cro (targets, quota), **ceo** (pay)")
    assert [(one.target.written, one.target.note) for one in fields.relations] == [
        ("cro", "targets, quota"),
        ("ceo", "pay"),
    ]


@pytest.mark.parametrize("word", ["true", "Yes", "on", "'true'"])
def test_words_for_true(word: str) -> None:
    assert read(f"persistent: {word}")[0].persistent is True


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "report_to: ceo",
            "2:1-10 RB006 `report_to` is no field of this role | did you mean `reports_to`?",
        ),
        (
            "persistent: sometimes",
            "2:13-22 RB007 `persistent` is `sometimes`, which is neither `true` nor `false`"
            " | write `true` or `false`",
        ),
        (
            "title: [a, b]",
            "2:8-14 RB007 `title` is a list, where text belongs | write it as one text",
        ),
        (
            "consults:\n  a: b\n  c: d",
            "2:1-9 RB007 `consults` is a mapping, where a list belongs"
            " | write `- ` before each item",
        ),
        (
            "consults: [a, [b]]",
            "2:15-18 RB007 item 2 of `consults` is a list, where text belongs"
            " | write it as one text",
        ),
        (
            "consults:\n  - a\n  -\n  - b",
            "4:3-4 RB007 item 2 of `consults` is empty | write it, or remove it",
        ),
    ],
)
def test_a_slip_is_told_at_its_place(yaml: str, expected: str) -> None:
    assert read(yaml)[1] == [expected]


def test_an_unknown_field_lists_those_there_are() -> None:
    (problem,) = read("colour: blue")[1]
    assert problem.startswith(
        "2:1-7 RB006 `colour` is no field of this role | remove it, or write one of `id`,"
    )


def test_a_slip_costs_nothing_but_itself() -> None:
    fields, problems = read(
        "id: x\nconsults: [a, {b: c}, d]\npersistent: 3\ncolour: blue\nmodel: m"
    )
    assert len(problems) == 3
    assert (fields.id, fields.model, fields.persistent) == ("x", "m", None)
    assert [one.target.written for one in fields.relations] == ["a", "d"]
    assert str(fields.relations[1].target.span) == "r.md:3:23"


NAMES = st.sampled_from(["id", "class", "persistent", "reports_to", "tools", "tags", "report_to"])


@settings(deadline=None)
@given(st.dictionaries(NAMES | st.text(max_size=5), st.text() | st.lists(st.text(max_size=9))))
def test_any_values_give_fields_or_problems(values: dict[str, str | list[str]]) -> None:
    source = Source("r.json", str(values).replace("'", '"'))
    tree, _ = read_tree(source)
    if isinstance(tree, YamlMap):
        fields, problems = read_role_fields(tree, source)
        assert len(problems) <= 2 * len(values) + sum(map(len, values.values()))
        for relation in fields.relations:
            assert relation.target.written
