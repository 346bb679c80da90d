"""A linked library and files that move in; the edits that make every relative link lead there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from rolebook.edits.change import Change, Edit
from rolebook.graph.addresses import doc_address
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import DocPage, Introduction, Role, SourceLink
from rolebook.text.source import Source, Span


def link_edits(
    graph: LibraryGraph,
    moves: Change,
    addresses: Mapping[str, str],
    fragments: Mapping[tuple[str, str], str],
) -> Iterator[Edit]:
    """What changes of the links of roles, introductions and hand-written pages.

    `addresses` are those of pages that move on the site, each with its new one; `fragments` the
    new fragments, by the path of a source and the old fragment in lower case.
    """
    library = graph.library
    texts: tuple[Role | Introduction | DocPage, ...]
    texts = (*library.roles, *library.introductions, *library.docs)
    for text in texts:
        for link in text.links:
            source = library.sources.get(text.path)
            if source is None:
                continue
            target = _target(text.path, link)
            if new := fragments.get((target, link.fragment.lower())):
                place = link.fragment_span
                if source.lines[place.line - 1][place.column - 1 : place.column] == "#":
                    yield Edit(place, f"#{new}")
            written = link.written and _moved_file(text.path, link.written, target, moves)
            if not written and isinstance(text, DocPage):
                written = _moved_page(text.home, link.written, addresses)
            if written and (at := _place(source, link)):
                yield Edit(at, written)


def _target(path: str, link: SourceLink) -> str:
    if not link.written:
        return path
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link.written))


def _moved_file(path: str, written: str, target: str, moves: Change) -> str:
    """How a link to a file or folder is written from now on; empty where it stays."""
    start, end = posixpath.dirname(moves.moved(path)), moves.moved(target)
    if posixpath.normpath(posixpath.join(start, written)) == end:
        return ""
    new = posixpath.relpath(end, start or ".")
    if written.startswith("./") and not new.startswith("."):
        new = f"./{new}"
    return f"{new}/" if written.endswith("/") else new


def _moved_page(home: str, written: str, addresses: Mapping[str, str]) -> str:
    """The same of a link to a page of the site: to its file, as hosts want it, or its address."""
    if not written:
        return ""
    ending = re.search(r"/?(?:index\.(?:md|html))?$", written)
    ending_text = ending[0] if ending else ""
    for here in (posixpath.dirname(home), doc_address(home).rstrip("/")):
        path = posixpath.normpath(posixpath.join(here, written.removesuffix(ending_text)))
        for old, new in addresses.items():
            if f"{path}/".startswith(old):
                end = (new + f"{path}/"[len(old) :]).rstrip("/")
                return posixpath.relpath(end, here or ".") + ending_text
    return ""


def _place(source: Source, link: SourceLink) -> Span | None:
    """Where the path of a link stands, without its query and fragment."""
    start = source.line_starts[link.span.line - 1] + link.span.column - 1
    stop = source.line_starts[link.span.end_line - 1] + link.span.end_column - 1
    path = re.split(r"[?#]", source.text[start:stop], maxsplit=1)[0]
    if unquote(path) == unquote(link.written):
        return source.span(start, start + len(path))
    # of a reference-style link the target stands in its definition
    for written in dict.fromkeys((link.written, quote(link.written))):
        defined = re.compile(
            rf"^[ ]{{0,3}}\[[^\[\]\n]+\]:[ \t]+<?({re.escape(written)})(?=[\s>?#]|$)", re.M
        )
        if match := defined.search(source.text):
            return source.span(*match.span(1))
    return None
