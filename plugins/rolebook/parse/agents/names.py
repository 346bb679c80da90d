"""A stretch of an agent's body in, the relations to those whom it names out."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import Marked
from rolebook.model import Boundary, Expected, Reference, Relation
from rolebook.parse.agents.actors import looks_like_actor, names_an_actor, pieces

ID: Final = re.compile(r"(?<![\w./#@:{-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/@}-]|\.\w|:\w)")
"""Several words joined by hyphens that are no part of a path, file name or longer word."""

MAX_WORDS: Final = 6
"""Of the head of a list item; more are a sentence, and no name."""

_HEAD_END: Final = re.compile(r"\s{0,9}(?::|[—–]|\s->?\s|→|\(|$)")
JOINED: Final = re.compile(r"\s*(?:,\s*(?:or|and)\b|,|/|&|\+|\bor\b|\band\b)\s*", re.I)
NOTE: Final = re.compile(r"(?<!\])[\s*:]*\(([^()]*)\)")
_TAIL: Final = re.compile(
    r"\s{1,9}(?:for|when|if|on|about|regarding|via|after|before|whenever|where|as|during|in|who|which"
    r"|with|to|from|at|so|because|once|until|unless)\s.*$",
    re.I | re.S,
)
_ONE_OR_TWO: Final = re.compile(
    r"[A-Z][\w&-]{0,40}(?:[ ][A-Z][\w&-]{0,40}){0,3} and(?:[ ][A-Z][\w&-]{0,40}){1,4}"
)
"""`Risk and Compliance Manager`: a title, or two names."""

_LEAD: Final = re.compile(
    r"(?:\s|[>*_\[@\"'])*(?:(?:directly|back|straight|over|up)\s+(?:to\s+)?)?(?:(?:the|your|our|an?)\s+)?"
    r"(?:[>*_\[@\"'])*",
    re.I,
)
NOBODY: Final = frozenset({"none", "n/a", "na", "tbd", "nobody", "n.a.", "null", "nil", "no one"})
_FILE: Final = re.compile(r"\.\w{1,8}$")
NAME: Final = re.compile(r"[^\W_][\w .&'’:/+-]{0,79}")


def head_names(inline: Inline, kind: str, *, typed: bool) -> Iterator[Relation]:
    """The names at the head of a list item: marked, or what stands before a colon or dash."""
    heads = marked_heads(inline)
    if heads:
        note = NOTE.match(inline.text, heads[-1].outer_end)
        for head in heads:
            yield from names_between(
                inline, head.start, head.end, kind, typed, bold=True, note=note[1] if note else ""
            )
        return
    end = _HEAD_END.search(inline.text)
    stop = end.start() if end else len(inline.text)
    if note := NOTE.match(inline.text, stop):
        stop = note.end()
    yield from names_between(inline, 0, stop, kind, typed, whole=not typed)


def marked_heads(inline: Inline) -> list[Marked]:
    """`**CFO** or **Controller**: …`: the marked names that a text begins with."""
    heads: list[Marked] = []
    for one in inline.marked:
        between = inline.text[heads[-1].outer_end if heads else 0 : one.outer_start]
        if not (JOINED.fullmatch(between) if heads else not between.strip(" @[*_")):
            break
        heads.append(one)
    return heads


def mark_at(inline: Inline, at: int) -> Marked | None:
    """The bold or code span that an offset stands in."""
    number = bisect.bisect_right(inline.marked, at, key=lambda one: one.outer_start) - 1
    found = inline.marked[number] if number >= 0 else None
    return found if found and at < found.end else None


def relation_to(
    inline: Inline, start: int, name: str, kind: str, *, written: str = "", named: bool = False
) -> Relation:
    """The relation to a name at an offset; `named` where a collaborator's name has to stand."""
    span = inline.span(start, start + len(name))
    id = written or name
    expects = Expected.AGENT if named and names_an_actor(id) else None
    return Relation(kind, Reference(id, span, True, typed=False, dangles=False, expects=expects))


def names_between(
    inline: Inline,
    start: int,
    end: int,
    kind: str,
    typed: bool,
    *,
    bold: bool = False,
    whole: bool = False,
    note: str = "",
) -> Iterator[Relation]:
    """The names between two offsets. Reasons in brackets are the edge's note, and split nothing.

    What is `bold`, or the `whole` of a head, is the name; else words after it say what for.
    """
    text, purpose = inline.text, False
    for both in _ONE_OR_TWO.finditer(text, start, end):
        # where a role bears the whole name, the graph drops the two halves
        yield relation_to(inline, both.start(), both[0], kind)
    for begin, stop, reason in pieces(text, start, end):
        lead = _LEAD.match(text, begin, stop)
        begin = lead.end() if lead else begin
        mark = mark_at(inline, begin)
        plain_after_purpose = purpose and mark is None
        if mark:
            # "`a` for follow-up, hand-overs": plain words after that may be more of the purpose
            purpose = purpose or bool(text[mark.outer_end : stop].strip(" .)*_`"))
            begin, stop = max(begin, mark.start), min(stop, mark.end)
        piece = text[begin:stop]
        known = bold or whole or mark is not None
        name = (piece if known else _TAIL.sub("", piece)).strip(" \t\n*_`\"'.:[]@!")
        if name.lower() in NOBODY or not NAME.fullmatch(name) or name.count("/") > 1:
            continue
        if whole and len(name.split()) > MAX_WORDS:
            continue
        at = text.index(name, begin)
        if "/" in name and (text[at - 1 : at] in ("/", "_", ".", "~") or _FILE.search(name)):
            continue  # a path
        dangles = typed and not plain_after_purpose and looks_like_actor(name, marked=bool(mark))
        span = inline.span(at, at + len(name))
        expects = Expected.AGENT if not typed and names_an_actor(name) else None
        yield Relation(kind, Reference(name, span, True, typed, dangles, reason or note, expects))


def without_owners(
    relations: Iterable[Relation], boundaries: Sequence[Boundary]
) -> Iterator[Relation]:
    """The relations but for those to owners of a boundary that the same lines draw."""
    drawn: dict[str, dict[int, int]] = defaultdict(dict)
    for one in boundaries:
        first = one.prose.first_line
        for owner in one.owners:
            drawn[owner.written][first] = first + one.prose.text.count("\n")
    starts = {written: sorted(lines) for written, lines in drawn.items()}
    for relation in relations:
        written, line = relation.target.written, relation.target.span.line
        number = bisect.bisect_right(starts.get(written, ()), line) - 1
        if number < 0 or drawn[written][starts[written][number]] < line:
            yield relation
