"""A table of a boundaries section in; what each row leaves, and to whom, out (design.md §2.1)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import plain
from rolebook.languages.grammar import Grammar
from rolebook.languages.openings import Negation
from rolebook.model import Boundary, Passage
from rolebook.parse.roles.items import passage, read_item, without_reviews
from rolebook.parse.roles.owners import owners_in
from rolebook.parse.roles.wording import wording
from rolebook.text.source import Source


def read_rows(
    block: Block,
    source: Source,
    grammar: Grammar,
    above: Negation | None,
    context: tuple[str, ...],
) -> Iterator[tuple[Boundary | None, Passage]]:
    """The boundary of each row, and its words; none, with the words of the whole table, where no
    column says who has it. `above` and `context` are of what the table stands below."""
    titles = [plain(cell.text) for cell in block.rows[0]]
    heads = [title.lower() for title in titles]
    owner = _owner_column(block, heads, grammar)
    if owner < 0:
        yield None, passage(block, source)
        return
    left = next((number for number in range(len(heads)) if number != owner), owner)
    first = grammar.opening(heads[left], 0, subject=True) if heads else None
    negates = first.kind if first else above or Negation.LISTED
    within = (*context, " · ".join(filter(None, titles)))
    for row in block.rows[1:]:
        if len(row) > max(left, owner) and any(cell.text.strip() for cell in row):
            boundary, prose = _row(row, left, owner, source.path, grammar, negates)
            yield replace(boundary, context=within) if boundary else None, prose


def _row(
    row: tuple[Inline, ...],
    left: int,
    owner: int,
    path: str,
    grammar: Grammar,
    above: Negation,
) -> tuple[Boundary | None, Passage]:
    line = row[left].first_line
    cells, found = zip(*map(without_reviews, row), strict=True)
    row, reviews = cells, tuple(itertools.chain.from_iterable(found))
    words = [cell.text for number, cell in enumerate(row) if number not in (left, owner)]
    told = "; ".join(one for one in (row[owner].text, *words) if one.strip())
    prose = Passage(path, line, f"**{row[left].text}** — {told}")
    item = read_item(row[left], prose, grammar, above=above, quiet=True)
    if not item.boundaries:
        return None, prose
    said = wording(row[owner])
    who = owners_in(said, 0, len(said.text), grammar)
    one = item.boundaries[0]
    boundary = replace(
        one,
        owners=(*who.owners, *(o for o in one.owners if not who.owners)),
        named=(*one.named, *who.named),
        heading=plain(row[left].text),
        rest=Passage(path, line, told),
        clause="; ".join(words),
        reviews=reviews,
    )
    return boundary, prose


def _owner_column(block: Block, heads: Sequence[str], grammar: Grammar) -> int:
    """The column of who has it: by its heading, else the one whose cells are names; else -1."""
    owners = grammar.table_owners
    for number in range(len(heads) - 1, -1, -1):
        if heads[number].strip(" :?") in owners:
            return number
    for number in range(len(heads) - 1, 0, -1):
        cells = [row[number] for row in block.rows[1:] if number < len(row)]
        filled = [cell for cell in cells if cell.text.strip()]
        if filled and all(
            any(
                one.marked or "-" in one.written
                for one in owners_in(wording(cell), 0, len(cell.text), grammar).owners
            )
            for cell in filled
        ):
            return number
    return -1
