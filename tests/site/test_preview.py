"""A preview while its sources are broken and mended. No request may hang."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.site.projects import CONFIG, GARDEN, Project, environment

Make = Callable[..., Project]

PATIENCE = 60.0
"""Seconds until a request counts as hanging; a build of the garden takes about one."""

GARDENER = str(GARDEN["roles/beds/gardener.md"])
BROKEN = GARDENER.replace("**hedge-cutter**'s lane", "**hedge-cuter**'s lane")


class Server:
    """A preview that runs."""

    def __init__(self, project: Project, port: int, log: Path) -> None:
        self.project, self.log = project, log
        self.url = f"http://127.0.0.1:{port}/"

    def get(self, address: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def until(self, address: str, sign: str, *, there: bool = True) -> str:
        """The page as soon as a sign is on it, or no longer on it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            status, page = self.get(address)
            if status == 200 and (sign in page) is there:
                return page
            assert time.monotonic() < deadline, f"{status}\n{self.log.read_text()}"
            time.sleep(0.1)


@contextmanager
def serving(project: Project, *options: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.root / "preview.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, *options],
            cwd=project.root,
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(project, port, log)
        deadline = time.monotonic() + PATIENCE
        while "Serving on" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield server
        assert process.poll() is None, log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def test_a_role_is_broken_and_mended(make: Make) -> None:
    project = make()
    with serving(project) as server:
        assert server.get("roles/beds/gardener/")[0] == 200
        assert "None: every page shows" in server.get("problems/")[1]

        project.write({"roles/beds/gardener.md": BROKEN})
        page = server.until("roles/beds/gardener/", 'role="alert"')
        assert '<a href="../../../problems/">1 problem in the sources</a>' in page
        assert "cut hedges" in page, "the last good page stays up"
        assert "hedge-cuter" not in page
        assert '<a href="problems/">1 problem' in server.get("")[1], "hand-written pages too"
        problems = server.get("problems/")[1]
        assert "roles/beds/gardener.md:11:39: error[RB101] dangling-owner" in problems
        assert f"   | {' ' * 38}{'^' * 11}\n" in problems

        # a hand-written page and the navigation can be worked on meanwhile
        project.write({"docs/doctrine/new.md": "# New\n\nAsk [[shed/shed]] and [[nobody]].\n"})
        page = server.until("doctrine/new/", "Keeper of the Shed")
        assert "nobody" in page
        assert "[[" not in page
        assert "2 problems in the sources" in page

        # a configuration that is broken for us, not for the host
        project.write({"mkdocs.yml": CONFIG.replace("rolebook: {}", "rolebook: {role: x}")})
        server.until("problems/", "unknown key `role` in `rolebook:`")
        project.write({"mkdocs.yml": CONFIG})

        # a page that the host could not read
        project.write({"docs/doctrine/new.md": b"# N\xe9w\n"})
        server.until("problems/", "error[RB001] not-utf8")

        project.write({"docs/doctrine/new.md": "# New\n", "roles/beds/gardener.md": GARDENER})
        page = server.until("roles/beds/gardener/", 'role="alert"', there=False)
        assert "hedge-cutter" in page
        assert "None: every page shows" in server.get("problems/")[1]
        log = server.log.read_text()
        assert "will appear stuck" not in log
        assert "Traceback" not in log


def test_a_library_that_is_broken_from_the_start_is_shown_as_far_as_it_goes(make: Make) -> None:
    project = make(GARDEN | {"roles/beds/gardener.md": BROKEN})
    with serving(project, "--strict") as server:
        page = server.get("roles/beds/gardener/")[1]
        assert "hedge-cuter" in page
        assert 'role="alert"' in page
        atlas = str(GARDEN["atlases/garden.yml"])
        project.write(
            {
                "roles/beds/gardener.md": GARDENER,
                "atlases/garden.yml": atlas.replace("Dig a bed", "Dig deep"),
            }
        )
        page = server.until("atlases/atlas.garden/", "Dig deep")
        server.until("roles/beds/gardener/", 'role="alert"', there=False)


def test_a_defect_of_our_own_is_a_problem_like_any_other(make: Make) -> None:
    # a package that the host loads first, and that makes our parser fail on one word
    hook = """\
import rolebook.parse.readings as library

read_role = library.read_role

def failing(source, *rest):
    if "TRIP" in source.text:
        raise KeyError("tripped")
    return read_role(source, *rest)

library.read_role = failing
"""
    project = make(GARDEN | {"hook.py": hook, "mkdocs.yml": f"{CONFIG}hooks: [hook.py]\n"})
    with serving(project) as server:
        project.write({"roles/beds/gardener.md": f"{GARDENER}\nTRIP\n"})
        page = server.until("problems/", "error[RB901] internal-error")
        assert "KeyError" in page
        assert server.get("roles/beds/gardener/")[0] == 200
        project.write({"roles/beds/gardener.md": GARDENER})
        server.until("problems/", "RB901", there=False)


def test_a_broken_configuration_ends_the_first_build(make: Make) -> None:
    project = make(GARDEN | {"mkdocs.yml": CONFIG.replace("rolebook: {}", "rolebook: {role: x}")})
    with pytest.raises(AssertionError, match="unknown key `role`"), serving(project):
        pass
