"""What several tests need: the `--accept` option, and projects written into a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# a busy machine is no defect, and CI finds the same examples every time
settings.register_profile("rolebook", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("rolebook")

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
"""Other people's libraries, beside a developer's clone; tests of them are skipped elsewhere."""

Write = Callable[[Mapping[str, str | bytes]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="take what the checks say now as tests/cases' text"
    )


@pytest.fixture
def project(tmp_path: Path) -> Write:
    """Writes files, and a `mkdocs.yml` that uses the plugin unless one is among them."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for path, content in {"mkdocs.yml": "plugins: [rolebook]\n", **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def corpora() -> Path:
    """The folder of corpora; the test is skipped where it is not there."""
    if not CORPORA.is_dir():
        pytest.skip(f"no corpora at {CORPORA}")
    return CORPORA
