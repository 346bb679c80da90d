"""The blocks of a boundaries section in; its boundaries, guardrails and what is neither out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import plain
from rolebook.languages.grammar import Grammar
from rolebook.languages.headings import SectionKind, section_name
from rolebook.languages.openings import RULES, Negation
from rolebook.model import Boundary, Passage, Reference, Standing
from rolebook.parse.roles.divisions import only_owner
from rolebook.parse.roles.items import Item, passage, read_item
from rolebook.parse.roles.owners import owners_in
from rolebook.parse.roles.tables import read_rows
from rolebook.parse.roles.wording import wording
from rolebook.text.source import Source, Span

_LISTS: Final = ("bullet_list", "ordered_list", "table")


@dataclass(slots=True)
class Disowned:
    """What the boundaries sections of a role say."""

    boundaries: list[Boundary] = field(default_factory=list)
    guardrails: list[Passage] = field(default_factory=list)
    """What stands there besides, in the order written."""

    unread: list[Passage] = field(default_factory=list)
    """Items and rows that say neither what is not done nor who does it."""

    empty: list[Span] = field(default_factory=list)
    """Openings that go on with nothing."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a section an item stands."""

    above: Negation | None = None
    """How the heading, or the item around, negates."""

    context: tuple[str, ...] = ()
    """As in `Boundary`."""


def read_section(
    blocks: Sequence[Block], source: Source, grammar: Grammar, kind: SectionKind, into: Disowned
) -> None:
    """Read one section below a heading of a kind."""
    section = Negation.LISTED if kind is SectionKind.REFUSALS else None
    _Section(source, grammar, into).blocks(blocks, _Place(section))
    if kind is SectionKind.LIMITS:
        into.unread.clear()  # what a role is otherwise kept from, it is kept from


class _Section:
    def __init__(self, source: Source, grammar: Grammar, into: Disowned) -> None:
        self._source, self._grammar, self._into = source, grammar, into

    def blocks(self, blocks: Sequence[Block], place: _Place) -> None:
        """Read blocks that follow one another."""
        outer = place
        number = 0
        heading: Passage | None = None
        before = self._count()
        while number < len(blocks):
            block = blocks[number]
            number += 1
            if block.kind == "heading":
                self._introduced(heading, before)
                heading, before = passage(block, self._source), self._count()
                place = self._below(block, outer)
            elif block.kind == "paragraph" and self._introduces(block, blocks[number : number + 1]):
                self._under(block, blocks[number], place)
                number += 1
            else:
                self.block(block, place)
        self._introduced(heading, before)

    def _count(self) -> tuple[int, int]:
        return len(self._into.boundaries), len(self._into.guardrails)

    def _introduced(self, above: Passage | None, before: tuple[int, int]) -> None:
        """Keep what stands above some items: with the first of them that is no boundary, or alone
        where there is none; a boundary says itself what it stands under."""
        boundaries, guardrails = before
        said = len(self._into.boundaries) > boundaries
        if above and (len(self._into.guardrails) > guardrails or not said):
            self._into.guardrails.insert(guardrails, above)

    def block(self, block: Block, place: _Place) -> None:
        """Read one block that is no heading."""
        if block.kind == "table" and block.rows:
            self._table(block, place)
        elif block.items:
            for item in block.items:
                self._item(item, place, listed=True)
        elif block.kind == "blockquote" and block.children:
            self.blocks(block.children, place)
        elif block.kind in ("paragraph", "blockquote") and block.inlines:
            self._item(block, place, listed=False)
        elif block.kind != "hr":
            self._into.guardrails.append(passage(block, self._source))

    def _item(self, block: Block, place: _Place, *, listed: bool) -> None:
        """A bullet with what stands below it, or a paragraph."""
        if not block.inlines:
            return
        inline = block.inlines[0]
        prose = self._lines(block.first_line, block.last_line)
        inner = [one for one in block.children[1:] if one.kind in _LISTS]
        item = self._read(inline, prose, place, listed=listed)
        if item.empty and not inner:
            self._into.empty.append(item.empty)
        if inner and (said := self._said_below(item, inline, inner)):
            item = item._replace(boundaries=said)
        elif inner and not any(_stands(one) for one in item.boundaries):
            within = Disowned()
            opens = item.opening.kind if item.opening else place.above
            below = _Place(opens, (*place.context, plain(inline.text)))
            _Section(self._source, self._grammar, within).blocks(block.children[1:], below)
            if within.boundaries:
                before = self._count()
                self._take(within)
                self._introduced(self._lines(block.first_line, inline.last_line), before)
                return
        if any(one.owners or one.negation not in RULES for one in item.boundaries):
            self._into.boundaries += [
                replace(one, context=place.context, rest=self._whole(one, block, inline))
                if place.context or block.last_line > inline.last_line
                else one
                for one in item.boundaries
            ]
            return
        self._into.guardrails.append(prose)
        if listed and not item.opening:
            self._into.unread.append(prose)

    def _said_below(
        self, item: Item, inline: Inline, inner: Sequence[Block]
    ) -> tuple[Boundary, ...]:
        """An item's boundary with the owners that the items below it name, where these say nothing
        else: "Does NOT set quota" above "**sales-lead** decides"."""
        if len(item.boundaries) != 1 or _stands(item.boundaries[0]) or not item.opening:
            return ()
        if inline.text.rstrip(" *_").endswith(":"):
            return ()
        owners: list[Reference] = []
        named: list[Reference] = []
        for one in (one for block in inner for one in block.items):
            said = wording(one.inlines[0]) if one.inlines else None
            if said is None or one.children[1:]:
                return ()
            found = owners_in(said, 0, len(said.text), self._grammar)
            opening = self._grammar.opening(said.text, 0, subject=True)
            if opening or (found.owners and not only_owner(said, found, self._grammar)):
                return ()
            owners += found.owners
            named += found.named
        if not owners:
            return ()
        boundary = item.boundaries[0]
        return (replace(boundary, owners=tuple(owners), named=(*boundary.named, *named)),)

    def _read(self, inline: Inline, prose: Passage, place: _Place, *, listed: bool) -> Item:
        above = place.above if listed else None
        item = read_item(inline, prose, self._grammar, above=above, quiet=listed, bare=listed)
        if not listed and not item.opening:
            # a paragraph tells much besides: "It does not …" counts where an owner stands
            quiet = read_item(inline, prose, self._grammar, quiet=True)
            if quiet.boundaries and all(map(_is_owned, quiet.boundaries)):
                return quiet
        return item

    def _whole(self, boundary: Boundary, block: Block, inline: Inline) -> Passage:
        """What follows a boundary's heading, with the blocks below its first paragraph."""
        if block.last_line <= inline.last_line:
            return boundary.rest
        lines = self._source.lines[inline.last_line : block.last_line]
        below = textwrap.dedent("\n".join(lines))
        return replace(boundary.rest, text=f"{boundary.rest.text}\n{below}")

    def _lines(self, first: int, last: int) -> Passage:
        """Lines of an item, further out by as much as it stands further in."""
        lines = self._source.lines[first - 1 : last]
        return Passage(self._source.path, first, textwrap.dedent("\n".join(lines)))

    def _take(self, within: Disowned) -> None:
        self._into.boundaries += within.boundaries
        self._into.guardrails += within.guardrails
        self._into.unread += within.unread
        self._into.empty += within.empty

    def _below(self, heading: Block, outer: _Place) -> _Place:
        """What a sub-heading says of the items below it."""
        title = plain(heading.inlines[0].text) if heading.inlines else ""
        named = section_name(title)
        negates = named is not None and named.kind is SectionKind.REFUSALS
        above = Negation.LISTED if negates else outer.above
        if not named and (opening := self._grammar.opening(title, 0, subject=True)):
            above = opening.kind
        return _Place(above, (title,) if title else ())

    def _introduces(self, block: Block, following: Sequence[Block]) -> bool:
        """Whether a paragraph says of the list below it that it is not done: "It must NOT:"."""
        if not following or following[0].kind not in _LISTS or not block.inlines:
            return False
        text = block.inlines[0].text.rstrip(" *_")
        return text.endswith(":")

    def _under(self, block: Block, below: Block, place: _Place) -> None:
        title = plain(block.inlines[0].text)
        said = wording(block.inlines[0]).text
        begin = len(said) - len(said.lstrip())
        opening = self._grammar.opening(said, begin, subject=True)
        named = section_name(title)
        above = place.above
        if opening:
            above = opening.kind
        elif named and named.kind is SectionKind.REFUSALS:
            above = Negation.LISTED
        before = self._count()
        self.block(below, _Place(above, (*place.context, title)))
        self._introduced(passage(block, self._source), before)

    def _table(self, block: Block, place: _Place) -> None:
        rows = read_rows(block, self._source, self._grammar, place.above, place.context)
        for boundary, prose in rows:
            if boundary:
                self._into.boundaries.append(boundary)
            else:
                self._into.guardrails.append(prose)
                self._into.unread.append(prose)


def _is_owned(boundary: Boundary) -> bool:
    return any(
        one.standing is Standing.OWNER and (one.marked or one.typed) for one in boundary.owners
    )


def _stands(boundary: Boundary) -> bool:
    return bool(boundary.owners)
