"""A linked library in; the files that were read as nothing, and who names them, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rolebook.checks.links import linked_files
from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Resolution
from rolebook.model import LeftOut, Reference
from rolebook.text.source import Span

UNREAD_FILE = rule("RB080")
"""Whoever puts a file into a folder of roles means it to be one: read as nothing, it is missing
from the library, and nobody is told."""


def unread_files(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Files of a configured folder that are no source, and that no source links to."""
    for one in graph.library.left_out:
        if one.is_page:
            yield Diagnostic(
                UNREAD_FILE,
                f"`{one.path}` is no source, and is published as a hand-written page: {one.reason}",
                Span(one.path),
                one.help or "nothing need be done; outside of the folder nobody would ask",
                severity=Severity.INFO,
            )
    wrong = [one for one in graph.library.left_out if one.wrong]
    linked = linked_files(graph) if wrong else frozenset()
    for one in wrong:
        if one.path not in linked:
            yield Diagnostic(
                UNREAD_FILE,
                f"`{one.path}` is read as nothing: {one.reason}",
                Span(one.path),
                one.help or "move it out of the folder",
            )


NAMED_BUT_LEFT_OUT = rule("RB115")
"""Who names a role whose file is there is right: it is the file that has to be mended, once, and
not each of those that name it."""


@dataclass(frozen=True, slots=True)
class _Named:
    reference: Reference
    subject: str


def named_but_left_out(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Owners, relations, charted roles, what is proven and `[[…]]` that mean a file which is no
    source: one finding a file, with all places."""
    if not graph.library.named_left_out:
        return
    named: dict[str, list[_Named]] = defaultdict(list)
    files: dict[str, LeftOut] = {}
    for reference, resolution, subject in _references(graph):
        if not resolution.candidates and (file := graph.left_out(reference)):
            named[file.path].append(_Named(reference, subject))
            files[file.path] = file
    for path, places in named.items():
        places.sort(key=lambda one: one.reference.span)
        first, *others = places
        file = files[path]
        also = f", as {len(others)} more do" if len(others) > 1 else ""
        yield Diagnostic(
            NAMED_BUT_LEFT_OUT,
            f"this names `{first.reference.written}`{also}; `{path}` is there, but was left out:"
            f" {file.reason}",
            first.reference.span,
            f"mend the file: {file.help}" if file.help else "move the file, or name another role",
            tuple(Related("also named here", one.reference.span) for one in others),
            # what an agent's prose may name is no error where it is not there
            severity=Severity.WARNING if all(p.reference.expects for p in places) else None,
            subjects=tuple(dict.fromkeys(one.subject for one in places)),
        )


def _references(graph: LibraryGraph) -> Iterator[tuple[Reference, Resolution, str]]:
    for deferral in graph.deferrals:
        for owner in deferral.owners:
            yield owner.reference, owner.resolution, deferral.role.name
    for link in (*graph.relations, *graph.charted):
        yield link.reference, link.resolution, link.source.name
    for proof in graph.proofs:
        yield proof.reference, proof.resolution, proof.competency.atlas
    for page in graph.library.docs:
        for one in page.references:
            yield one.target, graph.resolver.anything(one.target), page.path
