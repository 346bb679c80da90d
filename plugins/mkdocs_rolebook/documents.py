"""Hand-written pages in, the same with links into the library out."""

from __future__ import annotations

from mkdocs.structure.files import File

from mkdocs_rolebook.findings import log
from mkdocs_rolebook.publishing import Edition
from rolebook.pages.doc_links import link_references


def with_links(markdown: str, file: File, edition: Edition) -> str:
    """The Markdown of a page with its `[[references]]` as links."""
    if edition.graph is None:
        return markdown
    linked = link_references(markdown, file.src_uri, edition.graph)
    if file.generated_by and linked.unresolved and not edition.problems:
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
