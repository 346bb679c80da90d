"""A library's pages and files in, the same among the host's files out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_rolebook.navigation import docs_path, paths_of, uris_of
from mkdocs_rolebook.publishing import BuildResult
from rolebook.pages.host.redirects import redirect
from rolebook.pages.links.place import Links
from rolebook.pages.links.repository import source_links
from rolebook.pages.page import PlannedPage


def add(
    result: BuildResult, files: Files, config: MkDocsConfig
) -> tuple[dict[str, PlannedPage], list[str]]:
    """Add what a build shows; a file that stands at its address already is never replaced.

    Returns the pages that were added by their `src_uri`, and what was kept out, as messages.
    """
    in_nav = paths_of(config.nav)
    if config.nav is None:
        uris = uris_of(result.pages, result.layout, config)
        in_nav = {uris[page.address] for page in result.pages if page.in_navigation}
    at, moved = result.layout.at, _without_sources(result, files, config)
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
            taken[file.dest_uri] = file
    for old in moved:
        if (page := added.get(old.src_uri)) and old.dest_uri not in taken:
            files.append(_redirect(old.dest_uri, at + page.address, page.title, config))
    if at and "index.html" not in taken:
        files.append(_redirect("index.html", at, config.site_name, config))
    return added, kept_out


def _without_sources(result: BuildResult, files: Files, config: MkDocsConfig) -> list[File]:
    """What the host would publish of the sources that lie in its docs folder, taken from it."""
    sources = {docs_path(one, config) for one in result.sources}
    found = [one for one in files if one.src_uri in sources and not one.generated_by]
    for one in found:
        files.remove(one)
    return found


def _redirect(file: str, to: str, title: str, config: MkDocsConfig) -> File:
    """A page at an address that has nothing of its own, which leads to another."""
    links = Links("" if config.use_directory_urls else "index.html")
    content = redirect(links.relative(to, file), title)
    return File.generated(config, file, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _generated(
    result: BuildResult, config: MkDocsConfig, in_nav: set[str]
) -> Iterator[tuple[File, PlannedPage | None]]:
    at, uris = result.layout.at, uris_of(result.pages, result.layout, config)
    for page in result.pages:
        uri = uris[page.address]
        level = InclusionLevel.INCLUDED if uri in in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, uri, content="", inclusion=level)
        file.dest_uri = f"{at}{page.address}index.html"
        if page.source:
            file.edit_uri = quote(docs_path(page.source, config))
            # plugins that ask git or the disk about a page ask about its source
            file.generated_by = None
            file.abs_src_path = str(Path(config.config_file_path).parent / page.source)
        yield file, page
    for one in result.site.files:
        level = InclusionLevel.INCLUDED
        yield (
            File.generated(config, f"{at}{one.address}", content=one.content, inclusion=level),
            None,
        )


def _is_excluded(file: File) -> bool:
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


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
