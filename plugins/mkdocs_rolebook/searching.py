"""A page's HTML in, what the search is to read of it, and the whole page again, out.

Material's search reads every tag of a page, a third of the time of a site of 1,000 roles, and two
in five of those tags are diagrams'. Whoever searches for a role does not look for the pictures
that it stands in: they are taken out.

A result shows a heading, and nothing else for sure. Where a heading says of what kind its thing is
(`data-kind="Role · Sales"`), the search reads that with it; and the page's first heading before
all else, since only then the whole page goes by its name.
"""

from __future__ import annotations

import re
from typing import Final

from mkdocs.structure.pages import Page

_PART: Final = re.compile(
    r'<svg\b.*?</svg>|<h([1-6])\b([^>]*)\sdata-kind="([^"]*)"([^>]*)>(.*?)</h\1>', re.S
)
_BEGIN: Final = "<!--rolebook-search-->"
_END: Final = "<!--/rolebook-search-->"
_READ: Final = re.compile(f"{_BEGIN}.*?{_END}", re.S)


def to_be_searched(page: Page) -> list[str]:
    """Changes the page for the search; returns what it has to be given back."""
    content = page.content or ""
    whole: list[str] = []
    title = ""

    def read(match: re.Match[str]) -> str:
        nonlocal title
        level, before, kind, after, text = match.groups()
        whole.append(match[0])
        heading = f"<h{level}{before}{after}>{text} · {kind}</h{level}>" if level else ""
        if level == "1":
            # an id makes a section of it; the first one of a page is not told
            title, heading = f'<h1 id="rb-title">{text} · {kind}</h1>', ""
        return f"{_BEGIN}{heading}{_END}"

    content = _PART.sub(read, content)
    page.content = f"{_BEGIN}{title}{_END}{content}"
    return ["", *whole]


def as_it_was(page: Page, whole: list[str]) -> None:
    """The page as its reader is to see it."""
    parts = _READ.split(page.content or "")
    if len(parts) != len(whole) + 1:
        raise ValueError(f"`{page.file.src_uri}` lost a part to another plugin")
    page.content = "".join(text for pair in zip(parts, [*whole, ""], strict=True) for text in pair)
