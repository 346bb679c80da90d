"""A linked library in; links of its roles and introductions that lead nowhere out."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.checks.suggestions import closest
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.toc_anchors import DocAnchors, doc_anchors
from rolebook.graph.fragments import Fragments
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Introduction, Role, SourceLink

DEAD_LINK = rule("RB502")
"""A reader who follows it finds nothing, and cannot know what should have been there."""

ILLUSTRATIONS: Final = frozenset(
    {"url", "uri", "link", "href", "src", "path", "file", "filename", "image", "img",
     "urls", "images", "files", "links", "paths",
     "picture", "photo", "screenshot", "target", "address", "page", "here", "to", "the",
     "your", "my", "name", "title", "text", "alt", "destination", "placeholder", "example",
     "source", "md", "png", "jpg", "jpeg", "gif", "svg", "html"}
)  # fmt: skip
"""Words that stand for a target where a text only shows how links are written."""

_BETWEEN_WORDS: Final = re.compile(r"[-_./ \d]+")
_LONGEST_ILLUSTRATION: Final = 60
_VARIABLE: Final = re.compile(r"\w+_(?:url|uri|link|href|path|src)")
"""`thumbnail_url` is a value to be put in."""

_ELSE: Final = "correct the path, or remove the link"
_LOOKED_UP: Final = 100
"""Dead links of one file for which a likely target is looked up: each is compared with every file
of a folder."""


def dead_links(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Relative links and images to files that are not there."""
    files = graph.library.files
    linking = [one for one in _texts(graph) if one.links and one.path in files]
    folders = {folder for file in files for folder in _above(file)} - {"."} if linking else set()
    if any("/" not in file for file in files):
        folders.add(".")  # the project itself is a folder of sources
    near: dict[str, list[str]] = defaultdict(list)
    for file in sorted(files) if linking else ():
        near[posixpath.basename(file)].append(file)
        near[f"{posixpath.dirname(file)}/"].append(file)
    # an owner that is nobody is reported as that
    owners = {
        (deferral.role.path, owner.reference.span.line, owner.reference.path)
        for deferral in graph.deferrals
        for owner in deferral.owners
        if owner.reference.path and not owner.resolution.candidates
    }
    for text in linking:
        here = posixpath.dirname(text.path)
        doctrine = text.doctrine if isinstance(text, Role) else ()
        cited = {(one.span.line, one.written) for one in doctrine}
        meant: dict[str, str] = {}
        for link in text.links:
            if not link.written or (link.span.line, link.written) in cited:
                continue  # a principle that is not there is reported as that
            target = _target(text, link)
            if (text.path, link.span.line, target) in owners:
                continue
            if target in graph.library.astray:
                yield _astray(text, link, graph.library.astray[target])
                continue
            # what lies outside the folders was not looked at, and may well be there
            if target in files or target in folders or folders.isdisjoint(_above(target)):
                continue
            if _illustrates(link.written):
                continue
            if target not in meant and len(meant) < _LOOKED_UP:
                # a file of this name elsewhere, or one of a name like it in that folder
                others = near[posixpath.basename(target)] or near[f"{posixpath.dirname(target)}/"]
                known = [posixpath.relpath(one, here or ".") for one in others]
                name = posixpath.basename(target)
                if [posixpath.basename(one) for one in known] == [name]:
                    meant[target] = f"did you mean `{known[0]}`?"
                else:
                    meant[target] = closest(link.written, known, _ELSE)
            yield Diagnostic(
                DEAD_LINK,
                f"the link to `{link.written}` leads nowhere: there is no such file",
                link.span,
                meant.get(target, _ELSE),
                subjects=(text.name,),
            )


LINK_ASTRAY = rule("RB515")
"""What a symbolic link leads to is published where the link stands, whatever it is elsewhere."""


def _astray(text: Role | Introduction, link: SourceLink, reason: str) -> Diagnostic:
    return Diagnostic(
        LINK_ASTRAY,
        f"`{link.written}` is not published: it is a symbolic link that {reason}",
        link.span,
        "replace the symbolic link by the file itself, or remove the link",
        subjects=(text.name,),
    )


def linked_files(graph: LibraryGraph) -> frozenset[str]:
    """The paths of all that roles and introductions link to: it is copied beside their pages."""
    return frozenset(_target(text, link) for text in _texts(graph) for link in text.links)


def _illustrates(written: str) -> bool:
    """Whether a target only shows how links are written: `url`, `image.png`, `path/to/file`."""
    path = written.lower().strip("./ ")
    if "path/to" in path or not path.strip("…") or _VARIABLE.fullmatch(path):
        return True
    words = [word for word in _BETWEEN_WORDS.split(path) if word]
    return len(path) < _LONGEST_ILLUSTRATION and all(word in ILLUSTRATIONS for word in words)


def _texts(graph: LibraryGraph) -> list[Role | Introduction]:
    return [*graph.roles.values(), *graph.library.introductions]


def _above(path: str) -> Iterator[str]:
    while folder := posixpath.dirname(path):
        yield folder
        path = folder
    yield "."


_WITHOUT_ANCHOR: Final = re.compile(r"|top|:~:.*|L\d+(?:-L?\d+)?")
"""What browsers and code hosts read without any anchor of the page's author."""

_NO_PLACE: Final = "name a heading or a key of that file, or remove the fragment"


def dead_fragments(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Fragments of links to sources and hand-written pages that nothing there answers to."""
    library = graph.library
    fragments = Fragments(library)
    docs: dict[str, DocAnchors] = {}
    written_by_hand = {doc.path for doc in library.docs} if library.plain_toc else set()
    for text in _texts(graph):
        looked_up = 0
        shows = _shows_a_document(fragments, text)
        for link in text.links:
            if _WITHOUT_ANCHOR.fullmatch(link.fragment):
                continue
            target = _target(text, link)
            if shows and target == text.path:
                continue
            known: Sequence[str]
            if fragments.known(target) and not fragments.meaning(target, link.fragment):
                known = fragments.all(target)
            elif target in written_by_hand and _doc(graph, docs, target).lacks(link.fragment):
                known = docs[target].ids
            else:
                continue
            looked_up += 1
            meant = [f"#{one}" for one in known] if looked_up <= _LOOKED_UP else []
            yield Diagnostic(
                DEAD_LINK,
                f"the link to `#{link.fragment}` leads nowhere: there is no such place in"
                f" `{target}`",
                link.fragment_span,
                closest(f"#{link.fragment}", meant, _NO_PLACE),
                subjects=(text.name,),
            )


def _shows_a_document(fragments: Fragments, text: Role | Introduction) -> bool:
    """Whether an agent has several links to headings within its own file, and none of them is
    there: the table of contents is that of a document which it is to write."""
    if not isinstance(text, Role) or text.agent is None:
        return False
    own = [one.fragment for one in text.links if one.fragment and not one.written]
    return len(own) > 1 and not any(fragments.meaning(text.path, one) for one in own)


def _doc(graph: LibraryGraph, read: dict[str, DocAnchors], path: str) -> DocAnchors:
    if path not in read:
        read[path] = doc_anchors(graph.library.sources[path].text)
    return read[path]


def _target(text: Role | Introduction, link: SourceLink) -> str:
    """The path of the file that a link leads to; its own for a link within it."""
    here = posixpath.dirname(text.path)
    return posixpath.normpath(posixpath.join(here, link.written)) if link.written else text.path
