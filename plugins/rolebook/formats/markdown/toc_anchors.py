"""The text of a hand-written page in, the anchors that the site's Markdown gives it out.

MkDocs renders these pages with Python-Markdown, whose `toc` names each heading; extensions may
name more. What only an extension could know is not guessed: such a page is open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEADING: Final = re.compile(r"[ \t]*+(?>(?:(?:>|[-*+]|\d++[.)])[ \t]*+)*)#{1,6}(?P<title>[^#].*)")
_UNDERLINE: Final = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*")
_ATTRIBUTES: Final = re.compile(r"\{:?([^{}\n]*)\}[ \t]*$")
_GIVEN: Final = re.compile(
    r"\{:?(?>(?:[^{}#\n]*+#)+)([^\s{}#]++)[^{}#\n]*+\}|\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)"
)
_LINKS: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ODD: Final = re.compile(r"!\[|\]\[|\[\[|&#?\w+;|<|\\|:\w+:|\$")
"""What makes of a heading's words others than stand in it."""

_INSERTED: Final = re.compile(r"\{\{|\{%|--8<--|\{!|^[ \t]*:::|^[ \t]*-8<-", re.M)
"""What other files and programs are put into a page with: macros, snippets, API documentation."""

_OF_EXTENSIONS: Final = re.compile(r"_|fn|:~:")
"""How the anchors of tabs, line numbers and footnotes begin, and what browsers read."""


@dataclass(frozen=True, slots=True)
class DocAnchors:
    """The anchors of a hand-written page."""

    ids: tuple[str, ...]
    """As Python-Markdown gives them, in the order of the page."""

    open: bool
    """There may be others, for all that can be known here."""

    def lacks(self, fragment: str) -> bool:
        """Whether a link to this fragment surely leads nowhere."""
        return not self.open and fragment not in self.ids and not _OF_EXTENSIONS.match(fragment)


def doc_anchors(text: str) -> DocAnchors:
    """Every anchor that the page may have: what could be a heading is taken for one."""
    titles = list(_titles(text.split("\n")))
    ids: list[str] = []
    for title in titles:
        bare = _LINKS.sub(r"\1", _ATTRIBUTES.sub("", title))
        for words in dict.fromkeys((bare, re.sub(r"(?<!\w)_|_(?!\w)", "", bare))):
            id = as_toc(words)
            count = sum(one == id or one.startswith(f"{id}_") for one in ids)
            ids += [id, *(f"{id}_{number}" for number in range(1, count + 1))]
    ids += [one or other for one, other in _GIVEN.findall(text)]
    odd = any(_ODD.search(title) for title in titles)
    return DocAnchors(tuple(dict.fromkeys(ids)), odd or _INSERTED.search(text) is not None)


def as_toc(title: str) -> str:
    """The id of a heading as Python-Markdown's `toc` makes it (`markdown.extensions.toc.slugify`,
    which a host may not have, so that it is told again here)."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def _titles(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if "#" in line and (match := _HEADING.fullmatch(line)):
            yield match["title"].rstrip(" \t").rstrip("#").strip()
        elif before.strip() and _UNDERLINE.fullmatch(line):
            yield before.strip().lstrip("> ")
        before = line
