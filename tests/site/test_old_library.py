"""A site and a preview of a library that has agreed to live with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from tests.site.projects import CONFIG, GARDEN, Project
from tests.site.test_preview import BROKEN, serving

OLD = GARDEN | {
    "mkdocs.yml": CONFIG.replace("rolebook: {}", "rolebook: {baseline: old.json}"),
    "roles/beds/gardener.md": BROKEN,
}
NONE = '{"version": 1, "findings": []}\n'


def test_the_last_line_and_the_log_tell_what_is_new_from_what_is_known(
    make: Callable[..., Project],
) -> None:
    project = make(OLD | {"old.json": NONE})
    assert project.run("rolebook", "site").returncode == 1
    assert project.run("rolebook", "check", "--write-baseline", "old.json").returncode == 0
    again = project.run("rolebook", "site")
    assert again.returncode == 0, again.stdout
    *log, last = again.stdout.strip().split("\n")
    assert last.startswith("the site is in site: ")
    assert last.endswith("; no new problems; 2 known findings in the baseline")
    assert any("no new problems; 2 known findings in the baseline" in line for line in log)
    health = (project.root / "site/health/index.html").read_text("utf-8")
    assert "hedge-cuter" in health
    source = "https://git.example.org/garden/garden/src/branch/main/roles/beds/gardener.md#L"
    assert f'href="{source}' in health
    role = (project.root / "site/roles/beds/gardener/index.html").read_text("utf-8")
    assert f'href="{source}' in role
    assert "rb-source:" not in health + role
    assert "2 of them are known" in health
    assert "Not publishable" not in health


def test_a_preview_reads_the_baseline_when_it_is_written(make: Callable[..., Project]) -> None:
    project = make(OLD | {"old.json": NONE})
    with serving(project) as server:
        server.until("roles/beds/gardener/", 'role="alert"')
        project.run("rolebook", "check", "--write-baseline", "old.json")
        server.until("roles/beds/gardener/", 'role="alert"', there=False)
