"""A text and what negates in it in, the boundaries that it draws out (design.md §2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import plain
from rolebook.languages.grammar import Grammar
from rolebook.languages.openings import Negation, Opening
from rolebook.languages.phrases import WORD
from rolebook.model import Boundary, Passage, Reference, Responsibility, Standing
from rolebook.parse.roles.divisions import (
    CLOSING,
    PUNCTUATION,
    after_statement,
    before_owner,
    bold_words,
    clause_end,
    ends_before,
    first_dash,
    is_all_bold,
    name_after_comma,
    owner_groups,
)
from rolebook.parse.roles.owners import Owners, owners_in
from rolebook.parse.roles.wording import NAME, Wording, masked
from rolebook.text.identity import key_of

_KEY: Final = re.compile(r"\s*\{#([A-Za-z0-9][\w.-]*)\}")
_KEY_ALONE: Final = re.compile(r"\{#([A-Za-z0-9][\w.-]*)\}")
KEY_WITHIN: Final = re.compile(r"\{#([A-Za-z0-9][\w.-]*)\}[\s.:]*$")
"""A key at the end of the bold words instead of right after them."""

_BETWEEN: Final = re.compile(r"[\s,;.*_]*(?:(?:or|and|nor)\b)?[\s*_]*", re.I)


class BoundaryReader:
    """One text, with what negates in it."""

    def __init__(
        self,
        said: Wording,
        begin: int,
        opening: Opening | None,
        above: Negation | None,
        prose: Passage,
        grammar: Grammar,
    ) -> None:
        self._said, self._begin, self._opening = said, begin, opening
        self._inline, self._prose, self._grammar = said.inline, prose, grammar
        self._kind: Final = opening.kind if opening else above or Negation.NONE
        self._surely: Final = self._kind in (Negation.NEVER, Negation.NONE)
        self._single = True

    def boundaries(self) -> Iterator[Boundary]:
        """What the text disowns, in the order written."""
        inline, text = self._inline, self._inline.text
        begin = self._opening.end if self._opening else self._begin
        first = self._opening.start if self._opening else self._begin
        bold = bold_words(inline, first, begin)
        all_bold = bool(bold and is_all_bold(text, bold))
        start = begin
        if bold and bold.end <= start and (closing := CLOSING.match(text, bold.end)):
            start = max(closing.end(), start)  # only "Does NOT" itself is bold
        dash = first_dash(inline, start, in_bold=all_bold)
        stated = dash.start() if dash else len(text)
        if bold and bold.end > start and not all_bold:
            # the bold words are the statement, whatever follows them
            head_end, rest = bold.end, bold.outer_end
        elif dash:
            head_end = rest = dash.start()
        else:
            yield from self._undivided(start)
            return
        groups = owner_groups(self._said, start, stated, self._grammar, clause=dash is not None)
        if groups:
            self._single = False
            yield from self._in_parentheses(start, groups)
            # what is left before the dash has its owner behind it
            start = groups[-1][1]
            left = _BETWEEN.match(text, start)
            start = left.end() if left else start
            if not dash or not plain(text[start:stated]):
                return
            head_end, rest = stated, stated
        key = _KEY.match(text, rest)
        if not key and (key := KEY_WITHIN.search(text, start, head_end)):
            head_end = key.start()
        rest = max(rest, key.end()) if key else rest
        clause = dash.end() if dash and not ends_before(self._said, head_end, rest, dash) else rest
        one = self._boundary(start, head_end, clause, key)
        if not groups and not bold and not (one and _stands(one)):
            # the dash may only add something: "Refunds belong to x — always"
            others = list(self._undivided(start))
            if any(map(_stands, others)):
                yield from others
                return
        if one:
            yield one

    def _undivided(self, start: int) -> Iterator[Boundary]:
        """Neither a dash nor bold words say where the statement ends."""
        text = self._inline.text
        stop = clause_end(text, start, self._said)
        groups = owner_groups(self._said, start, stop, self._grammar, clause=False)
        if groups:
            self._single = len(groups) == 1 and not plain(text[groups[-1][1] :])
            yield from self._in_parentheses(start, groups)
            return
        found = owners_in(self._said, start, stop, self._grammar, surely=True)
        head_end, clause = stop, stop
        if found.first > start:
            head_end, clause = before_owner(
                self._said,
                start,
                found.first,
                self._grammar,
                close=self._opening is None,
            )
            if head_end < 0:
                head_end = clause = stop
        elif found.first >= 0 and self._kind is Negation.NONE:
            if len(WORD.findall(self._said.text, start, stop)) < _SENTENCE:
                return  # "Sales:" is a heading
            head_end, clause = stop, start  # "sales-lead decides on quota"
        elif comma := name_after_comma(self._said, start, stop, self._grammar):
            head_end, clause = comma, comma + 1
        elif colon := _COLON_END.search(text, start, stop):
            head_end, clause = colon.start(), colon.end()
        key = _KEY_ALONE.search(text, start, head_end)
        end = key.start() if key else head_end
        if one := self._boundary(start, end, clause, key):
            yield one

    def _boundary(
        self, start: int, head_end: int, clause: int, key: re.Match[str] | None
    ) -> Boundary | None:
        text, said = self._inline.text, self._said
        opens = PUNCTUATION.match(text, clause)
        clause = opens.end() if opens else clause
        begin, found = clause, None
        named: tuple[Reference, ...] = ()
        words: tuple[Reference, ...] = ()
        end = begin
        for _ in range(_CLAUSES):
            end = clause_end(text, begin, said)
            later = begin > clause
            found = owners_in(said, begin, end, self._grammar, surely=self._surely or later)
            named += found.named
            if any(map(_may_own, found.owners)) or end >= len(text):
                break
            words += found.owners
            opens = PUNCTUATION.match(text, end)
            begin = opens.end() if opens else end + 1
        assert found is not None
        if self._kind is Negation.NONE and found.first < 0:
            return None
        semicolon = text.find(";", clause)
        stop = semicolon if semicolon >= 0 else len(text)
        return self._made(
            start,
            head_end,
            found._replace(owners=(*words, *found.owners), named=named),
            key,
            clause,
            stop,
        )

    def _made(
        self,
        start: int,
        head_end: int,
        found: Owners,
        key: re.Match[str] | None,
        clause: int,
        stop: int,
    ) -> Boundary | None:
        text = self._inline.text
        kept = self._opening.kept if self._opening else ""
        said = kept
        if kept and self._opening and not plain(text[start:head_end]).strip(" -—–→"):
            # the negation is the last word: "Führt Archive nicht"
            start, head_end, said = self._opening.start, self._opening.end, ""
        disowned = _disowned(self._inline, start, head_end, key, said)
        if disowned is None:
            return None
        if kept and not said:
            name = key[1].lower() if key else key_of(kept)
            disowned = replace(disowned, statement=kept, key=name)
        heading = plain(text[self._begin : head_end]) if self._single else ""
        shown = after_statement(text, head_end, clause, key)
        line = self._inline.first_line + (text.count("\n", 0, shown) if heading else 0)
        return Boundary(
            disowned,
            found.owners,
            self._prose,
            disowned.span,
            negation=self._kind,
            heading=heading,
            rest=Passage(self._prose.path, line, text[shown:].strip() if heading else text),
            clause=masked(self._said, clause, stop)[clause:stop].replace(NAME, " "),
            named=found.named,
        )

    def _in_parentheses(
        self, start: int, groups: list[tuple[int, int, Owners]]
    ) -> Iterator[Boundary]:
        text = self._inline.text
        for opening, end, found in groups:
            between = _BETWEEN.match(text, start)
            begin = between.end() if between else start
            again = self._grammar.opening(self._said.text, begin, subject=False)
            begin = again.end if again else begin
            head_end = len(text[:opening].rstrip(" \n*_"))
            key = _KEY_ALONE.search(text, begin, opening)
            end_of_it = key.start() if key else head_end
            if one := self._made(begin, end_of_it, found, key, opening, end):
                yield one
            start = end


def _may_own(owner: Reference) -> bool:
    """Whether a name is more than some word that a verb follows: "until it was read"."""
    return owner.marked or owner.typed or owner.nearly or owner.standing is Standing.OWNER


def _stands(boundary: Boundary) -> bool:
    """Whether somebody stands as the owner."""
    return any(one.standing is Standing.OWNER for one in boundary.owners)


_SENTENCE: Final = 3
"""Words of the shortest one that says who has what."""

_CLAUSES: Final = 3
"""How many clauses are looked through for an owner, where the first names nobody."""

_COLON_END: Final = re.compile(r":(?=\s)")


def boundary_of(
    inline: Inline,
    start: int,
    end: int,
    owners: Sequence[Reference],
    prose: Passage,
    explicit: re.Match[str] | None = None,
) -> Boundary | None:
    """The boundary whose statement stands between two offsets; none where no words are left.

    `explicit` is the match of a key that the author wrote.
    """
    disowned = _disowned(inline, start, end, explicit)
    return Boundary(disowned, tuple(owners), prose, disowned.span) if disowned else None


def _disowned(
    inline: Inline, start: int, end: int, explicit: re.Match[str] | None, kept: str = ""
) -> Responsibility | None:
    """What is stated between two offsets, behind words of the opening that belong to it."""
    written = inline.text[start:end]
    statement = plain(written)
    if not statement:
        return None
    statement = f"{kept} {statement}" if kept else statement
    last = start + len(written.rstrip(" \n*_.,;:"))
    span = inline.span(start, max(last, start + 1))
    key = explicit[1].lower() if explicit else key_of(statement)
    stands = inline.span(*explicit.span(1)) if explicit else None
    return Responsibility(statement, key, span, detail="", key_span=stands)
