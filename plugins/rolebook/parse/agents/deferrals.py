"""A list item of an agent's body in, what it says that the agent leaves to others out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.languages.grammar import grammar_of
from rolebook.languages.grammar_files import FIRST
from rolebook.model import Boundary, Passage, Reference
from rolebook.parse.agents.actors import ELSEWHERE, KEBAB, SINGLE, TITLE, looks_like_actor
from rolebook.parse.agents.names import JOINED, NOTE, mark_at, marked_heads, names_between
from rolebook.parse.roles.boundaries import boundary_of
from rolebook.parse.roles.owners import owners_in
from rolebook.parse.roles.wording import wording
from rolebook.text.identity import slug

_GIVES: Final = re.compile(
    r"\b(?P<verb>delegat\w+|escalat\w+|defer(?:s|red)?|rout(?:es?|ed)|redirects?|refers?|raises?"
    r"|hand(?:s|ed)?|assign(?:s|ed)?|coordinates?|collaborates?|consults?|belongs?|owned)\b"
    r"(?:[^()`*;.]{0,40}?\b(?:to|with|by))?\s+",
    re.I,
)
_MAY_GIVE: Final = re.compile(r"\b(?:use|see|ask|from|by|with|to)\s+|(?:→|->)\s*", re.I)
"""What stands after these is an owner where it is a role, and nothing else."""

_IN_BRACKETS: Final = re.compile(r"\((?P<clause>[^()]{2,200})\)")
_AFTER_DASH: Final = re.compile(r"\s(?:[—–]|--?(?=\s)|→|->)\s*(?P<clause>.{2,300})$", re.S)
_DEFERS: Final = re.compile(
    r"(?P<bracket>\(\s*)?\bdefer(?:s|ring)?\s++(?P<what>[^;.()]{0,160}?)\s{0,9}\bto\s++", re.I
)
_AGAIN: Final = re.compile(r"[\s,;]*(?:and\s+)?\bto\s+", re.I)
_WHAT_FOR: Final = re.compile(
    r"[\s,]*+(?:agents?\s++)?(?:on|for|about|regarding|in|when|if|once|where|whenever)\s++"
    r"(?P<what>[^;.()]{1,300}?)(?=,\s{1,9}(?:and\s{1,9})?to\b|\s{1,9}[—–-]\s|[;.()]|\s{0,9}$)",
    re.I,
)
MAX_PHRASE_LENGTH: Final = 300
_BREAK: Final = re.compile(r"[,:;.]\s+|\*\*:?\s+")
MOST_CLAUSES: Final = 8
"""Of one item; nobody writes more, and each is looked through."""

_THEM: Final = re.compile(r"(?:them|it|these|this|those|that)\b", re.I)
_THE: Final = re.compile(r"(?:the|your|an?)\s+", re.I)
_OPENS: Final = re.compile(r"[\s:*_]*(?:[—–-]\s+)?")
_OWNS: Final = re.compile(
    r"(?:owns?|handles?|covers?|takes?\s+over|(?:is|are)\s+(?:responsible|accountable)\s+for)\s+",
    re.I,
)
# an id may begin the next sentence, so that no capital tells where it ends
_SENTENCE_END: Final = re.compile(r";|(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?](?=\s)|[.!?]$|\s[—–]\s")
_US: Final = re.compile(r"(?:we|you|i|this|both|together|shared?|same|use)\b", re.I)
_NEVER: Final = re.compile(r"\W*(?:(?:you\s+)?(?:must\s+)?(?:do\s+not|don['’]t|never)\s+)?", re.I)
_BARE_HEAD: Final = re.compile(r"\s*(?P<name>[a-z0-9]+(?:-[a-z0-9]+)+)(?=\s*(?::|\s[—–-]\s))")
_BARE: Final = re.compile(
    r"(?<![\w./#@:{-])(?:[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z][\w&-]*(?:[ ][A-Z][\w&-]*){1,3})"
    r"(?![\w/@}-]|\.\w|:\w)"
)


def forbidden(inline: Inline, prose: Passage, itself: frozenset[str]) -> Iterator[Boundary]:
    """`- Fix builds (delegate to `devops-engineer`)`, in a list of what an agent must not do."""
    text = inline.text
    opens = _NEVER.match(text)
    begin = opens.end() if opens else 0
    clauses = chain(_IN_BRACKETS.finditer(text), _AFTER_DASH.finditer(text))
    for clause in islice(clauses, MOST_CLAUSES):
        owners = _given(inline, *clause.span("clause"), itself)
        if owners and (made := boundary_of(inline, begin, clause.start(), owners, prose)):
            yield made
            return


def neighbour(inline: Inline, prose: Passage, itself: frozenset[str]) -> Iterator[Boundary]:
    """`- **x** owns y`, in a list of the boundaries with related agents."""
    heads = marked_heads(inline)
    bare = _BARE_HEAD.match(inline.text) if not heads else None
    end = heads[-1].outer_end if heads else bare.end() if bare else 0
    note = NOTE.match(inline.text, end)
    said = note[1].strip() if note else ""
    owners = [
        one.target
        for head in heads
        for one in names_between(inline, head.start, head.end, "", True, bold=True, note=said)
    ]
    if bare:
        owners = [_reference(inline, bare.start("name"), bare["name"], typed=True)]
    owners = [replace(one, typed=one.dangles) for one in owners if slug(one.written) not in itself]
    if not owners:
        return
    if stated := list(deferrals(inline, prose, itself, typed=True, them=owners)):
        yield from stated
        return
    opens = _OPENS.match(inline.text, note.end() if note else end)
    begin = opens.end() if opens else end
    first = re.match(r"[\w-]+", inline.text[begin:])
    if _US.match(inline.text, begin) or (first and slug(first[0]) in itself):
        return  # "we share …" disowns nothing
    owns = _OWNS.match(inline.text, begin)
    begin = owns.end() if owns else begin
    ends = _SENTENCE_END.search(inline.text, begin)
    stop = ends.start() if ends else len(inline.text)
    if made := boundary_of(inline, begin, stop, owners, prose):
        yield made


def deferrals(
    inline: Inline,
    prose: Passage,
    itself: frozenset[str],
    *,
    typed: bool,
    them: Sequence[Reference] = (),
) -> Iterator[Boundary]:
    """Every "defers y to x", "defers to x on y" and "y (defer to x)" of a text.

    Unless `typed`, a name counts only where somebody bears it. `them` are those whom the text is
    about: "defers y to these agents".
    """
    text = inline.text
    for match in _DEFERS.finditer(text):
        if _another(text, match.start(), itself):
            continue
        at = match.end()
        what = match.span("what")
        while True:
            if them and (they := _THEM.match(text, at)):
                names, end = list(them), they.end()
            else:
                names, end = _names(inline, at, len(text), itself, typed=typed)
            purpose = _WHAT_FOR.match(text, end)
            begin, stop = what
            if not text[begin:stop].strip() and purpose:
                begin, stop = purpose.span("what")
            elif not text[begin:stop].strip() and match["bracket"]:
                begin, stop = _phrase_before(text, match.start())
            if names and (made := boundary_of(inline, begin, stop, names, prose)):
                yield made
            again = _AGAIN.match(text, purpose.end() if purpose else end)
            if not names or not again:
                break
            at, what = again.end(), (0, 0)


def _given(inline: Inline, start: int, end: int, itself: frozenset[str]) -> list[Reference]:
    """Those whom a clause says that the work goes to."""
    found: dict[int, Reference] = {}
    said = wording(inline)
    for one in owners_in(said, start, end, grammar_of(FIRST), surely=True).owners:
        if one.typed or (not one.marked and slug(one.written) not in ELSEWHERE):
            found[one.span.column + one.span.line * 100_000] = one
    for form, typed in ((_GIVES, True), (_MAY_GIVE, False)):
        for match in form.finditer(inline.text, start, end):
            for one in _names(inline, match.end(), end, itself, typed=typed)[0]:
                place = one.span.column + one.span.line * 100_000
                if place not in found or one.typed:
                    found[place] = one
        if found:
            break
    return [found[place] for place in sorted(found)]


def _names(
    inline: Inline, at: int, end: int, itself: frozenset[str], *, typed: bool
) -> tuple[list[Reference], int]:
    """The names from an offset on, joined by commas and the like, and where they end."""
    found: list[Reference] = []
    stop = at
    while at < end:
        the = _THE.match(inline.text, at)
        at = the.end() if the else at
        mark = mark_at(inline, at)
        bare = None if mark else _BARE.match(inline.text, at, end)
        name = mark.text if mark else bare[0] if bare else ""
        if not any(form.fullmatch(name) for form in (KEBAB, SINGLE, TITLE)):
            break
        start, stop = (mark.start, mark.outer_end) if mark else (at, at + len(name))
        certain = typed and looks_like_actor(name, marked=mark is not None and mark.kind == "code")
        if slug(name) not in itself and slug(name) not in ELSEWHERE:
            found.append(_reference(inline, start, name, typed=certain))
        joined = JOINED.match(inline.text, stop)
        if not joined:
            break
        at = joined.end()
    return found, stop


def _reference(inline: Inline, start: int, name: str, *, typed: bool) -> Reference:
    return Reference(name, inline.span(start, start + len(name)), True, typed)


def _another(text: str, at: int, itself: frozenset[str]) -> bool:
    """Whether it is another agent that defers: `x defers indexes to us`."""
    before = re.search(r"([a-z0-9]+(?:-[a-z0-9]+)+)[`*]*\s+$", text[max(0, at - 80) : at])
    return bool(before and slug(before[1]) not in itself)


def _phrase_before(text: str, end: int) -> tuple[int, int]:
    """`Queries, indexes (defer to x)`: the last phrase before the brackets."""
    first = max(0, end - MAX_PHRASE_LENGTH)
    breaks = [match.end() for match in _BREAK.finditer(text, first, end)]
    return (breaks[-1] if breaks else first), end
