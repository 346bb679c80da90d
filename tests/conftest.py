"""What several tests need: `--accept`, projects in a temporary folder, the machine's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer

# a busy machine is no defect, and CI finds the same examples every time
settings.register_profile("rolebook", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("rolebook")

# a test reads what it wrote, and leaves nothing in anybody's home
os.environ["ROLEBOOK_NO_CACHE"] = "1"

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
"""Other people's libraries, beside a developer's clone; tests of them are skipped elsewhere."""

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What is looked for, in this order: the shell alone opens a page in two thirds of the time."""
OPTIONS = [
    "--no-sandbox",  # Chromium has none for root, as whom containers run
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Write = Callable[[Mapping[str, str | bytes]], Path]


LONGEST = ("tests/hostile/", "tests/site/test_killed.py", "tests/site/", "tests/browser/")
"""What begins first, so that no process waits for another at the end."""


class ByWhatTheyBuild(LoadFileScheduling):
    """Tests that share a site run in one process: those of a file, and all of the hostile ones,
    whose site takes most of a minute."""

    def _split_scope(self, nodeid: str) -> str:
        return LONGEST[0] if nodeid.startswith(LONGEST[0]) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByWhatTheyBuild:
    return ByWhatTheyBuild(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("instant") and not item.get_closest_marker("travels"):
            item.add_marker(pytest.mark.long)
    items.sort(
        key=lambda item: next(
            (n for n, one in enumerate(LONGEST) if item.nodeid.startswith(one)), len(LONGEST)
        )
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="take what the checks say now as the expected text"
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        message = f"no browser: none of {', '.join(CHROMIUM)} is installed"
        if os.environ.get("ROLEBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield started
        started.close()
