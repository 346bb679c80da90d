"""Front matter is read whole where it is YAML, line by line where it is not, always in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.formats.markdown.front_matter import FrontMatter, split
from rolebook.formats.yaml.tree import Tree, YamlList, YamlScalar
from rolebook.text.source import Source


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
            "write `description: |` and put the text behind it on a line of its own, without"
            " quotes around it; indent that line and line 4 by two spaces",
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
    text = '---\nwhy: a: b\nname: "c: d\ntools:\n  - e: f: g\n  - h\n---\n'
    matter = front(text)
    assert matter.tree
    written = [text[node.start : node.end] for _, node in matter.tree.entries]
    assert written == ["a: b", "c: d", "  - e: f: g\n  - h\n"]
    items = matter.tree.get("tools")
    assert isinstance(items, YamlList)
    assert [str(item.span) for item in items.items] == ["r.md:5:5", "r.md:6:5"]


def test_what_is_broken_is_one_problem_that_names_all_places() -> None:
    matter = front('---\nname: a: b\ntitle: "c: d\ntools:\n  - e: f: g\n  - h\n---\n')
    assert told(matter) == ["2:8 RB004"]
    assert [str(one.span) for one in matter.diagnostics[0].related] == ["r.md:3:8", "r.md:5:9"]
    assert [one.message for one in matter.diagnostics[0].related] == [
        "the quote that opens here is never closed; write the same quote at the end of the value",
        "this `:` starts a mapping where only text may stand;"
        ' put the value in quotes: `- e: "f: g"`',
    ]


DIALOGUE = """\
name: finder
description: Use to find: leaves
user: "one"
user: "two"

<example>
name: an example's
model: none
</example>
<example>
    indented: deep
</example>
<commentary>
tools: are <named> here
</commentary>
model: sonnet
"""


def test_once_a_value_has_failed_only_a_known_key_opens_the_next_entry() -> None:
    matter = front(f"---\n{DIALOGUE}---\n")
    read = fields(matter)
    assert list(read) == ["name", "description", "model"]
    assert (read["name"], read["model"]) == ("finder", "sonnet")
    whole = DIALOGUE.partition("description: ")[2].partition("model: sonnet")[0]
    assert "".join(str(read["description"]).split()) == "".join(whole.split())
    assert told(matter) == ["3:25 RB004"]


@pytest.mark.parametrize(
    "text",
    [
        DIALOGUE,
        'name: a\ndescription: "Use it. Examples:"\n\n<example>\nuser: "x"\n</example>\nmodel: m\n',
        "name: a\ndescription: |\nUse it: now\n\n- one\nmodel: m\n",
        "name: a\ndescription:\nUse it: now\nand then\nmodel: m\n",
        "name: a\ndescription: a: b\n  and c\nmodel: m\n",
    ],
)
def test_a_remedy_that_is_applied_to_the_letter_is_valid(text: str) -> None:
    matter = front(f"---\n{text}---\n")
    help = matter.diagnostics[0].help
    key = "description"
    numbers = [int(one) for one in re.findall(r"line(?:s \d+ to)? (\d+)", help)]
    lines = ["---", *text.splitlines(), "---"]
    at = next(n for n, line in enumerate(lines) if line.startswith(key))
    value = lines[at].partition(":")[2].strip()
    below = [f"  {line}" for line in lines[at + 1 : numbers[-1]]]
    opening = [f"{key}: |"]
    if "on a line of its own" in help:
        opening.append("  " + value.strip('"'))
    mended = front("\n".join([*lines[:at], *opening, *below, *lines[numbers[-1] :]]))
    assert mended.diagnostics == ()
    assert set(fields(mended)) == {"name", "description", "model"}
    said = str(fields(mended)["description"])
    assert "".join(said.split()) == "".join(str(fields(matter)["description"]).split())


def test_a_key_that_stands_twice_waits_until_the_file_is_yaml() -> None:
    matter = front("---\nid: a\nname: b: c\nid: d\n---\n")
    assert told(matter) == ["3:8 RB004"]
    assert fields(matter)["id"] == "a"


ODD = [
    ("\n---\nname: x\ndescription: y\n---\nbody", "a blank line stands above", 6),
    ("<!-- a\n b -->\n---\nname: x\ndescription: y\n---\nbody", "a comment stands above", 7),
    ("# Title\n\n---\nname: x\ndescription: y\n---\nbody", "a heading stands above", 7),
    ("    ---\n    name: x\n    description: y\n    ---\n    body", "the file is indented", 5),
    ("---\nName: x\nDescription: y\n---\nbody", "`Name` is written with a capital", 5),
    ('+++\nname = "x"\ndescription = "y"\n+++\nbody', "front matter is TOML", 5),
    ("———\nname: x\ndescription: y\n———\nbody", "`———` opens front matter", 5),
    ("***\nname: x\ndescription: y\n***\nbody", "`***` opens front matter", 5),
    ("----\nname: x\ndescription: y\n----\nbody", "`----` opens front matter", 5),
    ("## Sub\n---\nname: x\ndescription: y\n---\nbody", "a heading stands above", 6),
]


@pytest.mark.parametrize(("text", "told_of", "body_line"), ODD)
def test_front_matter_in_odd_forms_is_read_and_told(
    text: str, told_of: str, body_line: int
) -> None:
    matter = front(text)
    assert fields(matter) == {"name": "x", "description": "y"}
    assert matter.body_line == body_line
    assert [one.rule.code for one in matter.diagnostics] == ["RB090"]
    assert matter.diagnostics[0].message.startswith(told_of)


def test_a_long_closing_line_is_no_slip() -> None:
    matter = front("---\nname: x\ndescription: y\n--------\nbody")
    assert (fields(matter), told(matter)) == ({"name": "x", "description": "y"}, [])


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\n---\n\nnote: a break, then prose\n\n---\nmore",
        "Prose.\n\n---\nname: x\ndescription: y\n---\n",
        "```yaml\nname: x\ndescription: y\n```\n",
        "\n---\nName the thing.\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert (front(text).tree, front(text).diagnostics) == (None, ())


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


def test_an_agent_whose_front_matter_is_never_closed_is_read() -> None:
    matter = front("---\nname: x\ndescription: y\n\n# Title\n")
    assert (fields(matter), matter.body_line) == ({"name": "x", "description": "y"}, 4)
    assert told(matter) == ["1:1 RB004"]
    assert matter.diagnostics[0].help == "add a line `---` after line 3"


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
