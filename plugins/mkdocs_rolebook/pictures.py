"""A page's HTML in, the same without its pictures while the search reads it, and whole again, out.

Material's search reads every tag of a page, a third of the time of a site of 1,000 roles, and two
in five of those tags are diagrams'. Whoever searches for a role does not look for the pictures
that it stands in.
"""

from __future__ import annotations

import re
from typing import Final

from mkdocs.structure.pages import Page

_PICTURE: Final = re.compile(r"(<svg\b.*?</svg>)", re.S)
_MARK: Final = "<!--rolebook-picture-->"


def take_out(page: Page) -> list[str]:
    """The pictures of a page, which a mark stands for until they are put back."""
    parts = _PICTURE.split(page.content or "")
    page.content = _MARK.join(parts[::2])
    return parts[1::2]


def put_back(page: Page, pictures: list[str]) -> None:
    """Each picture where its mark stands."""
    texts = (page.content or "").split(_MARK)
    if len(texts) != len(pictures) + 1:
        raise ValueError(f"`{page.file.src_uri}` lost a picture to another plugin")
    page.content = "".join(
        part for pair in zip(texts, [*pictures, ""], strict=True) for part in pair
    )
