"""A library's pages and files in, the same among the host's files out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_rolebook.navigation import paths_of, source_of
from mkdocs_rolebook.publishing import BuildResult
from rolebook.pages.links.repository import source_links
from rolebook.pages.page import PlannedPage


def add(
    result: BuildResult, files: Files, config: MkDocsConfig
) -> tuple[dict[str, PlannedPage], list[str]]:
    """Add what a build shows; a file that stands at its address already is never replaced.

    Returns the pages that were added by their `src_uri`, and what was kept out, as messages.
    """
    in_nav = paths_of(config.nav)
    taken = {one.dest_uri: one for one in files if not _is_excluded(one)}
    added, kept_out = {}, []
    for file, page in _generated(result, config, in_nav):
        if other := taken.get(file.dest_uri):
            whose = f" by `{other.generated_by}`" if other.generated_by else ""
            kept_out.append(f"`{other.src_uri}`{whose} has the address of a generated page or file")
            continue
        if excluded := files.get_file_from_path(file.src_uri):
            files.remove(excluded)
        files.append(file)
        if page:
            added[file.src_uri] = page
    return added, kept_out


def _generated(
    result: BuildResult, config: MkDocsConfig, in_nav: set[str]
) -> Iterator[tuple[File, PlannedPage | None]]:
    for page in result.pages:
        uri = source_of(page.address)
        level = InclusionLevel.INCLUDED if uri in in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, uri, content="", inclusion=level)
        if page.source:
            file.edit_uri = quote(_from_docs(page.source, config))
        yield file, page
    for one in result.site.files:
        level = InclusionLevel.INCLUDED
        yield File.generated(config, one.address, content=one.content, inclusion=level), None


def _is_excluded(file: File) -> bool:
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


def _from_docs(source: str, config: MkDocsConfig) -> str:
    """A path from the docs folder, as the host expects of what the edit button leads to."""
    project = Path(config.config_file_path).parent
    return Path(os.path.relpath(project / source, config.docs_dir)).as_posix()


def edit_url(url: str, config: MkDocsConfig) -> str:
    """An edit link without the detour through the docs folder (`docs/../roles/`)."""
    docs = Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
    return url.replace(f"{docs}/{'../' * len(Path(docs).parts)}", "")


def sources_at(pages: dict[str, PlannedPage], files: Files, config: MkDocsConfig) -> str:
    """Where readers see the project's files, as the host lets them edit one; empty if nowhere."""
    for uri, page in pages.items():
        file = files.get_file_from_path(uri)
        if page.source and file and file.page and file.page.edit_url:
            shown = source_links(edit_url(file.page.edit_url, config), config.repo_url).file
            path = quote(page.source)
            return shown.removesuffix(path) if shown.endswith(f"/{path}") else ""
    return ""
