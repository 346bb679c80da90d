"""Sites that several tests look at, each built once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.site.projects import CONFIG, CORPORA, GARDEN, ROOT, Built, Project, built


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where they are built."""
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="session")
def garden(sites: Path) -> Built:
    """A library with most of what can go wrong between a library and a host."""
    return built("garden", GARDEN, sites)


@pytest.fixture(scope="session")
def flat_garden(sites: Path) -> Built:
    """The same with `a.html` for `a/`."""
    config = f"{CONFIG}use_directory_urls: false\n"
    return built("flat-garden", GARDEN | {"mkdocs.yml": config}, sites)


@pytest.fixture(scope="session")
def own(sites: Path) -> Built:
    """This repository's own library and documentation."""
    sources = [ROOT / "mkdocs.yml"]
    for folder in ("docs", "roles", "atlases", "profiles", "plugins"):
        sources += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sources
        if "__pycache__" not in path.parts
    }
    return built("own", files, sites)


@pytest.fixture(scope="session")
def italian(sites: Path) -> Built:
    """This repository's own library with an interface in Italian."""
    config = CONFIG.replace("theme:", "theme:\n  language: it")
    files: dict[str, str | bytes] = {"mkdocs.yml": config}
    for folder in ("roles", "atlases", "docs/doctrine"):
        for path in (ROOT / folder).rglob("*.*"):
            files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    files["docs/writing/roles.md"] = "# Roles\n\n## Doctrine\n"  # the doctrine leads there
    return built("italian", files, sites)


@pytest.fixture(scope="session")
def claresia(sites: Path) -> Built:
    """Other people's roles and their atlas, as they are."""
    if not CORPORA.is_dir():
        pytest.skip(f"no corpora at {CORPORA}")
    files: dict[str, str | bytes] = {"docs/about.md": "# About\n"}
    for path in (CORPORA / "mosaic" / "roles").rglob("*.md"):
        files[f"roles/{path.relative_to(CORPORA / 'mosaic' / 'roles').as_posix()}"] = (
            path.read_bytes()
        )
    for path in (CORPORA / "claresia").glob("*.yml"):
        files[f"atlases/{path.name}"] = path.read_bytes()
    external = "[sales-development-rep, legal-counsel, finance-analyst, support-agent]"
    # a boundary that names nobody is theirs to mend
    block = f"rolebook: {{external: {external}, severity: {{RB301: info}}}}"
    files["mkdocs.yml"] = CONFIG.replace("rolebook: {}", block)
    return built("claresia", files, sites)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Project]:
    """A project of its own for a test that breaks it, with an old site where one is given."""

    def make(files: Mapping[str, str | bytes] = GARDEN, old: Path | None = None) -> Project:
        project = Project(tmp_path / "project")
        project.write(files)
        if old:
            shutil.copytree(old, project.root / "site")
        return project

    return make
