"""What happens at a desk that nobody sees: defects of ours, and who waits when it is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from tests.rolebook.servers.loops import run

from rolebook.servers.editor.desk import Desk
from rolebook.servers.editor.homes import home_of

Write = Callable[[Mapping[str, str | bytes]], Path]

LEAD = "# Lead — fleet role definition\n\nThe **lead** (`class: lead`, `domain: sales`) leads.\n"


def test_a_defect_of_ours_is_told_and_the_next_question_is_answered(project: Write) -> None:
    root = project({"mkdocs.yml": "plugins: [rolebook]\n", "roles/sales/lead.md": LEAD})
    told: list[str] = []

    def show(desk: Desk) -> None:
        raise ValueError("cannot be shown")

    async def worked() -> None:
        with ThreadPoolExecutor(1) as worker:
            desk = Desk(home_of(root, [root]), dict, show, told.append, worker)
            for _ in range(2):
                desk.changed()
                state = await asyncio.wait_for(desk.state(), 30)
                assert state
                assert [one.id for one in state.checked.library.roles] == ["lead"]
            while len(told) < 2:
                await asyncio.sleep(0.01)
            desk.close()

    run(worked())
    assert all("ValueError: cannot be shown" in one for one in told)


def test_who_waits_when_a_desk_is_closed_is_told_what_there_is(project: Write) -> None:
    root = project({"mkdocs.yml": "plugins: [rolebook]\n", "roles/sales/lead.md": LEAD})

    async def worked() -> object:
        with ThreadPoolExecutor(1) as worker:
            told = Event()
            worker.submit(told.wait)  # so that nothing is linked before the desk is closed
            desk = Desk(home_of(root, [root]), dict, lambda desk: None, print, worker)
            waiting = asyncio.create_task(desk.state())
            desk.changed()
            await asyncio.sleep(0)
            desk.close()
            try:
                return await asyncio.wait_for(waiting, 30)
            finally:
                told.set()

    assert run(worked()) is None
