"""The HTML that authors put into Markdown in; its texts, and its tags that are on the list, out.

Nothing of an author's markup is passed on: a tag is read here, and a new one is written
(`balance`) with the attributes that the list knows. What is no whole tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_PHRASE: Final = """
a abbr b br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup
time u var wbr
"""
PHRASE: Final = frozenset(_PHRASE.split())
"""Tags that stand in a line of text."""

_FLOW: Final = """
blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p
pre section summary table tbody td tfoot th thead tr ul
"""
FLOW: Final = frozenset(_FLOW.split())
"""Tags that stand between blocks."""

VOID: Final = frozenset({"br", "col", "hr", "img", "wbr"})
"""Tags that hold nothing and are never closed."""

CODE: Final = ("script", "style")
"""Tags whose content is no text for readers, and goes with them."""

MAX_TAG: Final = 2000
"""Characters; a longer tag is text. Bounds what a crafted run of open quotes can cost."""

_MAX_ASIDE: Final = 20_000
"""Characters of a comment within a line of text."""

_ATTRIBUTE: Final = (
    r"\s++([a-zA-Z_:][a-zA-Z0-9:._-]*+)"
    r"(?>(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\"'=<>`\x00-\x20]++)))?)"
)
_TAG: Final = re.compile(
    rf"<(?:([A-Za-z][A-Za-z0-9-]*+)((?>(?:{_ATTRIBUTE})*))\s*+/?>|/([A-Za-z][A-Za-z0-9-]*+)\s*+>)",
    re.A,
)
_ATTRIBUTES: Final = re.compile(rf"(?<!\s){_ATTRIBUTE}", re.A)
_ASIDES: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of an author's."""

    name: str
    """In lower case."""

    closes: bool
    attributes: Mapping[str, str]
    """Names in lower case, character references resolved."""


def tag_end(text: str, start: int, limit: int) -> int:
    """The offset behind the whole tag or comment that starts at `start`; -1 where there is none."""
    if match := _TAG.match(text, start, min(limit, start + MAX_TAG)):
        return match.end()
    for opening, closing in _ASIDES:
        if text.startswith(opening, start):
            bound = min(limit, start + _MAX_ASIDE)
            end = text.find(closing, start + len(opening), bound)
            return end + len(closing) if end >= 0 else -1
    return -1


def pieces(text: str) -> Iterator[str | Tag]:
    """The text and tags of some HTML; comments, scripts and style sheets left out."""
    lower = ""
    unclosed: set[str] = set()
    text_from = at = 0
    while (start := text.find("<", at)) >= 0:
        at = start + 1
        match = _TAG.match(text, start, start + MAX_TAG)
        end = match.end() if match else _aside_end(text, start, unclosed)
        if end < 0:
            continue
        if text_from < start:
            yield text[text_from:start]
        text_from = at = end
        if not match:
            continue
        tag = _tag(match)
        if tag.name in CODE and not tag.closes and tag.name not in unclosed:
            lower = lower or text.lower()
            close = lower.find(f"</{tag.name}", end)
            if close < 0:
                unclosed.add(tag.name)
            else:
                text_from = at = close
        yield tag
    if text_from < len(text):
        yield text[text_from:]


def _aside_end(text: str, start: int, unclosed: set[str]) -> int:
    for opening, closing in _ASIDES:
        if text.startswith(opening, start):
            end = -1 if opening in unclosed else text.find(closing, start + len(opening))
            if end < 0:
                unclosed.add(opening)  # nor does it end for those that follow
            return end + len(closing) if end >= 0 else -1
    return -1


def _tag(match: re.Match[str]) -> Tag:
    if match[1] is None:
        return Tag(match[7].lower(), True, {})
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTES.findall(match[2]):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return Tag(match[1].lower(), False, found)


_SIDES: Final = re.compile(r"(?i)left|center|right")
_NUMBER: Final = re.compile(r"\d{1,4}", re.A)
_LENGTH: Final = re.compile(r"\d{1,4}%?", re.A)
_ALIGNED: Final = {"align": _SIDES}
_CELL: Final = {"align": _SIDES, "colspan": _NUMBER, "rowspan": _NUMBER}

_VALUES: Final[Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    **dict.fromkeys(("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr"), _ALIGNED),
    "td": _CELL,
    "th": {**_CELL, "scope": re.compile(r"(?i)row|col")},
    "img": {"align": _SIDES, "width": _LENGTH, "height": _LENGTH},
    "ol": {"start": _NUMBER, "reversed": re.compile(""), "type": re.compile("[1aAiI]")},
    "li": {"value": _NUMBER},
    "details": {"open": re.compile("|open")},
    "time": {"datetime": re.compile(r"[\w:.+ -]{1,40}", re.A)},
}
"""What an attribute may say, by tag. Links, images and ids are not here: they are made anew."""


def kept_attributes(tag: Tag) -> dict[str, str]:
    """The attributes of a tag that pass as they are."""
    patterns = _VALUES.get(tag.name, {})
    kept = {
        name: value
        for name, value in tag.attributes.items()
        if name in patterns and patterns[name].fullmatch(value)
    }
    if title := tag.attributes.get("title", ""):
        kept["title"] = title[:MAX_TAG]
    return kept


def written(name: str, attributes: Mapping[str, str]) -> str:
    """An opening tag."""
    return " ".join([f"<{name}", *(f'{k}="{html.escape(v)}"' for k, v in attributes.items())]) + ">"
