"""A linked library in; names that read as another name than they are out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.text.identity import slug
from rolebook.text.source import Span

LOOKALIKE_NAME = rule("RB041")
"""A reviewer reads `sales-lead` where a Cyrillic letter makes it another name (UTS #39)."""

_OTHER_SCRIPTS: Final = {
    # Cyrillic, Greek, Armenian, Coptic and Cherokee letters that most faces draw as these
    "a": "аӑαаⲁ", "b": "ЬВΒᏏⲂ", "c": "сϲсⲥС", "d": "ԁᏧ", "e": "еҽєЕΕⲉ", "g": "ցԍ", "h": "һհНΗᏂ",
    "i": "іιӏІΙⲓ", "j": "јϳյЈᎫ", "k": "кκКΚⲕᏦ", "l": "ӏԼᏞ", "m": "мМΜᎷⲘ", "n": "ոпηΝⲚ",
    "o": "оοօОΟՕⲟ", "p": "рρРΡⲣᏢ", "q": "ԛգզ", "r": "гᴦᏒ", "s": "ѕՏЅᏚ", "t": "тτТΤⲦᎢ", "u": "սυՍ",
    "v": "ѵνѴᏙ", "w": "ԝաωшᎳԜ", "x": "хχХΧⲭ", "y": "уүγУΥҮⲩ", "z": "ᏃΖⲌ",
}  # fmt: skip
_LATIN: Final = {"a": "ɑ", "g": "ɡ", "i": "ıɩ", "l": "ǀ", "o": "ⱺ", "u": "ʋ", "y": "ʏ"}
"""Letters that Turkish and phonetic spellings need: alone they say nothing."""

_MIXED: Final = {
    ord(one): letter.upper() if one.isupper() else letter
    for letter, several in _OTHER_SCRIPTS.items()
    for one in several
}
_READS_AS: Final = _MIXED | {
    ord(one): letter for letter, several in _LATIN.items() for one in several
}
_WORD: Final = re.compile(r"[^\W\d_]+")


def lookalike_names(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Ids, titles, aliases, folders and references, as they are written."""
    known = _known(graph)
    for role in graph.library.roles:
        for written, span in _of_role(graph, role):
            yield from _lookalike(written, span, known, role.name)
        for name in role.home.split("/"):
            yield from _lookalike(name, Span(role.path), known, role.name, in_path=True)
    for atlas in graph.library.atlases:
        prerequisites = (one for c in atlas.competencies for one in c.prerequisites)
        proven = (one for c in atlas.competencies for one in c.proves)
        for reference in (*atlas.roles, *prerequisites, *proven):
            yield from _lookalike(reference.written, reference.span, known, atlas.id)


def _of_role(graph: LibraryGraph, role: Role) -> Iterator[tuple[str, Span]]:
    yield _written(graph, role.span), role.span
    for name in (role.title, *role.aliases):
        if not name.isascii():
            yield name, _place(graph, role, name)
    for boundary in role.boundaries:
        yield from ((one.written, one.span) for one in boundary.owners)
    yield from ((one.target.written, one.target.span) for one in role.relations)


def _written(graph: LibraryGraph, span: Span) -> str:
    source = graph.library.sources.get(span.path)
    if source is None or span.line != span.end_line or span.line > len(source.lines):
        return ""
    return source.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _place(graph: LibraryGraph, role: Role, name: str) -> Span:
    """Where a name stands; where the role's id does, if it is not written so."""
    source = graph.library.sources.get(role.path)
    at = source.text.find(name) if source else -1
    return source.span(at, at + len(name)) if source and at >= 0 else role.span


def _known(graph: LibraryGraph) -> frozenset[str]:
    """Every ASCII name that something of the library answers to."""
    roles = (n for r in graph.library.roles for n in (r.id, r.domain, r.title, *r.aliases))
    return frozenset(
        slug(name) for name in (*roles, *graph.atlases, *graph.domains) if name.isascii()
    )


def _lookalike(
    written: str, span: Span, known: frozenset[str], subject: str, in_path: bool = False
) -> Iterator[Diagnostic]:
    if written.isascii():
        return
    reads_as = written.translate(_READS_AS)
    odd = next((one for word in _WORD.findall(written) if (one := _mixed(word))), "")
    if not odd and reads_as != written and slug(reads_as) in known and reads_as.isascii():
        odd = next(one for one in written if ord(one) in _READS_AS)
    if odd:
        name = unicodedata.name(odd, "an unnamed character").lower()
        where, mend = (" in the path", "rename it to") if in_path else ("", "write")
        yield Diagnostic(
            LOOKALIKE_NAME,
            f"`{written}`{where} holds U+{ord(odd):04X} ({name}) where a reader sees `"
            f"{_READS_AS[ord(odd)]}`",
            span,
            f"{mend} `{reads_as}`, or the whole word in the other script",
            subjects=(subject,),
        )


def _mixed(word: str) -> str:
    """The first letter of another script in a word of Latin letters that nobody sees as such."""
    if not any(one.isascii() for one in word):
        return ""
    return next((one for one in word if ord(one) in _MIXED), "")
