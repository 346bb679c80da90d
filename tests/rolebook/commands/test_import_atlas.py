"""`rolebook import`: what it writes, what it tells, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.build import check
from rolebook.cli.main import main
from rolebook.config.settings import Settings
from rolebook.graph.paths import competency_order, prerequisite_graph
from rolebook.model import Atlas

TRACK = {
    "language": "Tiny",
    "slug": "tiny",
    "exercises": {
        "concept": [
            {"slug": "hello", "name": "Hello", "concepts": ["first"], "prerequisites": []},
            {"slug": "again", "concepts": ["second"], "prerequisites": ["first", "magic"]},
            {"slug": "old", "concepts": [], "prerequisites": [], "status": "deprecated"},
        ]
    },
    "concepts": [{"slug": "first", "name": "First"}, {"slug": "second", "name": "Second"}],
}

PACKAGE = {
    "CFDocument": {"title": "Counting"},
    "CFItems": [
        {"identifier": "a1", "fullStatement": "Count"},
        {"identifier": "b2", "fullStatement": "Count on"},
    ],
    "CFAssociations": [
        {
            "associationType": "precedes",
            "originNodeURI": {"identifier": "a1"},
            "destinationNodeURI": {"identifier": "b2"},
        },
        {
            "associationType": "precedes",
            "originNodeURI": {"identifier": "gone"},
            "destinationNodeURI": {"identifier": "a1"},
        },
    ],
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def checked(file: Path) -> tuple[Atlas, list[str], list[str]]:
    """The atlas of a file, its order, and the errors in it."""
    found = check(Settings(file.parent, files=(file,), configured=False))
    (atlas,) = found.library.atlases
    order = competency_order(prerequisite_graph(found.graph, atlas))
    return atlas, order, [one.message for one in found.diagnostics if one.level == "error"]


@pytest.fixture
def track(tmp_path: Path) -> Path:
    file = tmp_path / "config.json"
    file.write_text(json.dumps(TRACK), "utf-8")
    return file


def test_a_track_is_written_as_an_atlas_file(track: Path) -> None:
    result = run("exercism", track)
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
# Imported from the Exercism track in config.json.
# Nothing reads that file from here: edit this one as your own.

atlas_id: exercism.tiny
title: Tiny
eyebrow: Exercism track
specifications:
  - subject: track
    spec: https://exercism.org/tracks/tiny
competencies:
  - id: first
    title: First
    evidence:
      type: exercise
      count: 1
      description: Solve the concept exercise Hello.
  - id: second
    title: Second
    prerequisites: [first]
    evidence:
      type: exercise
      count: 1
      description: Solve the concept exercise again.
"""
    )
    assert (
        result.stderr
        == f"""\
2 competencies and 1 prerequisite from the Exercism track `Tiny`
not carried:
- deprecated exercises (1): old
- prerequisites that are no concepts (1): magic
1 warning about the file itself: `rolebook check {track}` tells them
"""
    )


def test_a_package_is_written_without_what_would_dangle(tmp_path: Path) -> None:
    file, out = tmp_path / "counting.json", tmp_path / "counting.yml"
    file.write_text(json.dumps(PACKAGE), "utf-8")
    result = run("case", file, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        result.stderr
        == """\
2 competencies and 1 prerequisite from the CASE package `Counting`
not carried:
- prerequisites that stand nowhere in the file (1): gone before a1
"""
    )
    atlas, order, errors = checked(out)
    assert (atlas.id, order, errors) == ("case.counting", ["a1", "b2"], [])


def test_the_python_track_is_the_same_atlas_when_written(corpora: Path, tmp_path: Path) -> None:
    file, out = corpora / "exercism-python" / "config.json", tmp_path / "python.yml"
    assert run("exercism", file, "--out", out).exit_code == 0
    first, order, _ = checked(file)
    again, same_order, errors = checked(out)
    assert (errors, same_order) == ([], order)
    assert [(one.id, one.title, one.category, one.description) for one in again.competencies] == [
        (one.id, one.title, one.category, one.description) for one in first.competencies
    ]
    assert [[r.written for r in one.prerequisites] for one in again.competencies] == [
        [r.written for r in one.prerequisites] for one in first.competencies
    ]
    before = out.read_bytes()
    run("exercism", file, "--out", out)
    assert out.read_bytes() == before


def test_errors_in_the_file_are_shown_and_the_rest_is_written(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps(TRACK | {"concepts": [{"name": "First"}]}), "utf-8")
    result = run("exercism", file)
    assert result.exit_code == 1
    assert "error[RB020] missing-field: this concept has no `slug`" in result.stderr
    assert "  - id: second\n" in result.stdout


def test_a_file_that_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    file, out = tmp_path / "config.json", tmp_path / "out.yml"
    file.write_text('{"exercises": {}, "concepts": [}', "utf-8")
    result = run("exercism", file, "--out", out)
    assert (result.exit_code, result.stdout, out.exists()) == (1, "", False)
    assert "error[RB019] invalid-yaml" in result.stderr
    file.write_bytes(b"\xff")
    assert "error[RB001] not-utf8" in run("exercism", file).stderr


def test_the_wrong_file_is_the_wrong_command(track: Path) -> None:
    result = run("case", track)
    assert result.exit_code == 2
    assert result.stderr == (
        f"rolebook: `{track}` is no CASE package; try `rolebook import exercism`\n"
    )
    other = track.with_name("other.json")
    other.write_text("{}", "utf-8")
    assert run("case", other).stderr == f"rolebook: `{other}` is no CASE package\n"
    other = track.with_name("track.txt")
    other.write_text("{}", "utf-8")
    assert run("exercism", other).stderr == f"rolebook: `{other}` is no .json file\n"
    assert run("scorm", track).exit_code == 2


def test_the_file_itself_is_never_written_to(track: Path) -> None:
    before = track.read_bytes()
    assert run("exercism", track, "--out", track).exit_code == 2
    assert track.read_bytes() == before
    result = run("exercism", track, "--out", track.parent / "no" / "atlas.yml")
    assert (result.exit_code, "cannot write" in result.stderr) == (2, True)
