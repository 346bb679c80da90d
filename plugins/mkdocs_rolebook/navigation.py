"""The user's navigation and a library's pages in, the navigation with generated pages out.

A value that ends in a slash (`roles/`) is the address of a generated page. What stands under it is
the library's to say.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, file_sort_key, set_exclusions
from mkdocs.utils import nest_paths

from rolebook.model import Layout
from rolebook.pages.host.navigation import Entry, navigation
from rolebook.pages.page import PlannedPage

NAVIGATORS: Final = frozenset({"awesome-nav", "awesome-pages"})
"""Plugins that make the navigation of the files, and fail or do nothing where there is one."""


def navigation_of(
    pages: Sequence[PlannedPage], layout: Layout, files: Files, config: MkDocsConfig
) -> list[Any] | None:
    """The whole navigation; `files` are those without the generated pages.

    None where another plugin makes it of the files.
    """
    uris = uris_of(pages, layout, config)
    entries = navigation(pages)
    known = {f"{layout.at}{page.address}": Entry(page.address, page.title) for page in pages}
    known |= {f"{layout.at}{one.address}": one for one in entries}
    titles = {page.address: str(escape(page.title)) for page in pages}
    if config.nav is None and not NAVIGATORS.isdisjoint(config.plugins):
        return None
    if config.nav is None:
        set_exclusions(files, config)
        docs = [one for one in files.documentation_pages() if _is_in_nav(one)]
        return _default(entries, sorted(docs, key=file_sort_key), titles, uris)
    return [_item(one, known, titles, uris) for one in config.nav]


def _default(
    entries: Sequence[Entry],
    docs: Sequence[File],
    titles: Mapping[str, str],
    uris: Mapping[str, str],
) -> list[Any]:
    """The library, then the docs as the host lists them; a hand-written home page comes first."""
    home = [one.src_uri for one in docs if one.dest_uri == "index.html"]
    others = [one.src_uri for one in docs if one.dest_uri != "index.html"]
    library = [{one.title or titles[one.address]: _value(one, uris)} for one in entries]
    return [*home, *library, *nest_paths(others)]  # type: ignore[no-untyped-call]


def _is_in_nav(file: File) -> bool:
    return bool(file.inclusion.is_in_nav())  # type: ignore[no-untyped-call]


def _item(
    one: Any, known: Mapping[str, Entry], titles: Mapping[str, str], uris: Mapping[str, str]
) -> Any:
    if isinstance(one, dict):
        return {title: _named(value, known, titles, uris) for title, value in one.items()}
    if isinstance(one, str) and one in known:
        entry = known[one]
        return (
            {titles[entry.address]: _value(entry, uris)} if entry.children else uris[entry.address]
        )
    return one


def _named(
    value: Any, known: Mapping[str, Entry], titles: Mapping[str, str], uris: Mapping[str, str]
) -> Any:
    if isinstance(value, list):
        return [_item(one, known, titles, uris) for one in value]
    return _value(known[value], uris) if isinstance(value, str) and value in known else value


def _value(entry: Entry, uris: Mapping[str, str]) -> Any:
    below = [uris[one.address] for one in entry.children]
    return [uris[entry.address], *below] if below else uris[entry.address]


def uris_of(pages: Sequence[PlannedPage], layout: Layout, config: MkDocsConfig) -> dict[str, str]:
    """The file of the docs folder that each generated page is, or pretends to be, by its address.

    A source that lies there keeps its path, so that links to it lead to its page.
    """
    uris: dict[str, str] = {}
    at = layout.at
    for page in pages:
        own = docs_path(page.source, config) if page.source else ""
        taken = not own.endswith(".md") or own.startswith("../") or own in uris.values()
        uris[page.address] = f"{at}{page.address}index.md" if taken else own
    return uris


def docs_path(source: str, config: MkDocsConfig) -> str:
    """A path from the docs folder, as the host expects of what the edit button leads to."""
    project = Path(config.config_file_path).parent
    return Path(os.path.relpath(project / source, config.docs_dir)).as_posix()


def paths_of(nav: Any) -> set[str]:
    """Every path that a navigation names."""
    if isinstance(nav, str):
        return {nav}
    values = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return {path for one in values for path in paths_of(one)}
