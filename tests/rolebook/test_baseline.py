from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.cli.main import main
from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.baseline import (
    BrokenBaseline,
    Fingerprint,
    compare,
    fingerprints,
    read_baseline,
    write_baseline,
)
from rolebook.text.source import Span

Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]

ROLE = "# A — fleet role definition\n\n`class: a`\n\n## Boundaries\n\n"
QUIET = "plugins: [{rolebook: {severity: {RB010: off, RB012: off, RB014: off}}}]\n"
TWO = "- **Does NOT x** — **no-body**'s lane.\n- **Does NOT y** — z.\n"


@pytest.fixture
def run(project: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `rolebook check` in a project with one role: an error and a warning."""
    folder = project({"mkdocs.yml": QUIET, "roles/sales/a.md": ROLE + TWO})
    monkeypatch.chdir(folder)

    def check(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["check", *arguments])

    return check


def finding(message: str, line: int = 1, path: str = "a.md", code: str = "RB101") -> Diagnostic:
    return Diagnostic(Rule(code, "dangling-owner"), message, Span(path, line, 1, line, 2))


# The value


def test_a_finding_is_known_by_its_number_among_those_that_are_alike() -> None:
    told = (finding("x", 1), finding("y", 2), finding("x", 3), finding("x", path="b.md"))
    assert [(one.path, one.message, one.nth) for one in fingerprints(told)] == [
        ("a.md", "x", 1),
        ("a.md", "y", 1),
        ("a.md", "x", 2),
        ("b.md", "x", 1),
    ]


def test_a_place_within_a_message_is_no_part_of_it() -> None:
    before, after = (
        fingerprints((finding("see `x` (roles/b.md:3:9)"),)),
        fingerprints((finding("see `x` (roles/b.md:30:1)", 7),)),
    )
    assert before == after
    assert before[0].message == "see `x` (roles/b.md)"
    assert fingerprints((finding("at 10:30:00"),))[0].message != "at 10"


def test_what_is_not_in_the_baseline_is_new() -> None:
    old = (finding("x", 1), finding("y", 2))
    baseline = frozenset(fingerprints(old))
    again = compare((finding("x", 40), finding("x", 41), finding("z", 50)), baseline)
    assert [one.span.line for one in again.new] == [41, 50]
    assert (again.hidden, again.mended) == (1, 1)
    assert compare(old, frozenset()).new == old


def test_the_file_has_one_sorted_line_for_each_finding() -> None:
    told = [finding("ü `b`", 9), finding("a"), finding("a"), finding("x", path="A/z.md")]
    text = write_baseline(told)
    assert text == (
        '{"version": 1, "findings": [\n'
        '{"code": "RB101", "path": "A/z.md", "message": "x"},\n'
        '{"code": "RB101", "path": "a.md", "message": "a"},\n'
        '{"code": "RB101", "path": "a.md", "message": "a", "nth": 2},\n'
        '{"code": "RB101", "path": "a.md", "message": "ü `b`"}\n'
        "]}\n"
    )
    assert write_baseline(reversed(told)) == text
    assert read_baseline(text) == frozenset(fingerprints(told))
    assert read_baseline(write_baseline([])) == frozenset()


def test_a_name_that_is_no_utf_8_survives_the_file() -> None:
    told = [finding("x", path="\udcff.md")]
    written = write_baseline(told).encode("utf-8", "backslashreplace")
    assert read_baseline(written.decode("utf-8")) == frozenset(fingerprints(told))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 1, "findings": {}}',
        '{"version": 2, "findings": []}',
        '{"findings": []}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"code": "RB101", "path": "a.md"}]}',
        '{"version": 1, "findings": [{"code": 1, "path": "a.md", "message": "x"}]}',
        '{"version": 1, "findings": [{"code": "a", "path": "a", "message": "x", "nth": 0}]}',
        '{"version": 1, "findings": [{"code": "a", "path": "a", "message": "x", "nth": true}]}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_no_baseline(text: str) -> None:
    with pytest.raises(BrokenBaseline):
        read_baseline(text)


def test_a_later_key_is_no_hindrance() -> None:
    text = '{"version": 1, "findings": [{"code": "a", "path": "b", "message": "c", "since": 1}]}'
    assert read_baseline(text) == {Fingerprint("b", "a", "c", 1)}


# The command


def test_what_is_in_the_baseline_neither_shows_nor_counts(run: Run) -> None:
    assert run().exit_code == 1
    written = run("--write-baseline", "old.json")
    assert (written.exit_code, written.output) == (0, "2 findings in old.json\n")
    again = run("--baseline", "old.json", "--strict")
    assert again.exit_code == 0
    assert again.output == (
        "1 role, 2 boundaries, 0 atlases, 0 competencies: no new problems;"
        " 2 known findings in the baseline\n"
    )


def test_an_edit_elsewhere_brings_nothing_back_and_a_new_finding_counts(run: Run) -> None:
    run("--write-baseline", "old.json")
    role = Path("roles/sales/a.md")
    role.write_text(f"\n\n{ROLE}Some words.\n\n{TWO}- **Does NOT w** — **nobody-new**.\n", "utf-8")
    role.write_text(role.read_text("utf-8").replace("nobody-new", "nobody-new**'s lane**"), "utf-8")
    again = run("--baseline", "old.json")
    assert again.exit_code == 1
    assert "nobody-new" in again.output
    assert "no-body" not in again.output
    assert again.output.splitlines()[-1].endswith(": 1 new error; 2 known findings in the baseline")


def test_what_is_mended_is_told_in_the_last_line(run: Run) -> None:
    run("--write-baseline", "old.json")
    Path("roles/sales/a.md").write_text(ROLE + "- **Does NOT y** — z.\n", "utf-8")
    again = run("--baseline", "old.json")
    assert again.exit_code == 0
    assert again.output.splitlines()[-1] == "1 finding of the baseline is mended; write it again"
    told = json.loads(run("--baseline", "old.json", "--format", "json").stdout)
    assert told["baseline"] == {"hidden": 1, "mended": 1}
    assert told["diagnostics"] == []
    noticed = run("--baseline", "old.json", "--format", "github").output
    assert noticed == (
        "::notice title=baseline::1 finding of the baseline is mended; write it again\n"
    )


def test_paths_limit_what_of_the_baseline_can_be_mended(run: Run) -> None:
    Path("roles/sales/b.md").write_text(ROLE.replace("class: a", "class: b") + TWO, "utf-8")
    run("--write-baseline", "old.json")
    Path("roles/sales/a.md").write_text(ROLE, "utf-8")
    assert "mended" not in run("roles/sales/b.md", "--baseline", "old.json").output
    assert "2 findings of the baseline are mended" in run("--baseline", "old.json").output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot read the baseline `old.json`: no such file or directory"),
        (b"{", "`old.json` is no baseline: it is not valid JSON"),
        (b'{"version": 9, "findings": []}', "`old.json` is no baseline: its `version` is not 1"),
        (b"\xff", "`old.json` is no baseline: "),
    ],
)
def test_a_broken_baseline_is_a_broken_command(run: Run, text: bytes | None, said: str) -> None:
    if text is not None:
        Path("old.json").write_bytes(text)
    result = run("--baseline", "old.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"rolebook: {said}")
    assert result.stdout == ""


def test_a_baseline_is_written_of_everything(run: Run) -> None:
    limited = run("roles/sales/a.md", "--write-baseline", "old.json")
    both = run("--baseline", "old.json", "--write-baseline", "old.json")
    for result in (limited, both):
        assert result.exit_code == 2
        assert "--write-baseline names every finding" in result.stderr
    assert not Path("old.json").exists()


def test_a_baseline_that_cannot_be_written_is_told(run: Run) -> None:
    result = run("--write-baseline", "no/folder/old.json")
    assert result.exit_code == 2
    assert (
        result.stderr == "rolebook: cannot write `no/folder/old.json`: no such file or directory\n"
    )


def test_a_library_without_configuration_has_a_baseline_too(run: Run) -> None:
    Path("mkdocs.yml").unlink()
    assert run("roles", "--write-baseline", "old.json").exit_code == 0
    assert 'path": "sales/a.md' in Path("old.json").read_text("utf-8")
    assert run("roles", "--baseline", "old.json").exit_code == 0


def test_the_folder_it_is_called_from_does_not_matter(run: Run) -> None:
    run("--write-baseline", "old.json")
    os.chdir("roles")
    assert run("--baseline", "../old.json").exit_code == 0


def test_an_error_that_became_a_warning_is_the_same_finding() -> None:
    one = finding("x")
    changed = replace(one, rule=replace(one.rule, name="renamed"))
    assert fingerprints((one,)) == fingerprints((changed,))
