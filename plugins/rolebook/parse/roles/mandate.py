"""The blocks of a mandate in; its responsibilities, and whatever else it says, out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import plain
from rolebook.model import Aside, Passage, Responsibility
from rolebook.parse.roles.boundaries import KEY_WITHIN
from rolebook.text.identity import key_of
from rolebook.text.source import Source, Span

_KEY: Final = re.compile(r"\s*\{#([A-Za-z0-9][\w.-]*)\}")
_ALSO: Final = re.compile(r"\s*\{also:([^{}\n]*(?:\n[^{}\n]*){0,3})\}")
"""`{also: NDA, redline}` after the bold words: what readers call it otherwise."""

_DETAIL: Final = re.compile(r"^\s*(?:[—–:]|--?(?=\s))\s*")
_PLAIN_END: Final = re.compile(r"(?<!\s)\s+[—–]\s|\.\s")
_TASK: Final = re.compile(r"\[[ xX]\][ \t]+")


def read_mandate(
    blocks: Iterable[Block], source: Source
) -> tuple[tuple[Responsibility, ...], tuple[Aside, ...]]:
    """The items of its lists, and what stands before, between and after them."""
    items: list[Responsibility] = []
    asides: list[Aside] = []
    run: list[Block] = []

    def end_run() -> None:
        if run:
            asides.append(Aside(len(items), _lines(source, run[0].first_line, run[-1].last_line)))
            run.clear()

    for block in blocks:
        for one in block.items or (block,):
            if one is block or not _begins_with_words(one):
                run.append(one)
            else:
                end_run()
                items.append(_item(one, source))
    end_run()
    return tuple(items), tuple(asides)


def _begins_with_words(item: Block) -> bool:
    """Whether a list item begins with a paragraph; else it states nothing."""
    return bool(item.inlines) and item.inlines[0].first_line == item.first_line


def _item(item: Block, source: Source) -> Responsibility:
    inline = item.inlines[0]
    below = _lines(source, inline.last_line + 1, item.last_line)
    return _responsibility(inline, below if below else None)


def _lines(source: Source, first: int, last: int) -> Passage:
    """Some lines of a source (from 1), as far to the left as they can stand."""
    text = textwrap.dedent("\n".join(source.lines[first - 1 : last]))
    return Passage(source.path, first, text)


def _responsibility(inline: Inline, body: Passage | None) -> Responsibility:
    """The bold imperative is the statement; where none is, the text up to the dash."""
    task = _TASK.match(inline.text)
    begin = task.end() if task else 0
    bold = next((one for one in inline.marked if one.kind == "strong"), None)
    if bold and not inline.text[begin : bold.outer_start].strip():
        start, end, rest = bold.start, bold.end, bold.outer_end
    else:
        dash = _PLAIN_END.search(inline.text, begin)
        start, end = begin, dash.start() if dash else len(inline.text)
        rest = end
    explicit = _KEY.match(inline.text, rest)
    if not explicit and (explicit := KEY_WITHIN.search(inline.text, start, end)):
        end = explicit.start()
    statement = plain(inline.text[start:end])
    at, rest = rest, max(rest, explicit.end()) if explicit else rest
    also = _ALSO.match(inline.text, rest)
    rest = also.end() if also else rest
    detail = _DETAIL.sub("", inline.text[rest:], count=1).strip()
    key = explicit[1].lower() if explicit else key_of(statement)
    span = inline.span(start, max(end, start + 1))
    also_called = _listed(also[1] if also else "")
    # a key stands right behind the bold words; where there is none, one could stand there
    stands = inline.span(*explicit.span(1)) if explicit else _behind(inline.span(end - 1, at))
    return Responsibility(statement, key, span, detail, body, also_called, stands)


def _behind(span: Span) -> Span:
    return span._replace(line=span.end_line, column=span.end_column)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in text.split(",") if one.strip())
