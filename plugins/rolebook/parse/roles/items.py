"""A bullet, cell or paragraph in; what negates in it, and the boundaries that it draws, out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import plain
from rolebook.languages.grammar import OTHERS, Grammar, grammar_of
from rolebook.languages.openings import Negation, Opening
from rolebook.model import Boundary, Passage, Review
from rolebook.parse.roles.boundaries import BoundaryReader
from rolebook.parse.roles.divisions import starts_with_dash
from rolebook.parse.roles.wording import Wording, wording
from rolebook.text.source import Source, Span

_REVIEWED: Final = re.compile(r"\{reviewed:[ \t]*+\n?[ \t]*+([^{}\n]*)\}", re.I)
"""`{reviewed: 3fa9c1d2}` anywhere in a boundary, mostly behind its bold words."""

_LOUD: Final = re.compile(r"[A-ZÀ-Þ]{2}")


class Item(NamedTuple):
    """What one bullet, cell or paragraph says."""

    boundaries: tuple[Boundary, ...]
    opening: Opening | None
    """What negates; none where nothing does."""

    empty: Span | None = None
    """The opening of one that goes on with nothing."""


def read_item(
    inline: Inline,
    prose: Passage,
    grammar: Grammar,
    *,
    above: Negation | None = None,
    quiet: bool = False,
    bare: bool = False,
) -> Item:
    """The boundaries in one text: none where it neither disowns anything nor names an owner.

    An item may disown several things, each with its owner in parentheses. `above` is how the
    heading or the outer item negates, `quiet` whether "It does not …" negates without capitals,
    `bare` whether an owner alone makes a boundary.
    """
    inline, reviews = without_reviews(inline)
    said = wording(inline)
    begin = len(said.text) - len(said.text.lstrip())
    opening = grammar.opening(said.text, begin, subject=quiet)
    if opening is None and not above and (found := _in_another(said, begin, grammar, quiet)):
        opening, grammar = found
    if opening is None and above is None and not bare:
        return Item((), None)
    reader = BoundaryReader(said, begin, opening, above, prose, grammar)
    boundaries = tuple(reader.boundaries())
    if reviews:
        boundaries = tuple(replace(one, reviews=reviews) for one in boundaries)
    empty = None
    if (opening and not boundaries and not plain(inline.text[opening.end :])) or (
        opening and not boundaries and starts_with_dash(inline.text, opening.end)
    ):
        empty = inline.span(opening.start, len(inline.text[: opening.end].rstrip(" :\n*_")))
    return Item(boundaries, opening, empty)


def without_reviews(inline: Inline) -> tuple[Inline, tuple[Review, ...]]:
    """A text without the markers of reviews, which are no part of what it says, and these."""
    if "{" not in inline.text:
        return inline, ()
    found = [*_REVIEWED.finditer(inline.text)]
    if not found:
        return inline, ()
    inline = inline.without(one.span() for one in found)
    reviews = (
        Review(one[1].strip().lower(), inline.span(one.start(1), max(one.end(1), one.start(1) + 1)))
        for one in found
    )
    return inline, tuple(reviews)


def _in_another(
    said: Wording, begin: int, grammar: Grammar, quiet: bool
) -> tuple[Opening, Grammar] | None:
    """The opening of an item that was pasted from a file in another language; in a paragraph, one
    that is written large."""
    for other in OTHERS:
        if other in grammar.languages:
            continue
        opening = grammar_of(other).opening(said.text, begin, subject=False)
        if opening and (quiet or _LOUD.search(said.text, opening.start, opening.end)):
            return opening, grammar_of(other)
    return None


def passage(block: Block, source: Source) -> Passage:
    """The lines of a block, as written."""
    lines = source.lines[block.first_line - 1 : block.last_line]
    return Passage(source.path, block.first_line, "\n".join(lines))
