"""A bullet of a boundaries section in, the boundaries that it draws out (design.md §2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import Marked, plain
from rolebook.languages.grammar import OTHERS, Grammar, Negation, Opening, grammar_of
from rolebook.languages.phrases import WORD
from rolebook.model import Boundary, Passage, Reference, Responsibility, Standing
from rolebook.parse.roles.owners import Owners, owners_in
from rolebook.parse.roles.wording import NAME, Wording, masked, wording
from rolebook.text.identity import key_of
from rolebook.text.source import Source, Span

_DASH: Final = re.compile(r"(?:→|->|=>|⇒|➔|➜|[—–-](?:(?<=[—–])|(?<=\s-)-?(?=\s)))\s*")
_KEY: Final = re.compile(r"\s*\{#([A-Za-z0-9][\w.-]*)\}")
_KEY_ALONE: Final = re.compile(r"\{#([A-Za-z0-9][\w.-]*)\}")
KEY_WITHIN: Final = re.compile(r"\{#([A-Za-z0-9][\w.-]*)\}[\s.:]*$")
"""A key at the end of the bold words instead of right after them."""

_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_BETWEEN: Final = re.compile(r"[\s,;.*_]*(?:(?:or|and|nor)\b)?[\s*_]*", re.I)
_CLAUSE_END: Final = re.compile(
    # the sign first: what stands around it is looked at only there
    r"[;.!?](?:(?<=;)|(?<!\be\.g.)(?<!\bi\.e.)(?<!\bvs.)(?<!\bcf.)(?=\s+[\"“(*`\[A-ZÀ-Þ])|(?=\s*$))"
)
_CLOSING: Final = re.compile(r"[*_]*[\s:]*")


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
    said = wording(inline)
    begin = len(said.text) - len(said.text.lstrip())
    opening = grammar.opening(said.text, begin, subject=quiet)
    if opening is None and not above and (found := _in_another(said, begin, grammar, quiet)):
        opening, grammar = found
    if opening is None and above is None and not bare:
        return Item((), None)
    reader = _Item(said, begin, opening, above, prose, grammar)
    boundaries = tuple(reader.boundaries())
    empty = None
    if (opening and not boundaries and not plain(inline.text[opening.end :])) or (
        opening and not boundaries and _starts_with_dash(inline.text, opening.end)
    ):
        empty = inline.span(opening.start, len(inline.text[: opening.end].rstrip(" :\n*_")))
    return Item(boundaries, opening, empty)


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


_LOUD: Final = re.compile(r"[A-ZÀ-Þ]{2}")


def _starts_with_dash(text: str, at: int) -> bool:
    match = _CLOSING.match(text, at)
    return match is not None and _DASH.match(text, match.end()) is not None


def passage(block: Block, source: Source) -> Passage:
    """The lines of a block, as written."""
    lines = source.lines[block.first_line - 1 : block.last_line]
    return Passage(source.path, block.first_line, "\n".join(lines))


class _Item:
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
        bold = self._bold(begin)
        start = begin
        if bold and bold.end <= start and (closing := _CLOSING.match(text, bold.end)):
            start = max(closing.end(), start)  # only "Does NOT" itself is bold
        dash = _first_dash(inline, start, in_bold=bool(bold and self._is_all(bold)))
        stated = dash.start() if dash else len(text)
        if bold and bold.end > start and not self._is_all(bold):
            # the bold words are the statement, whatever follows them
            head_end, rest = bold.end, bold.outer_end
        elif dash:
            head_end = rest = dash.start()
        else:
            yield from self._undivided(start)
            return
        groups = self._groups(start, stated, dash is not None)
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
        clause = dash.end() if dash and not self._ends_before(head_end, rest, dash) else rest
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
        groups = self._groups(start, stop, False)
        if groups:
            self._single = len(groups) == 1 and not plain(text[groups[-1][1] :])
            yield from self._in_parentheses(start, groups)
            return
        found = owners_in(self._said, start, stop, self._grammar, surely=True)
        head_end, clause = stop, stop
        if found.first > start:
            head_end, clause = self._divided(start, found.first)
            if head_end < 0:
                head_end = clause = stop
        elif found.first >= 0 and self._kind is Negation.NONE:
            if len(WORD.findall(self._said.text, start, stop)) < _SENTENCE:
                return  # "Sales:" is a heading
            head_end, clause = stop, start  # "sales-lead decides on quota"
        elif comma := self._name_after_comma(start, stop):
            head_end, clause = comma, comma + 1
        elif colon := _COLON_END.search(text, start, stop):
            head_end, clause = colon.start(), colon.end()
        key = _KEY_ALONE.search(text, start, head_end)
        end = key.start() if key else head_end
        if one := self._boundary(start, end, clause, key):
            yield one

    def _divided(self, start: int, first: int) -> tuple[int, int]:
        """Where a statement ends and its clause begins, before the first owner; -1 where nothing
        parts them."""
        text = self._said.text
        begin = self._lead_before(start, first)
        before = text[start:begin].rstrip()
        if article := self._grammar.last_article.search(before):
            before = before[: article.start()].rstrip()
        end = start + len(before)
        if before.endswith((",", ":", ";", "(", "→", "-", "–", "—")):
            return start + len(before.rstrip(" ,:;(→-–—")), end
        if begin < first:
            return end, begin
        comma = text.rfind(",", start, first)
        if comma > start:  # "…, requests go to x"
            return comma, comma + 1
        return (
            (end, first)
            if self._kind is Negation.NONE or self._kind is Negation.LISTED
            else (-1, -1)
        )

    def _name_after_comma(self, start: int, stop: int) -> int:
        """The last comma, where nothing but a name follows it; else 0."""
        comma = self._said.text.rfind(",", start, stop)
        if comma < 0:
            return 0
        found = owners_in(self._said, comma + 1, stop, self._grammar, surely=True)
        alone = any(one.marked or "-" in one.written for one in found.owners)
        return comma if alone and found.first >= 0 else 0

    def _lead_before(self, start: int, first: int) -> int:
        """Where the words begin that lead to an owner: "that is …", "it …"."""
        for word in WORD.finditer(self._said.text, max(start, first - _LEAD), first):
            lead = self._grammar.leads.match(self._said.text, word.start(), word[0].lower())
            if lead and not self._said.text[lead.end() : first].strip():
                return word.start()
        return first

    def _boundary(
        self, start: int, head_end: int, clause: int, key: re.Match[str] | None
    ) -> Boundary | None:
        text, said = self._inline.text, self._said
        opens = _PUNCTUATION.match(text, clause)
        clause = opens.end() if opens else clause
        begin, found = clause, None
        named: tuple[Reference, ...] = ()
        end = begin
        for _ in range(_CLAUSES):
            end = clause_end(text, begin, said)
            later = begin > clause
            found = owners_in(said, begin, end, self._grammar, surely=self._surely or later)
            named += found.named
            if found.owners or end >= len(text):
                break
            opens = _PUNCTUATION.match(text, end)
            begin = opens.end() if opens else end + 1
        assert found is not None
        if self._kind is Negation.NONE and found.first < 0:
            return None
        semicolon = text.find(";", clause)
        stop = semicolon if semicolon >= 0 else len(text)
        return self._made(start, head_end, found._replace(named=named), key, clause, stop)

    def _made(
        self,
        start: int,
        head_end: int,
        found: Owners,
        key: re.Match[str] | None,
        clause: int,
        stop: int,
    ) -> Boundary | None:
        made = boundary_of(self._inline, start, head_end, found.owners, self._prose, key)
        if made is None:
            return None
        text = self._inline.text
        statement = made.responsibility.statement
        if self._opening and self._opening.kept:
            statement = f"{self._opening.kept} {statement}"
            same = key[1].lower() if key else key_of(statement)
            made = replace(
                made, responsibility=replace(made.responsibility, statement=statement, key=same)
            )
        heading = plain(text[self._begin : head_end]) if self._single else ""
        shown = _after_statement(text, head_end, clause, key)
        line = self._inline.first_line + (text.count("\n", 0, shown) if heading else 0)
        return replace(
            made,
            negation=self._kind,
            heading=heading,
            rest=Passage(self._prose.path, line, text[shown:].strip() if heading else text),
            clause=_without(self._said, clause, stop, found.owners, self._inline),
            named=found.named,
        )

    def _bold(self, at: int) -> Marked | None:
        """The bold words that the statement stands in, or that the opening is."""
        first = self._opening.start if self._opening else self._begin
        return next(
            (
                one
                for one in self._inline.marked
                if one.kind == "strong"
                and (
                    one.start <= first < one.end
                    or one.outer_start == first
                    or one.start <= at < one.end
                )
            ),
            None,
        )

    def _is_all(self, bold: Marked) -> bool:
        """Whether all of a text is bold, so that it says nothing of where a statement ends."""
        text = self._inline.text
        return (
            _DASH.search(text, bold.start, bold.end) is not None
            and not plain(text[: bold.outer_start])
            and not plain(text[bold.outer_end :])
        )

    def _ends_before(self, head_end: int, rest: int, dash: re.Match[str]) -> bool:
        """Whether a sentence ends between a statement and a dash, which then is of the next."""
        text = self._inline.text
        if not text[rest : dash.start()].strip(" \n*_.:"):
            return False
        ended = text[:head_end].endswith((".", "!", "?"))
        return ended or clause_end(text, rest, self._said) < dash.start()

    def _groups(self, start: int, end: int, clause: bool) -> list[tuple[int, int, Owners]]:
        """The parentheses that name owners: start, end, and who they are."""
        text = self._inline.text
        groups = []
        for match in _PARENTHESES.finditer(text, start, end):
            found = owners_in(self._said, match.start(1), match.end(1), self._grammar, surely=True)
            # other words stand there: a remark
            if found.owners and not text[match.start(1) : found.first].strip(" *`_"):
                groups.append((match.start(), match.end(), found))
        certain = any(
            one.typed or (one.marked and one.nearly) or (not clause and "-" in one.written)
            for _, _, found in groups
            for one in found.owners
        )
        # "(alone)" is a remark; several single words, each in its place, are owners
        return groups if certain or len(groups) > 1 else []

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


def _after_statement(text: str, head_end: int, clause: int, key: re.Match[str] | None) -> int:
    """Where the words begin that follow a statement: its clause, or what stands before that."""
    closing = _AFTER.match(text, max(head_end, key.end() if key else 0))
    at = closing.end() if closing else clause
    return at if plain(text[at:clause]).strip(" -—–→(") else clause


def _stands(boundary: Boundary) -> bool:
    """Whether somebody stands as the owner."""
    return any(one.standing is Standing.OWNER for one in boundary.owners)


def _without(
    said: Wording, start: int, end: int, owners: Sequence[Reference], inline: Inline
) -> str:
    """A stretch of a text without the marked names and without the owners."""
    text = masked(said, start, end)[start:end].replace(NAME, " ")
    for owner in owners[:_NAMED]:
        if not owner.marked:
            text = text.replace(owner.written, " ", 1)
    return text


_LEAD: Final = 60
_SENTENCE: Final = 3
"""Words of the shortest one that says who has what."""

_CLAUSES: Final = 3
"""How many clauses are looked through for an owner, where the first names nobody."""

_NAMED: Final = 20
_PUNCTUATION: Final = re.compile(r"(?:[\s:.,;!—–]|-(?!>))*+")
_AFTER: Final = re.compile(r"[*_]*+[\s:.,;!—–]*+")
_COLON_END: Final = re.compile(r":(?=\s)")


def _first_dash(inline: Inline, start: int, *, in_bold: bool) -> re.Match[str] | None:
    """The first dash that is not within code, nor, unless all is bold, within bold words."""
    marked = [one for one in inline.marked if one.kind == "code" or not in_bold]
    return next(
        (
            match
            for match in _DASH.finditer(inline.text, start)
            if not any(one.start <= match.start() < one.end for one in marked)
        ),
        None,
    )


def clause_end(text: str, start: int, said: Wording) -> int:
    """Where the clause that begins at `start` ends: at the first `;` or the end of the sentence."""
    for match in _CLAUSE_END.finditer(text, start):
        if not said.covered(match.start()):
            return match.start()
    return len(text)


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
    statement = plain(inline.text[start:end])
    if not statement:
        return None
    last = start + len(inline.text[start:end].rstrip(" \n*_.,;:"))
    span = inline.span(start, max(last, start + 1))
    key = explicit[1].lower() if explicit else key_of(statement)
    return Boundary(Responsibility(statement, key, span, detail=""), tuple(owners), prose, span)
