"""The body of an agent definition in, the relations that its author typed in prose out.

Five forms count (design.md §2.2): a labelled line (`**Reports to**: CFO`), a list under a heading
or line about collaboration (`- **Account Executives**: …`), an instruction (`→ delegate to
`debugger``), a column of a table (`| Delegate to |`), and a start (`subagent_type`, "dispatch the x
subagent"). Only a label that names a line of command or a hand-off can dangle, and only where its
value looks like a role; elsewhere an id that ends as an actor does expects an agent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.model import Relation
from rolebook.parse.agents.actors import names_an_actor
from rolebook.parse.agents.instructions import instructions
from rolebook.parse.agents.labels import (
    TOGETHER,
    WHOLE_LABEL,
    kind_of_label,
    labels_in,
    open_label,
)
from rolebook.parse.agents.names import (
    ID,
    MAX_WORDS,
    NOBODY,
    head_names,
    marked_heads,
    names_between,
    relation_to,
)
from rolebook.parse.agents.starts import starts
from rolebook.text.source import Source

_TOGETHER: Final = re.compile(
    r"\bcollaborat\w+|\bpartners?\s+with\b|\b(?:works?|coordinates?|integrates?)\s+with\b"
    r"|\brelated\s+agents?\b|\bintegration\s+with\s+(?:other\b|(?:[\w-]+\s+){1,3}agents?\b)"
    r"|\bother\s+agents?\b|\bavailable\s+(?:\w+\s+)?agents\b"
    r"|\b(?:coordination|working)\s+relationships?\b|\bworkflow\s+position\b"
    r"|\b(?:lateral|agent|team)\s+coordination\b|\bhand-?offs?\b",
    re.I,
)
MAX_LABEL_LENGTH: Final = 80
"""A longer line that ends with a colon is a sentence about something else."""

_WITH: Final = re.compile(
    r"(?P<bold>\*\*)?(?P<word>with|vs\.?|to|from|after|before)\s+(?:the\s+)?"
    r"(?P<name>[^*:()\n]{2,80}?)\s*"
    r"(?:\([^()]*\)\s*)?(?:\*\*|:|\s[—–-]\s|$)",
    re.I,
)
_AFTER_VERB: Final = re.compile(
    r"\b(?:with|to|from)\s+(?:the\s+)?(?P<name>[A-Z][\w&'’/-]*(?:\s+[A-Z&][\w&'’/-]*){0,4}|[a-z]+)"
    r"(?=\s*(?:$|[,.;:(]|\b(?:and|or|on|for|about|to|in|during|when|regarding|if|at|as)\b))"
)
_SLOT: Final = re.compile(
    r"[A-Z][a-z]+(?:\s+(?:closely|directly|heavily))?(?:\s+(?:with|to|from|for))?\s+(?:the\s+)?"
    r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)+|(?!(?:with|to|from|for|on|the|in|of)\b)(?:[a-z0-9]{2,20}\s){1,2}"
    r"(?:specialist|engineer|developer|expert))"
    r"(?=\s*(?:$|[,.;:(—–])|\s+(?:on|for|with|about|to|in|when|if|regarding|as|and|or|during|before"
    r"|after|via)\b)"
)
"""`Guide docker-specialist on containers`: where the name stands in an item without a head."""

_COLUMN: Final = re.compile(r"\W*(?:delegates?|agents?\s+to\s+(?:use|call|delegate\s+to))\W*", re.I)
"""The heading of a column of a table that a line would not be labelled with."""


def prose_relations(blocks: Sequence[Block], source: Source, first_line: int) -> Iterator[Relation]:
    """Every relation that a body states from a line (from 1) on: as written, `subagent_type` last.

    Names in brackets and where they stand in code do not count; the body's own fences are code.
    """
    together = 0  # the level of the heading about collaboration that we are under
    under, typed = "", False  # the relation that the heading or line above is a label of
    for block in blocks:
        if block.kind == "heading":
            text = block.inlines[0].text if block.inlines else ""
            label = WHOLE_LABEL.fullmatch(text)
            under, typed = kind_of_label(label["label"]) if label else "", False
            if block.inlines and not label:
                # `### Delegates to: `a`, `b`,`, which may go on in the line below
                yield from _labelled(block.inlines[0])
                if text.endswith(",") and (labels := list(labels_in(text))):
                    under = labels[-1][1]
            if _TOGETHER.search(text):
                together = block.level
            elif together and block.level <= together:
                together = 0
            elif together and block.inlines:
                yield from _with(block.inlines[0], bare=True)
        elif block.kind == "table":
            yield from _columns(block)
        elif block.items:
            yield from _list(block, under or (TOGETHER if together else ""), typed=typed)
            under, typed = "", False
        else:
            for inline in block.inlines:
                labelled = list(_labelled(inline))
                yield from labelled or instructions(inline)
                yield from _with(inline, bare=bool(together))
                yield from _paragraph(inline, under)
                under, typed = _opens_list(inline)
    yield from starts(source, first_line)


def _opens_list(inline: Inline) -> tuple[str, bool]:
    """The relation that a line before a list is a label of, and whether it may dangle."""
    if kind := open_label(inline):
        return kind, kind != TOGETHER
    last = inline.text.rpartition("\n")[2].rstrip("* _")
    if last.endswith(":") and len(last) <= MAX_LABEL_LENGTH and _TOGETHER.search(last):
        return TOGETHER, False  # `Integration with other agents:`
    return "", False


def _list(block: Block, under: str, *, typed: bool) -> Iterator[Relation]:
    """The relations of a list's items; `under` is what the heading or line above it says."""
    label, column = "", 0  # a label whose values stand in the list below it, further right
    first = block.inlines[0].span(0, 1).column if block.inlines else 1
    for inline in block.inlines:
        at = inline.span(0, 1).column
        if label and at <= column:
            label = ""
        labelled = list(_labelled(inline))
        yield from labelled
        if opened := open_label(inline):
            label, column = opened, at
        elif labelled:
            continue
        elif label:
            yield from head_names(inline, label, typed=label != TOGETHER)
        elif with_ := list(_with(inline, bare=bool(under))):
            yield from with_
        elif told := list(instructions(inline)):
            yield from told
            if under:
                places = {one.target.span for one in told}
                others = _named(inline, under, nested=at > first)
                yield from (one for one in others if one.target.span not in places)
        elif typed and at <= first:
            yield from head_names(inline, under, typed=True)
        elif under:
            yield from _named(inline, under, nested=at > first)


def _labelled(inline: Inline) -> Iterator[Relation]:
    for label, kind, start, end in labels_in(inline.text):
        if label.strip(" *_"):
            yield from names_between(inline, start, end, kind, typed=kind != TOGETHER)


def _named(inline: Inline, kind: str, *, nested: bool) -> Iterator[Relation]:
    """Whom an item of a list about collaboration names. These never dangle."""
    heads = marked_heads(inline)
    if heads or not nested:
        yield from head_names(inline, kind, typed=False)
    if any(" " in one.text or "-" in one.text for one in heads):
        return
    # "Collaborate with api-designer on contracts": no head, or one that is no name
    slot = None if heads else _SLOT.match(inline.text)
    at = slot.start("name") if slot else -1
    for match in ID.finditer(inline.text, heads[-1].outer_end if heads else 0):
        yield relation_to(inline, match.start(), match[0], kind, named=match.start() == at)
    if slot and names_an_actor(id := "-".join(slot["name"].split())) and id != slot["name"]:
        yield relation_to(inline, at, slot["name"], kind, written=id, named=True)
    if not heads and not nested:
        for match in _AFTER_VERB.finditer(inline.text):
            if "-" not in match["name"] and match["name"].lower() not in NOBODY:
                yield relation_to(inline, match.start("name"), match["name"], kind)


def _with(inline: Inline, *, bare: bool) -> Iterator[Relation]:
    """`**With X**`, `- **vs x**: …`; where collaboration is the matter, without bold as well."""
    match = _WITH.match(inline.text)
    word = match["word"].lower().rstrip(".") if match else ""
    # `**To x**:` says something only where hand-offs are the matter
    if match and (
        (word in ("with", "vs") and match["bold"])
        or (bare and match["bold"])
        or (bare and word == "with")
    ):
        kind = {"to": "hands_off_to", "from": "receives_from"}.get(word, TOGETHER)
        yield from names_between(inline, *match.span("name"), kind, typed=False, bold=True)


def _paragraph(inline: Inline, under: str) -> Iterator[Relation]:
    """Right below a heading that is a label: one name, or every marked name. They never dangle."""
    if under and inline.marked:
        for one in inline.marked:
            yield from names_between(inline, one.start, one.end, under, typed=False, bold=True)
    elif under and len(inline.text.split()) <= MAX_WORDS:
        yield from names_between(inline, 0, len(inline.text), under, typed=False)


def _columns(block: Block) -> Iterator[Relation]:
    """The cells below a table's heading that is a label: `| Task | Delegate to |`."""
    rows = [list(cells) for _, cells in groupby(block.inlines, key=lambda one: one.first_line)]
    for column, heading in enumerate(rows[0] if rows else ()):
        label = WHOLE_LABEL.fullmatch(heading.text)
        if label or _COLUMN.fullmatch(heading.text):
            kind = kind_of_label(label["label"]) if label else "delegates_to"
            for row in rows[1:]:
                for inline in row[column : column + 1]:
                    yield from head_names(inline, kind, typed=False)
