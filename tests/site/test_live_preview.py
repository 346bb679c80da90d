"""`rolebook preview` while its project is written in, broken, moved and mended."""

from __future__ import annotations

import json
import queue
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.site.projects import BIN, CONFIG, GARDEN, Project, environment

Make = Callable[..., Project]

PATIENCE = 60.0
"""Seconds until something counts as not coming: machines of CI are busy."""

AT_ONCE = 2.0
"""Seconds within which every request is answered, whatever the site is doing (aimed at: 0.1)."""

GARDENER = str(GARDEN["roles/beds/gardener.md"])
BROKEN = GARDENER.replace("**hedge-cutter**'s lane", "**hedge-cuter**'s lane")


class Preview:
    """A preview that runs."""

    def __init__(self, project: Project, port: int, log: Path) -> None:
        self.project, self.log, self.port = project, log, port
        self.url = f"http://127.0.0.1:{port}/"

    def get(self, address: str = "") -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + address, timeout=AT_ONCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def until(self, address: str, sign: str, *, there: bool = True, status: int = 200) -> str:
        """The page as soon as a sign is on it, or no longer on it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            got, page = self.get(address)
            if got == status and (sign in page) is there and "rb-waiting" not in page:
                return page
            assert time.monotonic() < deadline, f"{got}\n{page}\n{self.log.read_text()}"
            time.sleep(0.05)

    @contextmanager
    def reading(self, page: str, version: str) -> Iterator[queue.Queue[dict[str, object]]]:
        """What a browser that shows the page is told."""
        told: queue.Queue[dict[str, object]] = queue.Queue()
        address = f"{self.url}.rolebook/events?page={page}&version={version}"
        answer = urllib.request.urlopen(address, timeout=PATIENCE)

        def listen() -> None:
            with answer:
                for line in answer:
                    if line.startswith(b"data: "):
                        told.put(json.loads(line[6:]))

        threading.Thread(target=listen, daemon=True).start()
        yield told


def version(page: str) -> str:
    return page.partition('data-version="')[2].partition('"')[0]


@contextmanager
def previewing(project: Project, *arguments: str) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.root.parent / "preview.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [BIN / "rolebook", "preview", *arguments, "--port", str(port)],
            cwd=project.root,
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Preview(project, port, log)
        assert process.poll() is None, log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def test_what_is_saved_is_shown_broken_or_not(make: Make) -> None:
    project = make()
    with previewing(project) as preview:
        # before there is a site, too
        status, page = preview.get()
        assert (status, "The preview is starting" in page) == (503, True) or "The garden" in page
        page = preview.until("roles/beds/gardener/", "cut hedges")
        assert 'role="alert"' not in page
        assert 'href="../../../assets/rolebook/rolebook.css"' in page
        assert preview.get("assets/rolebook/rolebook.css")[0] == 200
        assert preview.get("roles/beds/bed.png.md")[0] == 404
        assert preview.get("../../mkdocs.yml")[0] == 404

        # a browser is told of the page that it shows, and of no other
        with (
            preview.reading("roles/beds/gardener/index.html", version(page)) as here,
            preview.reading("roles/shed/shed/index.html", "same") as there,
        ):
            assert here.get(timeout=PATIENCE)["banner"] == ""
            project.write({"roles/beds/gardener.md": BROKEN + "\nNew words.\n"})
            while not (told := here.get(timeout=PATIENCE)).get("reload"):
                pass
            while "hedge-cuter" not in str((told := there.get(timeout=PATIENCE)).get("banner")):
                assert not told.get("reload")
        page = preview.until("roles/beds/gardener/", "New words.")
        # the draft is shown as it is, with what is wrong and where
        assert "error[RB101] dangling-owner" in page
        assert "roles/beds/gardener.md:11:39" in page
        assert "&#34;text&#34;: &#34;hedge-cuter&#34;" in page
        page = preview.until("", "1 problem in the sources")
        assert '<a href="/roles/beds/gardener/">' in page

        # an editor that writes beside the file and renames
        beside = project.root / "roles/beds/.gardener.md.swp"
        beside.write_text(GARDENER)
        beside.replace(project.root / "roles/beds/gardener.md")
        preview.until("roles/beds/gardener/", 'role="alert"', there=False)

        # a role that is renamed, and back; a folder that is moved away, and back
        role, other = project.root / "roles/shed/shed.md", project.root / "roles/shed/hut.md"
        other.write_text(role.read_text().replace("`class: shed`", "`class: hut`"))
        role.unlink()
        preview.until("roles/shed/hut/", "Keeper of the Shed")
        preview.until("roles/shed/shed/", "404", status=404)
        other.rename(role)
        role.write_text(str(GARDEN["roles/shed/shed.md"]))
        preview.until("roles/shed/shed/", "Keeper of the Shed")
        away = project.root / "away"
        (project.root / "roles").rename(away)
        preview.until("", 'role="alert"')
        away.rename(project.root / "roles")
        preview.until("", 'role="alert"', there=False)
        preview.until("roles/beds/gardener/", "cut hedges")

        # many files at once
        for number in range(60):
            text = GARDENER.replace("gardener", f"gardener-{number}").replace("- **Does", "- ~~Does")
            project.write({f"roles/beds/gardener-{number}.md": text})
        preview.until("roles/beds/gardener-59/", "gardener-59")
        preview.until("search/search_index.json", "gardener-59")


def test_a_page_or_a_configuration_that_is_broken_leaves_the_others_standing(make: Make) -> None:
    project = make()
    with previewing(project) as preview:
        preview.until("doctrine/principles/", "Early, says")

        # a page that the host cannot make: the last good one stays
        for broken in ("template: none.html", "search: 3"):
            project.write({"docs/doctrine/principles.md": f"---\n{broken}\n---\n# Other\n"})
            page = preview.until("doctrine/principles/", "This page cannot be made")
            assert "Early, says" in page
            preview.until("roles/beds/gardener/", "cut hedges")
        project.write({"docs/doctrine/principles.md": "# Principles\n\n## Water\n\nMended.\n"})
        page = preview.until("doctrine/principles/", "Mended.")
        assert "cannot be made" not in page

        # a configuration that says nothing, or nothing that can be read
        for text, sign in (
            ("site_name: [\n", "line 1, column"),
            ("", "mkdocs.yml"),
            (CONFIG.replace("rolebook: {}", "rolebook: {}, nobody: {}"), "mkdocs.yml:15"),
            (CONFIG.replace("name: material", "name: unheard-of"), "mkdocs.yml:5"),
        ):
            project.write({"mkdocs.yml": text})
            page = preview.until("roles/beds/gardener/", "The configuration is broken")
            preview.until("roles/beds/gardener/", sign)
            assert "cut hedges" in page, "the last good site stands behind it"
        # and what is saved meanwhile is shown
        project.write({"roles/beds/gardener.md": GARDENER + "\nMeanwhile.\n"})
        preview.until("roles/beds/gardener/", "Meanwhile.")
        project.write({"mkdocs.yml": CONFIG.replace("site_name: Garden", "site_name: Park")})
        page = preview.until("roles/beds/gardener/", "Park")
        assert 'role="alert"' not in page


def test_a_preview_may_begin_with_what_is_broken_and_serves_any_folder(make: Make) -> None:
    project = make(GARDEN | {"mkdocs.yml": "site_name: [\n"})
    with previewing(project) as preview:
        preview.until("", "line 1, column")
        project.write({"mkdocs.yml": CONFIG})
        preview.until("", "The garden")
    shutil.rmtree(project.root / "docs")
    (project.root / "mkdocs.yml").unlink()
    with previewing(project, ".") as preview:
        preview.until("roles/beds/gardener/", "cut hedges")


def test_a_port_in_use_is_said_in_a_line(make: Make) -> None:
    project = make()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = project.run("rolebook", "preview", "--port", str(port))
    assert done.returncode == 2
    assert f"rolebook: port {port} cannot be used: address already in use" in done.stdout
