"""What an editor has open in; the state of its library out, as soon as a pause allows it.

All that takes long runs in one thread beside the one that speaks with the editor, so that no
question waits for a check. Whoever asks about a text that has changed is answered when that text
has been linked.
"""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Final

from rolebook.servers.editor.homes import Home
from rolebook.servers.working_library import State, WorkingLibrary

PAUSE: Final = 0.05
"""Seconds without a further change after which a text is read."""

PATIENCE: Final = 1.0
"""Seconds after which it is read though its author goes on writing."""


class Desk:
    """One library that an editor works on."""

    def __init__(
        self,
        home: Home,
        texts: Callable[[], Mapping[Path, str]],
        show: Callable[[Desk], None],
        complain: Callable[[str], None],
        worker: Executor,
    ) -> None:
        self.home: Final = home
        self.library: Final = WorkingLibrary(home.load)
        self._texts: Final = texts
        self._show: Final = show
        self._complain: Final = complain
        self._worker: Final = worker
        self._version = 0
        self._linked = -1
        self._changed: Final = asyncio.Event()
        self._urgent: Final = asyncio.Event()
        self._done: Final = asyncio.Condition()
        self._telling: asyncio.Task[None] | None = None
        self._task: Final = asyncio.get_running_loop().create_task(self._work())

    def changed(self, *, on_disk: bool = False) -> None:
        """A text, or with `on_disk` a file, is another now."""
        if on_disk:
            self.library.look_again()
        self._version += 1
        self._changed.set()

    async def state(self) -> State | None:
        """The library as the editor has it now, linked; none where there is none."""
        version = self._version
        if self._linked < version:
            self._urgent.set()
            async with self._done:
                await self._done.wait_for(lambda: self._linked >= version)
        return self.library.state

    def close(self) -> None:
        """Nobody works on it any more; whoever waits yet is told what there is."""
        self._version += 1
        self._task.cancel()
        self._telling = asyncio.get_running_loop().create_task(self._tell_linked(self._version))

    async def _work(self) -> None:
        while True:
            await self._changed.wait()
            await self._pause()
            self._changed.clear()
            self._urgent.clear()
            version, texts = self._version, dict(self._texts())
            await self._run(partial(self.library.link, texts))
            await self._tell_linked(version)
            if self._version == version:
                self._show_now()
                await self._run(partial(self.library.complete, partial(self._is_now, version)))
            if self._version == version:
                self._show_now()

    async def _tell_linked(self, version: int) -> None:
        async with self._done:
            self._linked = version
            self._done.notify_all()

    def _show_now(self) -> None:
        try:
            self._show(self)
        except Exception:
            self._complain(traceback.format_exc())

    def _is_now(self, version: int) -> bool:
        return self._version == version

    async def _pause(self) -> None:
        """Wait until nothing changes for a moment, or somebody asks."""
        until = asyncio.get_running_loop().time() + PATIENCE
        while not self._urgent.is_set() and asyncio.get_running_loop().time() < until:
            version = self._version
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._urgent.wait(), PAUSE)
            if version == self._version:
                return

    async def _run(self, work: Callable[[], object]) -> None:
        """Work beside; a defect of ours is told, and the last state stays."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._worker, work)
        except Exception:
            self._complain(traceback.format_exc())
