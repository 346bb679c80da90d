"""`rolebook check --watch`: what each save did, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import clean, giving, ownerless

from rolebook.cli import watching

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]
Steps = Callable[..., None]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    """Does one thing whenever the command waits for a save, and stops it at last."""

    def given(*doings: Callable[[], object]) -> None:
        left = list(doings)

        def wait(seconds: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        original = watching.watch
        monkeypatch.setattr(
            watching, "watch", lambda load, **options: original(load, **options, wait=wait)
        )

    return given


def test_only_what_changed_is_told(project: Write, at: Run, steps: Steps) -> None:
    root = project(
        {
            "roles/sales/ae.md": giving("ae", "lead"),
            "roles/sales/lead.md": clean("lead"),
            "roles/sales/old.md": ownerless("old"),
        }
    )
    lead, old = root / "roles/sales/lead.md", root / "roles/sales/old.md"
    text = lead.read_text("utf-8")
    steps(
        lambda: old.write_text("\n" + old.read_text("utf-8"), "utf-8"),  # the finding moves a line
        lead.unlink,
        lambda: None,
        lambda: lead.write_text(text, "utf-8"),
    )
    result = at(root, "check", "--watch")
    assert result.exit_code == 130
    first, _, rest = result.stdout.partition("1 warning\n")
    assert first.count("RB301") == 1
    assert rest.count("error[RB101] dangling-owner") == 1
    assert rest.count("mended: roles/sales/ae.md: RB101 dangling-owner") == 1
    assert "RB301" not in rest
    assert result.stderr == "rolebook: interrupted\n"


def test_a_configuration_that_breaks_is_said_and_waited_for(
    project: Write, at: Run, steps: Steps
) -> None:
    root = project({"roles/sales/old.md": ownerless("old")})
    config = root / "mkdocs.yml"
    steps(
        lambda: config.write_text("plugins: [{rolebook: {role: x}}]\n"),
        lambda: config.write_text("plugins: [{rolebook: {severity: {RB301: off}}}]\n"),
    )
    result = at(root, "check", "--watch")
    assert "unknown key `role`" in result.stderr
    assert "mended: roles/sales/old.md: RB301" in result.stdout


@pytest.mark.parametrize(
    "options",
    [("--format", "json"), ("--fix",), ("--since", "HEAD"), ("--output-file", "report.txt")],
)
def test_what_is_for_programs_is_refused(project: Write, at: Run, options: tuple[str, ...]) -> None:
    root = project({"roles/sales/lead.md": clean("lead")})
    assert at(root, "check", "--watch", *options).exit_code == 2
