from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import Result
from tests.rolebook.commands.libraries import giving

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def test_a_library_with_an_error_is_not_written(project: Write, at: Run) -> None:
    root = project({"roles/sales/ae.md": giving("ae", "lead")})
    result = at(root, "write", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "dangling-owner" in result.stderr
    assert not (root / "out").exists()
