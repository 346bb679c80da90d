"""A bullet of a boundaries section in, the boundaries that it draws out (design.md §2.1)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.model import Boundary, Passage, Reference, Responsibility
from rolebook.parse.roles.owners import clause_end, owners_in, owners_in_parentheses
from rolebook.text.identity import key
from rolebook.text.source import Source

DISOWNS: Final = re.compile(r"(?<![^\W_])(?:does\s+not|doesn['’]t)\b[\s:]*", re.I)
_EMPHATIC: Final = re.compile(
    r"(?:it|this\s+role|the(?:\s+[\w-]+){1,4}?)\s+(?:also\s+)?(?-i:does\s+NOT)\b[\s:]*", re.I
)
_DASH: Final = re.compile(r"[—–-](?:(?<=[—–])|(?<=\s-)-?(?=\s))\s*")
_KEY: Final = re.compile(r"\s{0,20}\{#([A-Za-z0-9][\w.-]*)\}")
KEY_WITHIN: Final = re.compile(r"\{#([A-Za-z0-9][\w.-]*)\}[\s.:]*$")
"""A key at the end of the bold words instead of right after them."""

_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_BETWEEN: Final = re.compile(r"[\s,;.*_]*(?:(?:or|and|nor)\b)?[\s*_]*", re.I)
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
# underscores within a word are part of it
_MARKS: Final = re.compile(
    r"[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
)
_MARKED_UP: Final = re.compile(r"[*`_\[]")
_OTHER_LETTERS: Final = re.compile(r"[^\W\d_\x00-\u036f\u1e00-\u1eff]")
_CLOSING: Final = re.compile(r"[*_]*[\s:]*")


def read_boundaries(block: Block, source: Source) -> tuple[Boundary, ...]:
    """The boundaries in one bullet or paragraph: none where it disowns nothing.

    A bullet may disown several things, each with its owner in parentheses.
    """
    if not block.inlines:
        return ()
    inline = block.inlines[0]
    disowns = _opening(inline)
    if disowns is None:
        return ()
    prose = passage(block, source)
    return tuple(_boundaries(inline, disowns, prose))


def passage(block: Block, source: Source) -> Passage:
    """The lines of a block, as written."""
    lines = source.lines[block.first_line - 1 : block.last_line]
    return Passage(source.path, block.first_line, "\n".join(lines))


def plain(text: str) -> str:
    """A phrase without emphasis and links, on one line, without the punctuation at its ends."""
    if _MARKED_UP.search(text):
        text = _MARKS.sub("", _LINK.sub(r"\1", text))
    return " ".join(text.split()).strip(" ,;:.—–-")


def beyond_latin(text: str) -> bool:
    """Whether ASCII has no letters for some of the text's, accents set aside."""
    return (
        not text.isascii()
        and _OTHER_LETTERS.search(unicodedata.normalize("NFKD", text)) is not None
    )


def key_of(statement: str) -> str:
    """The key of a statement; where a slug has no letters for what it says, a short hash tells."""
    made = key(statement)
    if made and not beyond_latin(statement):
        return made
    same = unicodedata.normalize("NFC", statement).casefold()
    return f"{made}-{hashlib.sha256(same.encode()).hexdigest()[:8]}".lstrip("-")


def _opening(inline: Inline) -> re.Match[str] | None:
    """Where "Does NOT" stands: at the start of the text, or of its first bold words.

    After a subject ("It also does NOT …") only capitals tell it from a remark.
    """
    first = next((one for one in inline.marked if one.kind == "strong"), None)
    if first and (match := DISOWNS.match(inline.text, first.start)):
        return match
    return DISOWNS.match(inline.text) or _EMPHATIC.match(inline.text)


def _boundaries(inline: Inline, disowns: re.Match[str], prose: Passage) -> Iterator[Boundary]:
    text, start = inline.text, disowns.end()
    bold = next((one for one in inline.marked if one.start <= disowns.start() < one.end), None)
    if bold and bold.end <= start and (closing := _CLOSING.match(text, bold.end)):
        start = closing.end()  # only "Does NOT" itself is bold
    dash = _first_dash(inline, start)
    stated = dash.start() if dash else len(text)
    if bold and bold.end > start:
        # the bold words are the statement, whatever follows them
        head_end, rest = bold.end, bold.outer_end
    else:
        head_end = rest = dash.start() if dash else clause_end(text, start, inline.marked)
    groups = _owner_groups(inline, start, stated)
    if groups:
        yield from _in_parentheses(inline, start, groups, prose)
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
    clause = dash.end() if dash and not _ends_before(inline, head_end, rest, dash) else rest
    owners = owners_in(inline, clause, clause_end(text, clause, inline.marked))
    if boundary := boundary_of(inline, start, head_end, owners, prose, key):
        yield boundary


def _ends_before(inline: Inline, head_end: int, rest: int, dash: re.Match[str]) -> bool:
    """Whether a sentence ends between a statement and a dash, which then belongs to the next."""
    if not inline.text[rest : dash.start()].strip(" \n*_.:"):
        return False
    ended = inline.text[:head_end].endswith((".", "!", "?"))
    return ended or clause_end(inline.text, rest, inline.marked) < dash.start()


def _first_dash(inline: Inline, start: int) -> re.Match[str] | None:
    """The first dash that is not within bold words or code."""
    return next(
        (
            match
            for match in _DASH.finditer(inline.text, start)
            if not any(one.start <= match.start() < one.end for one in inline.marked)
        ),
        None,
    )


def _owner_groups(
    inline: Inline, start: int, end: int
) -> list[tuple[int, int, tuple[Reference, ...]]]:
    """The parentheses before the dash that name owners: start, end, references."""
    groups = []
    for match in _PARENTHESES.finditer(inline.text, start, end):
        owners = owners_in_parentheses(inline, match.start(1), match.end(1))
        if owners:
            groups.append((match.start(), match.end(), owners))
    certain = any(one.marked or one.typed for _, _, owners in groups for one in owners)
    # "(alone)" is a remark; several single words, each in its place, are owners
    return groups if certain or len(groups) > 1 else []


def _in_parentheses(
    inline: Inline,
    start: int,
    groups: list[tuple[int, int, tuple[Reference, ...]]],
    prose: Passage,
) -> Iterator[Boundary]:
    for opening, end, owners in groups:
        between = _BETWEEN.match(inline.text, start)
        begin = between.end() if between else start
        again = DISOWNS.match(inline.text, begin)
        begin = again.end() if again else begin
        head_end = len(inline.text[:opening].rstrip(" \n*_"))
        key = _KEY.search(inline.text, begin, opening)
        end_of_it = key.start() if key else head_end
        if boundary := boundary_of(inline, begin, end_of_it, owners, prose, key):
            yield boundary
        start = end


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
