"""A page's HTML in; its title, lead and headings, as plain text, out."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass, field
from typing import Final

from rolebook.pages.page import Heading

_HEADING = re.compile(r'<h([2-6])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)
_LEAD = re.compile(r'<p class="rb-lead">(.*?)</p>', re.S)
_TAG = re.compile(r"<[^>]*+>?")


@dataclass(slots=True)
class _Entry:
    level: int
    id: str
    title: str
    children: list[_Entry] = field(default_factory=list)


def plain_text(markup: str) -> str:
    """What a reader of some sanitised HTML reads, on one line."""
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


MOST_LISTED: Final = 1000
"""More than anybody looks through; Material's script takes ten seconds to follow 6,000."""


def title_of(markup: str) -> str:
    """The text of the first-level heading; empty where there is none."""
    match = _TITLE.search(markup)
    return plain_text(match[1]) if match else ""


def lead_of(markup: str) -> str:
    """The text of the sentence that says what the page is; empty where there is none."""
    match = _LEAD.search(markup)
    return plain_text(match[1]) if match else ""


def headings_of(markup: str) -> tuple[Heading, ...]:
    """The headings with an id, below the first level, each under the one that it belongs to.

    Read from the page itself, so that the table of contents can neither miss nor invent one; of a
    page without end, the first `MOST_LISTED`.
    """
    top = _Entry(1, "", "")
    open_entries = [top]
    for match in itertools.islice(_HEADING.finditer(markup), MOST_LISTED):
        entry = _Entry(int(match[1]), html.unescape(match[2]), plain_text(match[3]))
        while open_entries[-1].level >= entry.level:
            open_entries.pop()
        open_entries[-1].children.append(entry)
        open_entries.append(entry)
    return _frozen(top.children)


def _frozen(entries: list[_Entry]) -> tuple[Heading, ...]:
    return tuple(Heading(one.id, one.title, _frozen(one.children)) for one in entries)
