from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.rolebook.servers.editing import Editor


@pytest.fixture
def edit() -> Iterator[Callable[..., Editor]]:
    """Starts editors on folders, and stops those that a test has not stopped."""
    started: list[Editor] = []

    def start(root: Path, **options: Any) -> Editor:
        started.append(Editor(root, **options))
        return started[-1]

    yield start
    for one in started:
        if not one._loop.is_closed():
            assert one.stop() == 0
