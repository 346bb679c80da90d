"""An address and what is drawn there in; a link out, or a group where there is no address."""

from __future__ import annotations

import re

from rolebook.diagrams.text import escape

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset(("rb", "http", "https"))


def lang_attribute(lang: str) -> str:
    """Return the attribute that says the language of words; empty where it is the page's."""
    return f' lang="{escape(lang)}"' if lang else ""


def link_or_group(href: str | None, classes: str, attributes: str, content: str) -> str:
    """Return `content` in an `<a>` or a `<g>`.

    A ValueError is a bug of ours: addresses are made by us, and none of ours runs a script.
    """
    if href is None:
        return f'<g class="{classes}"{attributes}>{content}</g>'
    scheme = _SCHEME.match(href)
    if (
        not href.isprintable()
        or href != href.strip()
        or (scheme and scheme[1].lower() not in _SCHEMES)
    ):
        raise ValueError(f"`{href}` is no address of ours")
    # Plain `href`: that is what link checkers read, and browsers have read it since SVG 2.
    return f'<a class="{classes}" href="{escape(href)}"{attributes}>{content}</a>'
