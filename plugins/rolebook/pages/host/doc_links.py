"""A hand-written page's Markdown in; the same with its `[[references]]` as links out.

The links lead to source files (`../roles/legal/legal-counsel/index.md`), as in any page of the
docs, so that a host which validates links validates these too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from rolebook.graph.deferrals import Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import DocReference, Reference
from rolebook.pages.links.names import Name, Names
from rolebook.parse.docs import read_doc
from rolebook.text.source import Source

_MARKUP: Final = re.compile(r"[^\w\s.,;'()/-]|_")
"""What some dialect of Markdown takes for an instruction."""

_UNNAMED: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Linked:
    """A page whose references are links."""

    text: str
    unresolved: tuple[Reference, ...]
    """Those that mean nothing or several things; they stand in the text as plain words."""


def link_references(
    text: str, home: str, graph: LibraryGraph, files: Mapping[str, str] = _UNNAMED
) -> Linked:
    """Every `[[reference]]` of a page as a link; `home` is its path within the docs folder.

    `files` says which file of that folder a generated page is for the host, by its address.
    """
    names = Names(graph)
    parts, unresolved, at = [], [], 0
    for one in read_doc(Source(home, text, home)).references:
        resolution = graph.resolver.anything(one.target)
        if resolution.target is None:
            unresolved.append(one.target)
        name = names.owner(Owner(one.target, resolution))
        parts += [text[at : one.start], _link(one, name, home, files)]
        at = one.end
    return Linked("".join([*parts, text[at:]]), tuple(unresolved))


def _link(reference: DocReference, name: Name, home: str, files: Mapping[str, str]) -> str:
    label = _literal(reference.text or name.text)
    if not name.href:
        return label
    address, _, fragment = name.href.removeprefix("rb:/").partition("#")
    file = files.get(address, f"{address}index.md")
    path = posixpath.relpath(file, posixpath.dirname(home) or ".")
    return f"[{label}]({quote(path)}{'#' + quote(fragment) if fragment else ''})"


def _literal(words: str) -> str:
    """Words that Markdown shows as they are, whichever extensions read it."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", words)
