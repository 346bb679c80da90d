"""The user's navigation and a library's pages in, the navigation with generated pages out.

A value that ends in a slash (`roles/`) is the address of a generated page. What stands under it is
the library's to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, file_sort_key, set_exclusions
from mkdocs.utils import nest_paths

from rolebook.pages.host.navigation import Entry, navigation
from rolebook.pages.page import PlannedPage


def navigation_of(pages: Sequence[PlannedPage], files: Files, config: MkDocsConfig) -> list[Any]:
    """The whole navigation; `files` are those without the generated pages."""
    entries = navigation(pages)
    known = {page.address: Entry(page.address, page.title) for page in pages}
    known |= {one.address: one for one in entries}
    titles = {page.address: str(escape(page.title)) for page in pages}
    if config.nav is None:
        set_exclusions(files, config)
        docs = [one for one in files.documentation_pages() if _is_in_nav(one)]
        return _default(entries, sorted(docs, key=file_sort_key), titles)
    return [_item(one, known, titles) for one in config.nav]


def _default(
    entries: Sequence[Entry], docs: Sequence[File], titles: Mapping[str, str]
) -> list[Any]:
    """The library, then the docs as the host lists them; a hand-written home page comes first."""
    home = [one.src_uri for one in docs if one.dest_uri == "index.html"]
    others = [one.src_uri for one in docs if one.dest_uri != "index.html"]
    library = [{one.title or titles[one.address]: _value(one)} for one in entries]
    return [*home, *library, *nest_paths(others)]  # type: ignore[no-untyped-call]


def _is_in_nav(file: File) -> bool:
    return bool(file.inclusion.is_in_nav())  # type: ignore[no-untyped-call]


def _item(one: Any, known: Mapping[str, Entry], titles: Mapping[str, str]) -> Any:
    if isinstance(one, dict):
        return {title: _named(value, known, titles) for title, value in one.items()}
    if isinstance(one, str) and one in known:
        entry = known[one]
        return {titles[one]: _value(entry)} if entry.children else source_of(one)
    return one


def _named(value: Any, known: Mapping[str, Entry], titles: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_item(one, known, titles) for one in value]
    return _value(known[value]) if isinstance(value, str) and value in known else value


def _value(entry: Entry) -> Any:
    below = [source_of(one.address) for one in entry.children]
    return [source_of(entry.address), *below] if below else source_of(entry.address)


def source_of(address: str) -> str:
    """The file of the docs folder that a generated page pretends to be."""
    return f"{address}index.md"


def paths_of(nav: Any) -> set[str]:
    """Every path that a navigation names."""
    if isinstance(nav, str):
        return {nav}
    values = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return {path for one in values for path in paths_of(one)}
