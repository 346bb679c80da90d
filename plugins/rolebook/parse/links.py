"""The blocks of a role's text in, its links to files beside it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rolebook.model import SourceLink
from rolebook.parse.markdown import Block

_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|$", re.I)
"""Another host, the root of some site, or a place on the same page."""

_TEMPLATED: Final = re.compile(r"[{}<>$*]")


def read_links(blocks: Iterable[Block]) -> Iterator[SourceLink]:
    """Every relative link and image, in the order written."""
    for block in blocks:
        for inline in block.inlines:
            for target, start, end in inline.links:
                path = target.partition("#")[0].partition("?")[0]
                if not _ELSEWHERE.match(target) and not _TEMPLATED.search(path):
                    yield SourceLink(path, inline.span(start, end))
