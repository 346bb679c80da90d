"""A build that fails, for whatever reason, and the site that was there before."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.projects import BIN, CONFIG, GARDEN, Built, Project, digests, environment

Make = Callable[..., Project]

DANGLING = {
    "roles/beds/gardener.md": str(GARDEN["roles/beds/gardener.md"]).replace(
        "**hedge-cutter**'s lane", "**hedge-cuter**'s lane"
    )
}


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_host_leaves_the_site_whole_when_the_library_has_an_error(
    make: Make, garden: Built, host: str
) -> None:
    project = make(GARDEN | DANGLING, old=garden.site)
    before = digests(project.root / "site")
    run = project.run(host, "build", "-f", "mkdocs.yml")
    assert run.returncode == 1, run.stdout
    assert digests(project.root / "site") == before
    assert "Traceback" not in run.stdout
    assert run.stdout.count("error[RB101] dangling-owner") == 1
    assert "   ^^^^^^^^^^^" in run.stdout
    assert "help: did you mean `hedge-cutter`" in run.stdout


def test_all_errors_are_told_at_once(make: Make) -> None:
    atlas = str(GARDEN["atlases/garden.yml"]).replace(
        "prerequisites: [g.dig]", "prerequisites: [x]"
    )
    docs = {"docs/index.md": "# The garden\n\nAsk [[nobody]].\n"}
    project = make(GARDEN | DANGLING | docs | {"atlases/garden.yml": atlas})
    run = project.run("mkdocs", "build")
    assert run.returncode == 1
    assert [run.stdout.count(code) for code in ("RB101", "RB103", "RB108")] == [1, 1, 1]
    assert not (project.root / "site").exists()


def test_rolebook_site_leaves_the_site_whole_when_the_library_has_an_error(
    make: Make, garden: Built
) -> None:
    project = make(GARDEN | DANGLING, old=garden.site)
    before = digests(project.root / "site")
    run = project.run("rolebook", "site")
    assert run.returncode == 1, run.stdout
    assert "error[RB101] dangling-owner" in run.stdout
    assert digests(project.root / "site") == before
    assert not list(project.root.glob(".site.next"))


def test_rolebook_site_leaves_the_site_whole_when_a_page_has_a_dead_link(
    make: Make, garden: Built
) -> None:
    page = {"docs/doctrine/principles.md": "# Principles\n\n## Water\n\nSee [that](gone.md).\n"}
    project = make(GARDEN | page, old=garden.site)
    before = digests(project.root / "site")
    run = project.run("rolebook", "site", "--strict")
    assert run.returncode == 1, run.stdout
    assert "gone.md" in run.stdout
    assert digests(project.root / "site") == before


def test_a_source_that_links_to_no_place_on_a_page_is_told(make: Make) -> None:
    readme = str(GARDEN["roles/beds/README.md"]).replace(
        "principles.md#water", "principles.md#wine"
    )
    project = make(GARDEN | {"roles/beds/README.md": readme})
    run = project.run("mkdocs", "build", "--strict")
    assert run.returncode == 1, run.stdout
    assert "roles/beds/README.md:" in run.stdout
    assert "warning[RB502] dead-link" in run.stdout
    assert "`#wine`" in run.stdout


def test_a_warning_of_the_library_counts_in_strict_mode_only(make: Make, garden: Built) -> None:
    role = str(GARDEN["roles/shed/shed.md"]).replace(
        "that is **gardener**'s call.", "somebody may."
    )
    project = make(GARDEN | {"roles/shed/shed.md": role}, old=garden.site)
    before = digests(project.root / "site")
    strict = project.run("mkdocs", "build", "--strict")
    assert strict.returncode == 1, strict.stdout
    assert "warning[RB301] boundary-without-owner" in strict.stdout
    assert digests(project.root / "site") == before
    assert project.run("mkdocs", "build").returncode == 0


def test_a_killed_build_leaves_the_site_whole(make: Make, garden: Built) -> None:
    project = make(GARDEN, old=garden.site)
    before = digests(project.root / "site")
    following = project.root / ".site.next"
    building = subprocess.Popen(
        [BIN / "rolebook", "site"],
        cwd=project.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list(following.rglob("*.html")) and time.monotonic() < deadline:
        assert building.poll() is None, "the build ended before it could be killed"
        time.sleep(0.005)
    os.killpg(building.pid, signal.SIGKILL)
    building.wait()
    assert following.is_dir(), "the build was killed too late"
    assert digests(project.root / "site") == before
    # and the next build clears away what the killed one left
    assert project.run("rolebook", "site").returncode == 0
    assert not following.exists()
    assert digests(project.root / "site").keys() == before.keys()


@pytest.mark.parametrize("command", [("rolebook", "site"), ("rolebook", "check")], ids=" ".join)
def test_a_roles_folder_that_is_not_there_is_a_broken_configuration(
    make: Make, command: tuple[str, str]
) -> None:
    project = make(
        GARDEN | {"mkdocs.yml": CONFIG.replace("rolebook: {}", "rolebook: {roles: role}")}
    )
    run = project.run(*command)
    assert run.returncode == 2, run.stdout
    assert "did you mean `roles`?" in run.stdout
    assert not (project.root / "site").exists()


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("{roles: role}", "did you mean `roles`?"),
        ("{role: roles}", "unknown key `role`"),
        ("{severity: {RB777: off}}", "`RB777` in the `rolebook:` block is no rule"),
    ],
)
def test_a_broken_configuration_ends_a_host_without_a_traceback(
    make: Make, garden: Built, block: str, message: str
) -> None:
    config = CONFIG.replace("rolebook: {}", f"rolebook: {block}")
    project = make(GARDEN | {"mkdocs.yml": config}, old=garden.site)
    before = digests(project.root / "site")
    run = project.run("mkdocs", "build")
    assert run.returncode == 2, run.stdout
    assert message in run.stdout
    assert "Traceback" not in run.stdout
    assert digests(project.root / "site") == before


@pytest.mark.parametrize("path", ["library.json", "roles/index.html"])
def test_a_hand_written_file_is_never_replaced(make: Make, garden: Built, path: str) -> None:
    project = make(GARDEN | {f"docs/{path}": "mine"}, old=garden.site)
    before = digests(project.root / "site")
    run = project.run("mkdocs", "build")
    assert run.returncode == 1, run.stdout
    assert f"docs/{path}` has the address of a generated file" in run.stdout
    assert digests(project.root / "site") == before


def test_a_page_of_another_plugin_is_never_replaced(make: Make, tmp_path: Path) -> None:
    config = CONFIG.replace(
        "[search, rolebook", "[search, gen-files: {scripts: [gen.py]}, rolebook"
    )
    script = "import mkdocs_gen_files as g\nwith g.open('roles.md', 'w') as f: f.write('# Mine')\n"
    project = make(GARDEN | {"mkdocs.yml": config, "gen.py": script})
    run = project.run("mkdocs", "build")
    assert run.returncode == 1, run.stdout
    assert "`roles.md` by `mkdocs-gen-files` has the address of a generated page" in run.stdout
