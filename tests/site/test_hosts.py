"""The same plugin in another host."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.site.projects import GARDEN, Built, Project, digests

Make = Callable[..., Project]

VARYING = re.compile(
    r'<meta name="generator"[^>]*>|<script[^>]*>.*?</script>|Build Date UTC[^\n]*|\bmkdocs\b',
    re.S,
)
"""What names the host or the time of the build."""


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): VARYING.sub("", path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }


def test_properdocs_builds_the_same_pages(make: Make, garden: Built) -> None:
    project = make()
    run = project.run("properdocs", "build", "-f", "mkdocs.yml", "--strict")
    assert run.returncode == 0, run.stdout
    built = project.root / "site"
    assert digests(built).keys() == digests(garden.site).keys()
    assert pages(built) == pages(garden.site)


def test_the_plugin_works_beside_no_other(make: Make) -> None:
    config = "site_name: Garden\nplugins: [rolebook]\n"
    project = make(GARDEN | {"mkdocs.yml": config})
    run = project.run("mkdocs", "build", "--strict")
    assert run.returncode == 0, run.stdout
    assert "Keeper of the Shed" in project.page("roles/shed/shed")
