from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.cli.main import main
from rolebook.config.load import load_settings
from rolebook.config.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def load(project: Write) -> Callable[[str], Settings]:
    """Loads a `mkdocs.yml` beside which the folders roles, atlases, docs and people lie."""

    def loaded(text: str) -> Settings:
        folders = {f"{name}/.keep": "" for name in ("roles", "atlases", "docs", "people")}
        return load_settings(project({**folders, "mkdocs.yml": text}) / "mkdocs.yml")

    return loaded


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command line in a folder."""

    def run(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return run
