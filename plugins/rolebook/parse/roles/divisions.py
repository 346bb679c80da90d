"""The text of a boundary in; where its statement ends and its clause begins and ends, out."""

from __future__ import annotations

import re
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import Marked, plain
from rolebook.languages.grammar import Grammar
from rolebook.languages.phrases import WORD
from rolebook.parse.roles.owners import Owners, owners_in
from rolebook.parse.roles.wording import Wording

CLOSING: Final = re.compile(r"[*_]*[\s:]*")
"""What stands behind bold words that are no statement."""

PUNCTUATION: Final = re.compile(r"(?>(?:[\s:.,;!—–]|-(?!>))*)")
"""What a clause is set apart by."""

_DASH: Final = re.compile(r"(?:→|->|=>|⇒|➔|➜|[—–-](?:(?<=[—–])|(?<=\s-)-?(?=\s)))\s*")
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_CLAUSE_END: Final = re.compile(
    # the sign first: what stands around it is looked at only there
    r"[;.!?](?:(?<=;)|(?<!\be\.g.)(?<!\bi\.e.)(?<!\bvs.)(?<!\bcf.)(?=\s+[\"“(*`\[A-ZÀ-Þ])|(?=\s*$))"
)
_AFTER: Final = re.compile(r"[*_]*+[\s:.,;!—–]*+")
_LEAD: Final = 60
"""Characters of what may lead to an owner."""


def bold_words(inline: Inline, first: int, at: int) -> Marked | None:
    """The bold words that the statement at an offset stands in, or that the opening is."""
    return next(
        (
            one
            for one in inline.marked
            if one.kind == "strong"
            and (
                one.start <= first < one.end
                or one.outer_start == first
                or one.start <= at < one.end
            )
        ),
        None,
    )


def is_all_bold(text: str, bold: Marked) -> bool:
    """Whether all of a text is bold, so that it says nothing of where a statement ends."""
    return (
        _DASH.search(text, bold.start, bold.end) is not None
        and not plain(text[: bold.outer_start])
        and not plain(text[bold.outer_end :])
    )


def starts_with_dash(text: str, at: int) -> bool:
    """Whether nothing stands between an opening and the dash."""
    match = CLOSING.match(text, at)
    return match is not None and _DASH.match(text, match.end()) is not None


def first_dash(inline: Inline, start: int, *, in_bold: bool) -> re.Match[str] | None:
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


def ends_before(said: Wording, head_end: int, rest: int, dash: re.Match[str]) -> bool:
    """Whether a sentence ends between a statement and a dash, which then is of the next."""
    text = said.inline.text
    if not text[rest : dash.start()].strip(" \n*_.:"):
        return False
    ended = text[:head_end].endswith((".", "!", "?"))
    return ended or clause_end(text, rest, said) < dash.start()


def after_statement(text: str, head_end: int, clause: int, key: re.Match[str] | None) -> int:
    """Where the words begin that follow a statement: its clause, or what stands before that."""
    closing = _AFTER.match(text, max(head_end, key.end() if key else 0))
    at = closing.end() if closing else clause
    return at if plain(text[at:clause]).strip(" -—–→(") else clause


def before_owner(
    said: Wording, start: int, first: int, grammar: Grammar, *, close: bool
) -> tuple[int, int]:
    """Where a statement ends and its clause begins, before the first owner; with `close`, nothing
    needs to part them. -1 where they are not to be parted."""
    text = said.text
    begin = _lead_before(text, start, first, grammar)
    before = text[start:begin].rstrip()
    if article := grammar.last_article.search(before):
        before = before[: article.start()].rstrip()
    end = start + len(before)
    if before.endswith((",", ":", ";", "(", "→", "-", "–", "—")):
        return start + len(before.rstrip(" ,:;(→-–—")), end
    if begin < first:
        return end, begin
    comma = text.rfind(",", start, first)
    if comma > start:  # "…, requests go to x"
        return comma, comma + 1
    return (end, first) if close else (-1, -1)


def _lead_before(text: str, start: int, first: int, grammar: Grammar) -> int:
    """Where the words begin that lead to an owner: "that is …", "it …"."""
    for word in WORD.finditer(text, max(start, first - _LEAD), first):
        lead = grammar.leads.match(text, word.start(), word[0].lower())
        if lead and not text[lead.end() : first].strip():
            return word.start()
    return first


def only_owner(said: Wording, found: Owners, grammar: Grammar) -> bool:
    """Whether a text says who has it and nothing of what: "that is x's call"."""
    first = found.first
    if first < 0:
        first = min(said.text.find(one.written) for one in found.owners)
    before = said.text[: _lead_before(said.text, 0, max(first, 0), grammar)]
    # "please ask x", "only x decides"; but "refunds go to x" says of what
    words = [word[0].lower() for word in WORD.finditer(before)]
    if _DASH.search(said.text.lstrip(), 1):
        return False
    # "this sits in x's court" is about what stands above
    told = bool(words) and words[0] in grammar.leads.firsts and len(words) <= _TOLD
    return told or all(one in grammar.follow for one in words)


_TOLD: Final = 4
"""Words of what is told of the thing above."""


def name_after_comma(said: Wording, start: int, stop: int, grammar: Grammar) -> int:
    """The last comma, where nothing but a name follows it; else 0."""
    comma = said.text.rfind(",", start, stop)
    if comma < 0:
        return 0
    found = owners_in(said, comma + 1, stop, grammar, surely=True)
    alone = any(one.marked or "-" in one.written for one in found.owners)
    return comma if alone and found.first >= 0 else 0


def owner_groups(
    said: Wording, start: int, end: int, grammar: Grammar, *, clause: bool
) -> list[tuple[int, int, Owners]]:
    """The parentheses that name owners: start, end, and who they are. `clause` says whether a
    clause follows, which may name them as well."""
    text = said.inline.text
    groups: list[tuple[int, int, Owners]] = []
    for match in _PARENTHESES.finditer(text, start, end):
        found = owners_in(said, match.start(1), match.end(1), grammar, surely=True)
        if not clause and not groups and not plain(text[match.end() : end]):
            # the last thing that is said: "(the person to see is x)"
            if not found.owners:
                found = owners_in(said, match.start(1), match.end(1), grammar)
            if any(one.marked or "-" in one.written for one in found.owners):
                return [(match.start(), match.end(), found)]
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
