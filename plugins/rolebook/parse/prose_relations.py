"""The body of an agent definition in, the relations that its author typed in prose out.

Five forms count (design.md §2.2): a labelled line (`**Reports to**: CFO`), a list under a heading
or line about collaboration (`- **Account Executives**: …`), an instruction (`→ delegate to
`debugger``), a column of a table (`| Delegate to |`), and a `subagent_type`. Of these only a label
that names a line of command or a hand-off can dangle, and only where its value looks like a role.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rolebook.diagnostics import Source
from rolebook.model import Reference, Relation
from rolebook.parse.actors import looks_like_actor, pieces
from rolebook.parse.markdown import Block, Inline, Marked

TOGETHER: Final = "collaborates_with"
LABELS: Final = {
    "reports to": "reports_to",
    "report to": "reports_to",
    "escalates to": "escalates_to",
    "escalate to": "escalates_to",
    "escalation to": "escalates_to",
    "delegates to": "delegates_to",
    "delegate to": "delegates_to",
    "delegates work to": "delegates_to",
    "delegates tasks to": "delegates_to",
    "hands off to": "hands_off_to",
    "hand off to": "hands_off_to",
    "hands-off to": "hands_off_to",
    "hand-off to": "hands_off_to",
    "handoff to": "hands_off_to",
    "hands over to": "hands_off_to",
    "receives from": "receives_from",
    "receive from": "receives_from",
    "receives work from": "receives_from",
    "receives tasks from": "receives_from",
    "consults": "consults",
    "consult": "consults",
    "consults with": "consults",
    "consult with": "consults",
    "coordinates with": TOGETHER,
    "coordinate with": TOGETHER,
    "collaborates with": TOGETHER,
    "collaborate with": TOGETHER,
    "collaborates closely with": TOGETHER,
    "integrates with": TOGETHER,
    "works with": TOGETHER,
    "work with": TOGETHER,
    "works closely with": TOGETHER,
    "work closely with": TOGETHER,
    "partners with": TOGETHER,
    "partner with": TOGETHER,
    "complements": TOGETHER,
    "supports": TOGETHER,
}
"""What authors write before the colon, in lower case, and the relation they mean."""

_ANY_LABEL: Final = "|".join(
    re.escape(label).replace(r"\ ", r"\s+") for label in sorted(LABELS, reverse=True)
)
# a label opens a line, or is bold
_LABEL: Final = re.compile(
    rf"(?:(?:^|\n)[^\w\n*_]{{0,6}}(?P<mark>\*\*\*?|__|\*|_)?|(?<=[\s.;|])(?P<bold>\*\*))"
    rf"(?P<label>{_ANY_LABEL})"
    r"(?:[ \t]*:(?:\*\*\*?|__|\*|_)?|(?:\*\*\*?|__|\*|_)[ \t]*(?::|\s[—–-](?=\s)))[ \t]*",
    re.I,
)
_NEXT_LABEL: Final = re.compile(r"[.;|]?\s+\*\*[^*\n]{2,40}(?::\*\*|\*\*\s*:)")
_BOLD_LINE: Final = re.compile(r"[^\w\n]{0,8}\*\*")
_CLOSES: Final = re.compile(r"[^\n()]{0,200}\)")
_WHOLE_LABEL: Final = re.compile(rf"\W*(?P<label>{_ANY_LABEL})\W*", re.I)
_TOGETHER: Final = re.compile(
    r"\bcollaborat\w+|\bpartners?\s+with\b|\b(?:works?|coordinates?|integrates?)\s+with\b"
    r"|\brelated\s+agents?\b|\bintegration\s+with\s+other\b|\bother\s+agents?\b"
    r"|\b(?:coordination|working)\s+relationships?\b|\bworkflow\s+position\b"
    r"|\b(?:lateral|agent|team)\s+coordination\b|\bhand-?offs?\b",
    re.I,
)
MAX_LABEL_LENGTH: Final = 80
"""A longer line that ends with a colon is a sentence about something else."""

MAX_WORDS: Final = 6
"""Of the head of a list item; more are a sentence, and no name."""

_WITH: Final = re.compile(
    r"(?P<bold>\*\*)?(?P<word>with|vs\.?|to|from|after|before)\s+(?:the\s+)?"
    r"(?P<name>[^*:()\n]{2,80}?)\s*"
    r"(?:\([^()]*\)\s*)?(?:\*\*|:|\s[—–-]\s|$)",
    re.I,
)
_HEAD_END: Final = re.compile(r"\s*(?::|[—–]|\s->?\s|→|\(|$)")
_JOINED: Final = re.compile(r"\s*(?:,|/|&|\+|\bor\b|\band\b)\s*", re.I)
_NOTE: Final = re.compile(r"(?<!\])[\s*:]*\(([^()]*)\)")
_ID: Final = re.compile(r"(?<![\w./#@:{-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/@}-]|\.\w|:\w)")
_AFTER_VERB: Final = re.compile(
    r"\b(?:with|to|from)\s+(?:the\s+)?(?P<name>[A-Z][\w&'’/-]*(?:\s+[A-Z&][\w&'’/-]*){0,4}|[a-z]+)"
    r"(?=\s*(?:$|[,.;:(]|\b(?:and|or|on|for|about|to|in|during|when|regarding|if|at|as)\b))"
)
_INSTRUCTION: Final = re.compile(
    r"(?:^|→|->|=>)[\s*_]*(?P<label>delegates?\s+to|hands?[ -]?offs?\s+to|escalates?\s+to"
    r"|consults?(?:\s+with)?|coordinates?\s+with|collaborates?\s+with)\s+(?:(?:→|->|:)\s*)?(?:the\s+)?",
    re.I,
)
_SUBAGENT: Final = re.compile(r"subagent_type[\"'`]?\s*[:=]\s*[\"'`]([\w.-]+(?::[\w.-]+)*)[\"'`]")
_TAIL: Final = re.compile(
    r"\s+(?:for|when|if|on|about|regarding|via|after|before|whenever|where|as|during|in|who|which"
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
_NOBODY: Final = frozenset({"none", "n/a", "na", "tbd", "nobody", "n.a.", "null", "nil", "no one"})
_FILE: Final = re.compile(r"\.\w{1,8}$")
_NAME: Final = re.compile(r"[^\W_][\w .&'’:/+-]{0,79}")


def prose_relations(blocks: Sequence[Block], source: Source, first_line: int) -> Iterator[Relation]:
    """Every relation that a body states from a line (from 1) on: as written, `subagent_type` last.

    Names in brackets and where they stand in code do not count; the body's own fences are code.
    """
    together = 0  # the level of the heading about collaboration that we are under
    under, typed = "", False  # the relation that the heading or line above is a label of
    for block in blocks:
        if block.kind == "heading":
            text = block.inlines[0].text if block.inlines else ""
            label = _WHOLE_LABEL.fullmatch(text)
            under, typed = _kind(label["label"]) if label else "", False
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
                yield from _labelled(inline)
                yield from _with(inline, bare=bool(together))
                yield from _paragraph(inline, under)
                under, typed = _opens_list(inline)
    yield from _subagents(source, first_line)


def _kind(label: str) -> str:
    return LABELS[" ".join(label.lower().split())]


def _opens_list(inline: Inline) -> tuple[str, bool]:
    """The relation that a line before a list is a label of, and whether it may dangle."""
    if kind := _open_label(inline):
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
        if opened := _open_label(inline):
            label, column = opened, at
        elif labelled:
            continue
        elif label:
            yield from _head(inline, label, typed=label != TOGETHER)
        elif with_ := list(_with(inline, bare=bool(under))):
            yield from with_
        elif told := list(_instructions(inline)):
            yield from told
        elif typed and at <= first:
            yield from _head(inline, under, typed=True)
        elif under:
            yield from _named(inline, under, nested=at > first)


def _labelled(inline: Inline) -> Iterator[Relation]:
    for label, kind, start, end in _labels(inline.text):
        if label.strip(" *_"):
            yield from _values(inline, start, end, kind, typed=kind != TOGETHER)


def _labels(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The value, kind and the value's offsets of every label in a text."""
    at = 0
    while match := _LABEL.search(text, at):
        start, at = match.end(), _value_end(text, match.end())
        yield text[start:at], _kind(match["label"]), start, at


def _value_end(text: str, start: int) -> int:
    """A value ends with its line, unless that ends with a comma or within brackets."""
    while True:
        newline = text.find("\n", start)
        stop = newline if newline >= 0 else len(text)
        if following := _NEXT_LABEL.search(text, start, stop):
            return following.start()
        goes_on = text[stop - 1 : stop] == "," and not _BOLD_LINE.match(text, stop + 1)
        if newline < 0 or not (goes_on or _CLOSES.match(text, stop + 1)):
            return stop
        start = newline + 1


def _open_label(inline: Inline) -> str:
    """The relation of a label that ends its text: what it names stands in the list below."""
    last = next(reversed(list(_labels(inline.text))), None)
    return last[1] if last and not last[0].strip(" *_") else ""


def _head(inline: Inline, kind: str, *, typed: bool) -> Iterator[Relation]:
    """The names at the head of a list item: marked, or what stands before a colon or dash."""
    heads = _marked_heads(inline)
    if heads:
        note = _NOTE.match(inline.text, heads[-1].outer_end)
        for head in heads:
            yield from _values(
                inline, head.start, head.end, kind, typed, bold=True, note=note[1] if note else ""
            )
        return
    end = _HEAD_END.search(inline.text)
    stop = end.start() if end else len(inline.text)
    if note := _NOTE.match(inline.text, stop):
        stop = note.end()
    yield from _values(inline, 0, stop, kind, typed, whole=not typed)


def _marked_heads(inline: Inline) -> list[Marked]:
    """`**CFO** or **Controller**: …`: the marked names that a text begins with."""
    heads: list[Marked] = []
    for one in inline.marked:
        between = inline.text[heads[-1].outer_end if heads else 0 : one.outer_start]
        if not (_JOINED.fullmatch(between) if heads else not between.strip(" @[*_")):
            break
        heads.append(one)
    return heads


def _named(inline: Inline, kind: str, *, nested: bool) -> Iterator[Relation]:
    """Whom an item of a list about collaboration names. These never dangle."""
    heads = _marked_heads(inline)
    if heads or not nested:
        yield from _head(inline, kind, typed=False)
    if any(" " in one.text or "-" in one.text for one in heads):
        return
    # "Collaborate with api-designer on contracts": no head, or one that is no name
    for match in _ID.finditer(inline.text, heads[-1].outer_end if heads else 0):
        yield _relation(inline, match.start(), match[0], kind)
    if not heads and not nested:
        for match in _AFTER_VERB.finditer(inline.text):
            if "-" not in match["name"] and match["name"].lower() not in _NOBODY:
                yield _relation(inline, match.start("name"), match["name"], kind)


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
        yield from _values(inline, *match.span("name"), kind, typed=False, bold=True)


def _instructions(inline: Inline) -> Iterator[Relation]:
    """`For audits → delegate to `security-auditor``: marked, or an id of several words."""
    for match in _INSTRUCTION.finditer(inline.text):
        label = " ".join(match["label"].lower().replace("-", " ").split())
        kind = next(
            kind
            for start, kind in (
                ("delegate", "delegates_to"),
                ("hand", "hands_off_to"),
                ("escalate", "escalates_to"),
                ("consult", "consults"),
                ("co", TOGETHER),
            )
            if label.startswith(start)
        )
        at = match.end()
        while True:
            marked = _mark_at(inline, at)
            bare = _ID.match(inline.text, at)
            if marked and _NAME.fullmatch(marked.text):
                yield _relation(inline, marked.start, marked.text, kind)
                at = marked.outer_end
            elif bare:
                yield _relation(inline, at, bare[0], kind)
                at = bare.end()
            else:
                break
            joined = _JOINED.match(inline.text, at)
            if not joined:
                break
            at = joined.end()


def _paragraph(inline: Inline, under: str) -> Iterator[Relation]:
    """Right below a heading that is a label: one name, or every marked name. They never dangle."""
    if under and inline.marked:
        for one in inline.marked:
            yield from _values(inline, one.start, one.end, under, typed=False, bold=True)
    elif under and len(inline.text.split()) <= MAX_WORDS:
        yield from _values(inline, 0, len(inline.text), under, typed=False)


def _columns(block: Block) -> Iterator[Relation]:
    """The cells below a table's heading that is a label: `| Task | Delegate to |`."""
    rows = [list(cells) for _, cells in groupby(block.inlines, key=lambda one: one.first_line)]
    for column, heading in enumerate(rows[0] if rows else ()):
        label = _WHOLE_LABEL.fullmatch(heading.text)
        for row in rows[1:] if label else ():
            for inline in row[column : column + 1]:
                yield from _head(inline, _kind(label["label"]) if label else "", typed=False)


def _subagents(source: Source, first_line: int) -> Iterator[Relation]:
    """Every `subagent_type: "plugin:name"`, also in fences, where the calls stand."""
    if first_line > len(source.lines):
        return
    for match in _SUBAGENT.finditer(source.text, source.line_starts[first_line - 1]):
        plugin, _, name = match[1].rpartition(":")
        span = source.span(match.end(1) - len(name), match.end(1))
        # the plugin may be a domain, which then tells the role from its namesakes
        reference = Reference(name, span, True, False, False, plugin)
        yield Relation("delegates_to", reference)


def _mark_at(inline: Inline, at: int) -> Marked | None:
    """The bold or code span that an offset stands in."""
    number = bisect.bisect_right(inline.marked, at, key=lambda one: one.outer_start) - 1
    found = inline.marked[number] if number >= 0 else None
    return found if found and at < found.end else None


def _relation(inline: Inline, start: int, name: str, kind: str) -> Relation:
    span = inline.span(start, start + len(name))
    return Relation(kind, Reference(name, span, True, typed=False, dangles=False))


def _values(
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
    text = inline.text
    for both in _ONE_OR_TWO.finditer(text, start, end):
        # where a role bears the whole name, the graph drops the two halves
        yield _relation(inline, both.start(), both[0], kind)
    for begin, stop, reason in pieces(text, start, end):
        lead = _LEAD.match(text, begin, stop)
        begin = lead.end() if lead else begin
        mark = _mark_at(inline, begin)
        if mark:
            begin, stop = max(begin, mark.start), min(stop, mark.end)
        piece = text[begin:stop]
        known = bold or whole or mark is not None
        name = (piece if known else _TAIL.sub("", piece)).strip(" \t\n*_`\"'.:[]@!")
        if name.lower() in _NOBODY or not _NAME.fullmatch(name) or name.count("/") > 1:
            continue
        if whole and len(name.split()) > MAX_WORDS:
            continue
        at = text.index(name, begin)
        if "/" in name and (text[at - 1 : at] in ("/", "_", ".", "~") or _FILE.search(name)):
            continue  # a path
        dangles = typed and looks_like_actor(name, marked=mark is not None)
        span = inline.span(at, at + len(name))
        yield Relation(kind, Reference(name, span, True, typed, dangles, reason or note))
