"""A linked library in; what is wrong between it and the hand-written pages out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from rolebook.checks.references import ambiguous, missing_item
from rolebook.checks.suggestions import closest, closest_actor
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.addresses import doc_address, hand_written, page_addresses
from rolebook.graph.doctrine import cited
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.nearest import Names

DANGLING_DOCTRINE = rule("RB107")
"""A principle that cannot be looked up binds nobody."""


def dangling_doctrine(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Doctrine references to a file that is no introduction and no page of the docs."""
    library = graph.library
    known = Names(sorted({p.home for p in library.docs} | {i.home for i in library.introductions}))
    for role in graph.roles.values():
        for reference in role.doctrine:
            if cited(reference.written, role, library) is None:
                yield Diagnostic(
                    DANGLING_DOCTRINE,
                    f"doctrine `{reference.written}` is nowhere: no page of the docs, and no"
                    " introduction (`LIBRARY.md`, `README.md`) of the roles",
                    reference.span,
                    closest(reference.written, known, _write_it(reference.written)),
                    subjects=(role.name,),
                )


def _write_it(written: str) -> str:
    if posixpath.basename(written).lower() in ("library.md", "readme.md"):
        return f"write `{posixpath.basename(written)}` into the roles folder, or remove this"
    return "name a page by its path in the docs folder"


_NAME_ONE: Final = "name a role, a domain as `sales/`, an atlas, or `atlas_id#competency_id`"


DANGLING_DOC_REFERENCE = rule("RB108")
"""A `[[reference]]` on a hand-written page promises the reader that the link leads somewhere."""


def dangling_doc_references(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """`[[…]]` in a role or on a page of the docs that names no role, domain, competency or
    atlas."""
    charted = Names(sorted({*graph.atlases, *graph.competencies}))
    said = [(page.path, "", one.target) for page in graph.library.docs for one in page.references]
    for role in graph.roles.values():
        said += [(role.name, role.domain, one) for one in role.references]
    for subject, domain, target in said:
        resolution = graph.resolver.anything(target, domain)
        if resolution.ambiguous:
            yield ambiguous("reference", target, resolution, subject)
        elif resolution.candidates:
            yield from missing_item(graph, target, resolution, subject)
        elif not graph.unread(target):
            yield Diagnostic(
                DANGLING_DOC_REFERENCE,
                f"`[[{target.written}]]` is no role, domain, competency or atlas of this library",
                target.span,
                closest_actor(graph, target.written, "")
                or closest(target.written, charted, _NAME_ONE),
                subjects=(subject,),
            )


UNCLOSED_REFERENCE = rule("RB148")
"""Without its `]]` a reference is text, and leads nowhere: nobody sees that it was to be a link."""


def unclosed_references(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """`[[` in a role that nothing closes, where the name of something, or nearly one, follows."""
    for role in graph.roles.values():
        for one in role.unclosed:
            known = graph.resolver.anything(one, role.domain).candidates
            meant = one.written if known else graph.resolver.nearly(one.name)
            if meant:
                yield Diagnostic(
                    UNCLOSED_REFERENCE,
                    f"`[[{one.written}` is not closed, and so no link",
                    one.span,
                    f"write `[[{meant}]]`, or remove the brackets",
                    subjects=(role.name,),
                )


CLAIMED_ADDRESS = rule("RB501")
"""Of two pages with one address the reader gets one, and its author never learns which."""


def claimed_addresses(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Hand-written pages at the address of a generated one; capitals make no difference."""
    generated = page_addresses(graph) if graph.library.docs else {}
    for page in graph.library.docs:
        address = doc_address(page.home).lower()
        if address in generated:
            yield Diagnostic(
                CLAIMED_ADDRESS,
                f"the page `{page.home}` has the address `{address}` of {generated[address]}",
                page.span,
                "rename or move the hand-written page",
                subjects=(page.path,),
            )


HAND_WRITTEN_INSTEAD = rule("RB520")
"""A page that a site may do without gives way to a hand-written one at its address. Whoever wrote
that one may not know that there is another."""


def hand_written_instead(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Hand-written pages in the place of an optional page of ours, which is not made."""
    off = graph.library.layout.off
    for address, page in sorted(hand_written(graph.library).items()):
        name = address.rstrip("/")
        if name not in off:
            yield Diagnostic(
                HAND_WRITTEN_INSTEAD,
                f"the page `{page.home}` stands in the place of the generated `{address}`",
                page.span,
                f"if that is meant, say `pages: {{{name}: off}}` in the `rolebook:` block; else"
                " rename it",
                subjects=(page.path,),
            )
