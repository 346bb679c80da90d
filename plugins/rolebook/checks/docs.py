"""A linked library in; what is wrong between it and the hand-written pages out."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.addresses import doc_address, page_addresses
from rolebook.checks.references import ambiguous
from rolebook.checks.suggestions import closest, closest_actor
from rolebook.diagnostics import Diagnostic, Rule
from rolebook.doctrine import cited
from rolebook.graph import LibraryGraph

DANGLING_DOCTRINE = Rule("RB107", "dangling-doctrine")
"""A principle that cannot be looked up binds nobody."""


def dangling_doctrine(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Doctrine references to a file that is no introduction and no page of the docs."""
    library = graph.library
    for role in graph.roles.values():
        for reference in role.doctrine:
            if cited(reference.written, role, library) is None:
                known = sorted(
                    {p.home for p in library.docs} | {i.home for i in library.introductions}
                )
                yield Diagnostic(
                    DANGLING_DOCTRINE,
                    f"doctrine `{reference.written}` is neither an introduction of the roles"
                    " nor a page of the docs",
                    reference.span,
                    closest(reference.written, known, "name a page by its path in the docs folder"),
                    subjects=(role.name,),
                )


DANGLING_DOC_REFERENCE = Rule("RB108", "dangling-doc-reference")
"""A `[[reference]]` on a hand-written page promises the reader that the link leads somewhere."""


def dangling_doc_references(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """`[[…]]` on a page of the docs that names no role, domain, competency or atlas."""
    for page in graph.library.docs:
        for one in page.references:
            resolution = graph.resolver.anything(one.target)
            if resolution.ambiguous:
                yield ambiguous("reference", one.target, resolution, page.path)
            elif not resolution.candidates:
                yield Diagnostic(
                    DANGLING_DOC_REFERENCE,
                    f"`[[{one.target.written}]]` is no role, domain, competency or atlas"
                    " of this library",
                    one.target.span,
                    closest_actor(graph, one.target.name),
                    subjects=(page.path,),
                )


CLAIMED_ADDRESS = Rule("RB501", "claimed-address")
"""Of two pages with one address the reader gets one, and its author never learns which."""


def claimed_addresses(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Hand-written pages at the address of a generated one; capitals make no difference."""
    generated = page_addresses(graph)
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
