"""The blocks of a role's text in, its links to files beside it and to its own headings out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.model import SourceLink

_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/|#?$", re.I)
"""Another host, the root of some site, or nothing."""

_TEMPLATED: Final = re.compile(r"[{}<>$*]")


def read_links(blocks: Iterable[Block]) -> Iterator[SourceLink]:
    """Every relative link and image, in the order written."""
    for block in blocks:
        for inline in block.inlines:
            for target, start, end in inline.links:
                before, _, fragment = target.partition("#")
                path = before.partition("?")[0]
                if not _ELSEWHERE.match(target) and not _TEMPLATED.search(path + fragment):
                    span = inline.span(start, end)
                    sign = inline.text.find("#", start, end) if fragment else -1
                    place = span if sign < 0 else inline.span(sign, end)
                    yield SourceLink(path, span, fragment, place)
