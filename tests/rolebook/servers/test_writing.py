"""What is begun at a position of a text that is not whole yet; `|` is where the author writes."""

from __future__ import annotations

import pytest

from rolebook.servers.editor.writing import Beginning, Begun, beginning

ATLAS = """\
atlas_id: x
competencies:
  - id: a
    title: b
    prerequisites:
      - z{0}
    evidence:
      type: {1}
levels:
- id: x
  ti{2}
roster:
  - class: {3}
    rep{4}
  - cl{5}
"""


def begun(text: str, *, yaml: bool = False) -> Beginning | None:
    before, _, after = text.partition("|")
    column = len(before.rpartition("\n")[2]) + 1
    lines = (before + after).split("\n")
    return beginning(lines, before.count("\n") + 1, column, yaml=yaml)


@pytest.mark.parametrize(
    ("place", "kind", "path", "written"),
    [
        (0, Begun.KEY, ("competencies", "prerequisites"), "z"),
        (1, Begun.VALUE, ("competencies", "evidence", "type"), ""),
        (2, Begun.KEY, ("levels",), "ti"),
        (3, Begun.VALUE, ("roster", "class"), ""),
        (4, Begun.KEY, ("roster",), "rep"),
        (5, Begun.KEY, ("roster",), "cl"),
    ],
)
def test_in_yaml_the_keys_above_are_known(
    place: int, kind: Begun, path: tuple[str, ...], written: str
) -> None:
    found = begun(ATLAS.format(*("|" if one == place else "" for one in range(6))), yaml=True)
    assert found
    assert (found.kind, found.path, found.written) == (kind, path, written)


@pytest.mark.parametrize(
    ("text", "kind", "columns"),
    [
        ("---\nreports_to: sal|\n---\n", Begun.VALUE, (13, 16)),
        ("---\ncons|\n---\n", Begun.KEY, (1, 5)),
        ("---\na: b\n---\n**leg|al**", Begun.NAME, (3, 8)),
        ("a `leg|` b", Begun.NAME, (4, 7)),
        ("see [[atl|", Begun.REFERENCE, (7, 10)),
        ("see [[atl|.", Begun.REFERENCE, (7, 10)),
        ("say leg|", Begun.WORD, (5, 8)),
        ("<!-- rolebook: allow RB101, RB1| -->", Begun.RULE, (29, 32)),
        ("---\nid: a # rolebook: allow unus|\n---\n", Begun.RULE, (25, 29)),
    ],
)
def test_in_markdown_marks_and_front_matter_are_known(
    text: str, kind: Begun, columns: tuple[int, int]
) -> None:
    found = begun(text)
    assert found
    assert (found.kind, (found.column, found.end_column)) == (kind, columns)


def test_in_a_comment_of_yaml_nothing_is_begun() -> None:
    assert begun("# pre|", yaml=True) is None
