"""Hand-written pages in, the same with links into the library out; and links the other way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from mkdocs_rolebook.findings import log
from mkdocs_rolebook.publishing import BuildResult
from rolebook.pages.host.doc_links import link_references

_ANCHOR: Final = re.compile(r'href="rb-doc:/([^"#]*)#([^"]*)"')
"""A link of a generated page to a place on a hand-written one (see `rolebook.pages.page`)."""


def with_links(markdown: str, file: File, result: BuildResult, uris: Mapping[str, str]) -> str:
    """The Markdown of a page with its `[[references]]` as links."""
    if result.graph is None:
        return markdown
    linked = link_references(markdown, file.src_uri, result.graph, uris)
    if file.generated_by and linked.unresolved and not result.problems:
        # a page that another plugin made: no check has seen it
        names = ", ".join(f"`[[{one.written}]]`" for one in linked.unresolved)
        log.warning("%s on `%s` names nothing of this library", names, file.src_uri)
    return linked.text


def readable(file: File) -> str | None:
    """An empty text instead of a page that cannot be read; the checks have said why."""
    try:
        return file.content_string and None
    except (OSError, ValueError):
        return ""


def linked_anchors(html: str, files: Files) -> dict[File, dict[str, str]]:
    """The places on hand-written pages that a generated page links to, for the host to look up."""
    found: dict[File, dict[str, str]] = {}
    for path, anchor in _ANCHOR.findall(html):
        if file := files.get_file_from_path(unquote(path)):
            found.setdefault(file, {})[unquote(anchor)] = f"{path}#{anchor}"
    return found
