"""The body of an agent definition in, the relations that its author typed in prose out.

Three forms count (design.md §2.2): a labelled line (`**Reports to**: CFO`), a list under a heading
about collaboration (`- **Account Executives**: …`), and a `subagent_type`. Of these only a label
that names a line of command or a hand-off can dangle, and only where its value looks like a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.model import Reference, Relation
from rolebook.parse.markdown import Block, Inline

LABELS: Final = {
    "reports to": "reports_to",
    "escalates to": "escalates_to",
    "escalate to": "escalates_to",
    "delegates to": "delegates_to",
    "delegate to": "delegates_to",
    "hands off to": "hands_off_to",
    "hand off to": "hands_off_to",
    "handoff to": "hands_off_to",
    "receives from": "receives_from",
    "receive from": "receives_from",
    "consults": "consults",
    "consult": "consults",
    "consults with": "consults",
    "coordinates with": "collaborates_with",
    "coordinate with": "collaborates_with",
    "collaborates with": "collaborates_with",
    "works with": "collaborates_with",
    "work with": "collaborates_with",
    "works closely with": "collaborates_with",
    "partners with": "collaborates_with",
    "supports": "collaborates_with",
}
"""What authors write before the colon, in lower case, and the relation they mean."""

_LABEL: Final = re.compile(
    r"(?:^|\n)[ \t]*(?:\*\*|__)?(?P<label>"
    + "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(LABELS, reverse=True))
    + r")(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*(?P<value>[^\n]*)",
    re.I,
)
_TOGETHER: Final = re.compile(
    r"\bcollaborat\w+|\bpartners?\s+with\b|\b(?:works?|coordinates?|integrates?)\s+with\b"
    r"|\brelated\s+agents?\b|\bintegration\s+with\s+other\b|\bother\s+agents?\b",
    re.I,
)
_WITH: Final = re.compile(
    r"^\**(?:with|vs\.?)\s+(?P<name>[^*:]{2,80}?)\**\s*:?\**\s*(?::|$|[—–-])", re.I
)
_SUBAGENT: Final = re.compile(r"subagent_type[\"'`]?\s*[:=]\s*[\"'`]([\w./:-]+)[\"'`]")
_HEAD_END: Final = re.compile(r"\s*(?::|[—–]|\s-\s|\(|$)")
_TAIL: Final = re.compile(
    r"\s+(?:for|when|if|on|about|regarding|via|after|before|whenever|where|as|during|in|who|which"
    r"|with|to|from|at)\s.*$",
    re.I | re.S,
)
_SEPARATORS: Final = re.compile(r"\s*(?:[,;/|]|\band\b|\bor\b|\bthen\b|→)\s*", re.I)
_NOBODY: Final = frozenset({"none", "n/a", "na", "tbd", "nobody", "n.a.", "-", "–", "—", "null"})
_MANY: Final = re.compile(
    r"^(?:all|any|every|each|the|other|various|relevant|entire|team|users?)\b", re.I
)
_TITLE: Final = re.compile(r"[A-Z][\w&'’/-]*(?:\s+(?:of|and|&|[A-Z][\w&'’/-]*)){1,4}")
_KEBAB: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_NAME: Final = re.compile(r"[^\W_][\w .&'’:/-]{0,79}")


def prose_relations(blocks: Sequence[Block]) -> Iterator[Relation]:
    """Every relation that a body states, in the order written."""
    together = 0  # the level of the heading about collaboration that we are under
    for block in blocks:
        if block.kind == "heading":
            heading = block.inlines[0].text if block.inlines else ""
            if _TOGETHER.search(heading):
                together = block.level
            elif together and block.level <= together:
                together = 0
            continue
        pending = ""  # a label whose values stand in the list below it
        for number, inline in enumerate(block.inlines):
            labelled = list(_labelled(inline))
            yield from (relation for relation in labelled if relation.target.written)
            pending = _open_label(inline) or (pending if number and not labelled else "")
            if pending and not _open_label(inline):
                yield from _named(inline, pending, typed=True)
            elif not labelled and (together or _WITH.match(inline.text)):
                yield from _collaboration(inline, block)


def subagent_types(text: str, line_at: int) -> Iterator[tuple[int, int, str]]:
    """Offsets and names of every `subagent_type: "plugin:name"` in a text."""
    for match in _SUBAGENT.finditer(text, line_at):
        name = match[1].rpartition(":")[2]
        yield match.end(1) - len(name), match.end(1), name


def _labelled(inline: Inline) -> Iterator[Relation]:
    for match in _LABEL.finditer(inline.text):
        kind = LABELS[" ".join(match["label"].lower().split())]
        typed = kind != "collaborates_with"
        yield from _values(inline, match.start("value"), match.end("value"), kind, typed)


def _open_label(inline: Inline) -> str:
    """The relation of a label that ends its text: what it names stands in the list below."""
    last = next(reversed(list(_LABEL.finditer(inline.text))), None)
    if last and not last["value"].strip(" *_"):
        return LABELS[" ".join(last["label"].lower().split())]
    return ""


def _named(inline: Inline, kind: str, *, typed: bool) -> Iterator[Relation]:
    """The name at the head of a list item: bold, or the words before a colon, dash or bracket."""
    head = next((one for one in inline.marked if not inline.text[: one.outer_start].strip()), None)
    if head:
        yield from _values(inline, head.start, head.end, kind, typed, bold=head.kind == "strong")
        return
    end = _HEAD_END.search(inline.text)
    yield from _values(inline, 0, end.start() if end else len(inline.text), kind, typed)


def _collaboration(inline: Inline, block: Block) -> Iterator[Relation]:
    """`- **Account Executives**: …`, `- Marketing: …`, `**With X**`: they never dangle."""
    if match := _WITH.match(inline.text):
        start, end = match.span("name")
        yield from _values(inline, start, end, "collaborates_with", typed=False)
    elif block.items:
        yield from _named(inline, "collaborates_with", typed=False)


def _values(
    inline: Inline, start: int, end: int, kind: str, typed: bool, *, bold: bool = False
) -> Iterator[Relation]:
    """The names between two offsets. Reasons in brackets are the edge's note, and split nothing."""
    text = inline.text
    for piece_start, piece_end, note in _pieces(text, start, end):
        piece = text[piece_start:piece_end]
        # what is bold is the name; in a plain line, words after it say what for
        name = (piece if bold else _TAIL.sub("", piece)).strip(" \t\n*_`\"'.:")
        if not name or name.lower() in _NOBODY or not _NAME.fullmatch(name):
            continue
        at = text.index(name, piece_start)
        marked = bold or text[at - 1 : at] in ("*", "`")
        span = inline.span(at, at + len(name))
        dangles = typed and _looks_like_role(name, marked)
        yield Relation(kind, Reference(name, span, True, typed, dangles, note))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches between separators outside brackets, each with the reason in its brackets."""
    depth, begin, name_end, note_start = 0, start, -1, -1
    note = ""
    at = start
    while at <= end:
        separator = _SEPARATORS.match(text, at, end) if depth == 0 and at < end else None
        if separator and separator.end() > at and _separates(text, begin, separator):
            yield begin, (name_end if name_end >= 0 else at), note
            begin, name_end, note = separator.end(), -1, ""
            at = separator.end()
            continue
        if at == end:
            yield begin, (name_end if name_end >= 0 else end), note
        elif text[at] == "(":
            if depth == 0 and name_end < 0:
                name_end, note_start = at, at + 1
            depth += 1
        elif text[at] == ")" and depth:
            depth -= 1
            if depth == 0 and note_start >= 0 and not note:
                note = " ".join(text[note_start:at].split())
        at += 1


def _separates(text: str, begin: int, separator: re.Match[str]) -> bool:
    """A slash separates only with spaces around it: `marketing/seo-lead` is one id."""
    if separator[0].strip() == "/":
        return separator[0] != "/"
    if separator[0].strip().isalpha():
        return separator[0][:1].isspace() and separator[0][-1:].isspace()
    return bool(text[begin : separator.start()].strip())


def _looks_like_role(name: str, marked: bool) -> bool:
    """Whether a name that resolves to nothing is a role that is missing, and no other matter."""
    if _MANY.match(name) or any(c.isdigit() for c in name) or "/" in name or ":" in name:
        return False
    return _KEBAB.fullmatch(name) is not None or _TITLE.fullmatch(name) is not None or marked
