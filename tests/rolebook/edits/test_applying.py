from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.edits import Edit, Move, Refused, change_of, edited, edited_texts, unified_diff
from rolebook.text.source import Source, Span

LINE_ENDS = ("\n", "\r\n", "\r")
TEXTS = st.lists(
    st.sampled_from(("a", "é", "\U0001f600", "\u2028", "\x0c", "\ufeff", " ", "\t", "\n"))
).map("".join)


def at(path: str, *place: int) -> Span:
    return Span(path, *place)


def test_an_edit_is_made_at_its_code_points() -> None:
    text = "one\n\U0001f600 **legal-counsle** is\nlast"
    assert edited(text, [Edit(at("a.md", 2, 5, 2, 18), "legal-counsel")]) == (
        "one\n\U0001f600 **legal-counsel** is\nlast"
    )


def test_an_edit_reaches_over_lines_and_may_take_a_whole_line() -> None:
    assert edited("a\nb\nc\n", [Edit(at("x", 2, 1, 3, 1), "")]) == "a\nc\n"
    assert edited("a\nb\nc", [Edit(at("x", 1, 2, 3, 1), " + ")]) == "a + c"


@pytest.mark.parametrize("line_end", LINE_ENDS, ids=["lf", "crlf", "cr"])
def test_what_is_put_in_ends_its_lines_as_the_text_does(line_end: str) -> None:
    text = line_end.join(("a", "b", ""))
    found = edited(text, [Edit(at("x", 1, 2, 1, 2), "\nnew")])
    assert found == line_end.join(("a", "new", "b", ""))


def test_the_line_ends_of_other_lines_stay_though_they_are_mixed() -> None:
    assert edited("a\r\nb\nc\rd", [Edit(at("x", 2, 1, 2, 2), "B")]) == "a\r\nB\nc\rd"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(at("x", 1, 1, 1, 3), "p"), Edit(at("x", 1, 2, 1, 4), "q")],
        [Edit(at("x", 1, 1, 1, 4), "p"), Edit(at("x", 1, 2, 1, 2), "q")],
        [Edit(at("x", 1, 2, 1, 2), "p"), Edit(at("x", 1, 2, 1, 2), "q")],
        [Edit(at("x", 1, 1, 1, 3), "p"), Edit(at("x", 1, 1, 1, 3), "q")],
    ],
    ids=["two that overlap", "one within another", "two insertions", "two texts for one place"],
)
def test_two_edits_of_the_same_words_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(Refused, match="touched by two changes at once"):
        edited("abcdef", edits)


@pytest.mark.parametrize("place", [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 9), (3, 1, 3, 1)])
def test_a_place_outside_of_the_text_is_refused(place: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="no place of this text"):
        edited("ab\nc", [Edit(at("x", *place), "")])


def test_all_of_a_change_is_made_or_nothing() -> None:
    wrong = change_of((Edit(at("a", 1, 1, 1, 2), "A"), Edit(at("gone", 1, 1, 1, 1), "B")))
    with pytest.raises(Refused, match="`gone` was not read"):
        edited_texts(wrong, {"a": "a"})


def test_edits_that_touch_are_no_overlap_and_one_said_twice_is_one() -> None:
    one = Edit(at("x", 1, 2, 1, 3), "B")
    assert edited("abc", [one, one, Edit(at("x", 1, 3, 1, 4), "C")]) == "aBC"
    assert edited("abc", [one, Edit(at("x", 1, 2, 1, 2), "-"), Edit(at("x", 1, 3, 1, 3), "+")]) == (
        "a-B+c"
    )


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), TEXTS), max_size=4))
def test_edits_do_what_replacing_from_the_end_does(
    text: str, wanted: list[tuple[int, int, str]]
) -> None:
    source = Source("x", text)
    spans, free = [], 0
    for start, length, put in sorted(wanted):
        start, end = max(start, free), max(start, free) + max(length, 1)
        if end <= len(text):
            spans.append((start, end, put))
            free = end
    expected = text
    for start, end, put in reversed(spans):
        expected = expected[:start] + put + expected[end:]
    assert edited(text, [Edit(source.span(s, e), put) for s, e, put in spans]) == expected


TREE = {
    "roles/sales/lead.md": "# Lead\n\nnone\u2028at all\n",
    "roles/sales/with space.md": "x\n",
    "roles/sales/picture.png": "no text",
    "roles/legal/counsel.md": "one\ntwo\nthree",
}
MADE = change_of(
    (
        Edit(at("roles/sales/lead.md", 1, 3, 1, 7), "Head"),
        Edit(at("roles/legal/counsel.md", 3, 1, 3, 6), "drei"),
    ),
    (Move("roles/sales", "roles/selling"), Move("roles/legal/counsel.md", "roles/legal/head.md")),
)


def test_the_diff_shows_edits_and_moves() -> None:
    assert unified_diff(MADE, TREE) == (
        "diff --git a/roles/legal/counsel.md b/roles/legal/head.md\n"
        "rename from roles/legal/counsel.md\n"
        "rename to roles/legal/head.md\n"
        "--- a/roles/legal/counsel.md\n"
        "+++ b/roles/legal/head.md\n"
        "@@ -1,3 +1,3 @@\n"
        " one\n"
        " two\n"
        "-three\n"
        "\\ No newline at end of file\n"
        "+drei\n"
        "\\ No newline at end of file\n"
        "diff --git a/roles/sales/lead.md b/roles/selling/lead.md\n"
        "rename from roles/sales/lead.md\n"
        "rename to roles/selling/lead.md\n"
        "--- a/roles/sales/lead.md\n"
        "+++ b/roles/selling/lead.md\n"
        "@@ -1,3 +1,3 @@\n"
        "-# Lead\n"
        "+# Head\n"
        " \n"
        " none\u2028at all\n"
        "diff --git a/roles/sales/picture.png b/roles/selling/picture.png\n"
        "rename from roles/sales/picture.png\n"
        "rename to roles/selling/picture.png\n"
        "diff --git a/roles/sales/with space.md b/roles/selling/with space.md\n"
        "rename from roles/sales/with space.md\n"
        "rename to roles/selling/with space.md\n"
    )


def test_git_applies_the_diff(tmp_path: Path) -> None:
    for path, text in TREE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    diff = unified_diff(MADE, TREE).encode()
    # outside of a repository, where `git apply` takes a tree as it is
    apply = ("git", "-C", str(tmp_path), "apply", "-")
    subprocess.run(apply, input=diff, check=True, env={"GIT_CEILING_DIRECTORIES": "/"})
    found = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file()
    }
    assert found == {
        MADE.moved(path): edited_texts(MADE, TREE).get(path, TREE[path]) for path in TREE
    }
