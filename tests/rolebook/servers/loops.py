"""What a test asks a server, to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: in this one may run the loop of a browser that other tests opened."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
