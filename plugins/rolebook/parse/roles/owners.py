"""The clause after a boundary's dash in, the owners that it names out (design.md §2.1).

A bold or backticked id counts where it resolves, which only the resolver can say, or where it
stands in owner position; there it counts even if it resolves to nothing, and dangles.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import Marked
from rolebook.model import Reference
from rolebook.parse.agents.actors import looks_like_actor

OFFICES: Final = "lane|call|job|remit|responsibility|decision|work|domain|turf|territory"
"""What a possessive must be followed by to name an owner."""

_BEFORE_STRONG: Final = re.compile(r"\b(?:belongs?\s+to|owned\s+by)\s+(?:the\s+)?[*_\[]*$", re.I)
_BEFORE: Final = re.compile(
    r"\b(?:belongs?\s+(?:with|to)|go(?:es)?\s+(?:back\s+|straight\s+)?to|feeds?(?:\s+into)?"
    r"|comes?\s+from|owned\s+by|handed\s+to|falls?\s+to|rests?\s+with|sits?\s+with"
    r"|lies?\s+with)\s+(?:the\s+)?[*_\[]*$",
    re.I,
)
# the marks around it may be more than bold: `*`, or those of a link
_AFTER: Final = re.compile(
    rf"^[*_]*(?:\]\([^()\s]*\)[*_]*)?(?:'s?|’s?)\s+(?:\w+\s+)?(?:{OFFICES})\b", re.I
)
_OWNING: Final = re.compile(
    rf"\b(?:belong|go|feed|come|own|hand|fall|rest|sit|lie)|(?:'|’)s?\s+(?:\w+\s+)?(?:{OFFICES})\b",
    re.I,
)
"""A word that any of the forms above begins with."""
_LEADING: Final = ("to", "by", "with", "feed", "feeds", "into", "from", "the")
"""The last words of those forms that stand before a name, and of what may follow them."""
_BETWEEN: Final = frozenset({"and", "or", "the", "to", "by", "with", "from", "into"})
"""Words that stand between an owner and what makes it one."""
_CLOSING: Final = frozenset("'’]*_")
"""What the forms behind a name begin with."""
_JOINED: Final = re.compile(
    r"^(?:'s?|’s?)?\s*(?:,|/|&|\band\b|\bor\b)[\s,]*(?:or\s+|and\s+)?(?:(?:to|from|with|by)\s+)?(?:the\s+)?$",
    re.I,
)
_CLAUSE_END: Final = re.compile(
    # the sign first: what stands around it is looked at only there
    r"[;.!?](?:(?<=;)|(?<!\be\.g.)(?<!\bi\.e.)(?<!\bvs.)(?<!\bcf.)(?=\s+[\"“(*`A-Z])|(?=\s*$))"
)
_SEPARATED: Final = re.compile(r"[,/&\s`*]+")
_NAME: Final = re.compile(r"[^\W_](?:[\w .&/-]*[^\W_])?/?(?:#[\w.-]+)?")
_BARE: Final = re.compile(
    r"(?<![\w/#.-])([a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)(?![\w/#-]|\.\w)"
)
_UNMARKED: Final = re.compile(
    rf"{_BARE.pattern}|(?<![\w/#.-])(?P<domain>[a-z0-9]+(?:-[a-z0-9]+)*/)(?![\w/#-])"
    r"|(?<![\w/#.-])(?:(?:The|This|Our|Your|Each|Every)\s+)?(?P<title>[A-Z][\w&-]*(?:\s+(?:of\s+)?[A-Z][\w&-]*){0,5})(?![\w/#])"
)
"""An id, a domain as `sales/`, or a title as "Customer Success Manager", without marks."""

_TWO_WORDS: Final = re.compile(r"(?<![\w&-])[A-Z][\w&-]*+\s++(?:and|&)\s++$")
"""What stands before the second half of "Risk and Compliance Manager"."""
REACH: Final = 200
"""How far behind a name the words stand that make it an owner; the target of a link included."""

BEFORE: Final = 60
"""How far before it."""

MAX_NAME_LENGTH: Final = 80
"""Longer bold text is a sentence, and no id."""


def clause_end(text: str, start: int, marked: tuple[Marked, ...] = ()) -> int:
    """Where the clause that begins at `start` ends: at the first `;` or the end of the sentence."""
    for match in _CLAUSE_END.finditer(text, start):
        if not _covered(match.start(), marked):
            return match.start()
    return len(text)


def owners_in(inline: Inline, start: int, end: int) -> tuple[Reference, ...]:
    """The references to owners within a stretch of a boundary's text, in the order written."""
    text = inline.text
    names = [
        one for one in inline.marked if start <= one.start and one.end <= end and is_name(one.text)
    ]
    found: dict[tuple[int, int], Reference] = {}
    placed_end = -1
    for one in names:
        before, after = _around(text, start, one.outer_start, one.outer_end, end)
        in_position = bool(
            _BEFORE.search(before)
            or _AFTER.match(after)
            or (placed_end >= 0 and _JOINED.match(text[placed_end : one.outer_start]))
        )
        if in_position:
            placed_end = one.outer_end
        found[one.start, one.end] = reference(
            inline, one.start, one.end, one.text, typed=in_position
        )
    for offset, name, typed in _unmarked(text, start, end):
        if not _covered(offset, inline.marked):
            words = " ".join(name.split())
            found[offset, offset + len(name)] = reference(
                inline, offset, offset + len(name), words, marked=False, typed=typed
            )
    return tuple(found[place] for place in sorted(found))


def owners_in_parentheses(inline: Inline, start: int, end: int) -> tuple[Reference, ...]:
    """The owners in `(…)` after a disowned responsibility: every id there is in owner position."""
    names = [one for one in inline.marked if start <= one.start and one.end <= end]
    if names:
        return tuple(
            reference(inline, one.start, one.end, one.text, typed=True)
            for one in names
            if is_name(one.text)
        )
    if _SEPARATED.sub(" ", _BARE.sub("", inline.text[start:end])).strip():
        return ()  # other words stand there: a remark
    return tuple(
        # within bold words, backticks are no span of their own
        reference(inline, m.start(1), m.end(1), m[1], marked=quoted, typed=quoted or "-" in m[1])
        for m in _BARE.finditer(inline.text, start, end)
        if m[1] not in ("and", "or", "the")
        for quoted in (inline.text[m.start(1) - 1] == "`",)
    )


def _around(text: str, start: int, name: int, name_end: int, end: int) -> tuple[str, str]:
    """What stands before and after a name, as far as it can matter."""
    return text[max(start, name - BEFORE) : name], text[name_end : min(end, name_end + REACH)]


def _covered(offset: int, marked: tuple[Marked, ...]) -> bool:
    """Whether an offset lies within one of the bold and code spans, which are in order."""
    number = bisect.bisect_right(marked, offset, key=lambda one: one.outer_start) - 1
    return number >= 0 and offset < marked[number].outer_end


def is_name(words: str) -> bool:
    """Whether marked words could be an id, title or acronym, and are no sentence."""
    return len(words) <= MAX_NAME_LENGTH and _NAME.fullmatch(words) is not None


def reference(
    inline: Inline, start: int, end: int, name: str, *, marked: bool = True, typed: bool = True
) -> Reference:
    """A reference to what stands between two offsets of an inline text."""
    return Reference(name, inline.span(start, end), marked, typed)


def _beside(text: str, start: int, end: int) -> bool:
    """Whether what stands right beside a word may make it an owner: few do, and asking costs."""
    before = text[max(start - 12, 0) : start].rstrip(" \n\t*_[")
    return text[end : end + 1] in _CLOSING or before.lower().endswith(_LEADING)


def _unmarked(text: str, start: int, end: int) -> Iterator[tuple[int, str, bool]]:
    """Bare ids and titles in owner position. One word ("the buyer's") counts if it resolves."""
    joined = -1
    if not _OWNING.search(text, start, end):
        return  # most clauses only say why
    for match in _UNMARKED.finditer(text, start, end):
        title = match["title"]
        name = title or match["domain"] or match[1]
        begin = match.start("title") if title else match.start()
        if name in _BETWEEN or (joined < 0 and not _beside(text, begin, match.end())):
            continue
        before, after = _around(text, start, begin, match.end(), end)
        certain = bool(_BEFORE_STRONG.search(before) or _AFTER.match(after))
        follows = joined >= 0 and bool(_JOINED.match(text[joined:begin]))
        if not (certain or follows or _BEFORE.search(before)):
            continue
        joined = match.end()
        if title and (half := _TWO_WORDS.search(before)):
            # one role or two: whichever the library knows
            yield begin - len(before) + half.start(), f"{half[0]}{title}", False
            yield begin, name, False
        elif title:
            yield begin, name, (certain or follows) and _must_be_a_role(title)
        else:
            yield begin, name, "-" in name and (certain or follows)


def _must_be_a_role(title: str) -> bool:
    words = " ".join(title.split())
    return " " in words and looks_like_actor(words, marked=False)
