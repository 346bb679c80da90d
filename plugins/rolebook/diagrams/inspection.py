"""SVG markup in; what in it we never draw out: the last look before it stands in a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree

_ID: Final = r"[A-Za-z][A-Za-z0-9_.-]*"
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_POINT: Final = rf"{_NUMBER},{_NUMBER}"
_CLASSES: Final = {"class": r"[a-z0-9_-]+(?: [a-z0-9_-]+)*"}
_LANG: Final = {"lang": r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"}
_LABEL: Final = {"x": _NUMBER, "y": _NUMBER, "direction": "ltr", "font-size": _NUMBER}

ALLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "svg": {
        **_CLASSES,
        "role": "group",
        "aria-labelledby": _ID,
        "aria-describedby": _ID,
        "viewBox": rf"0 0 {_NUMBER} {_NUMBER}",
        "width": _NUMBER,
        "height": _NUMBER,
        "font-size": _NUMBER,
        "fill": "none",
        "stroke": "currentColor",
    },
    "title": {"id": _ID},
    "desc": {**_LANG, "id": _ID},
    "g": {**_CLASSES, **_LANG, "aria-hidden": "true", "aria-current": "true"},
    # a page or a place of our own site; anything else would be an author's
    "a": {**_CLASSES, **_LANG, "href": r"rb:/[A-Za-z0-9._/#%-]*", "aria-current": "true"},
    "rect": {**_CLASSES, **dict.fromkeys(("x", "y", "width", "height", "rx"), _NUMBER)},
    "path": {**_CLASSES, "d": rf"M{_POINT}C{_POINT}(?: {_POINT})*"},
    "polygon": {**_CLASSES, "points": rf"{_POINT}(?: {_POINT})*"},
    "text": {**_CLASSES, **_LABEL, "text-anchor": "middle"},
}
"""By element, its attributes and what each of them may say."""

_PATTERNS: Final = {
    tag: {name: re.compile(pattern, re.A) for name, pattern in attributes.items()}
    for tag, attributes in ALLOWED.items()
}
_WORDED: Final = frozenset(("title", "desc", "text"))
"""Where text may stand."""


def violation(svg: str) -> str:
    """What is wrong with a diagram; empty where it holds nothing but what is allowed."""
    if "<!" in svg or "<?" in svg:
        return "it has a declaration, a comment or an instruction"
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError) as error:
        return f"it is not well-formed: {error}"
    if root.tag != "svg":
        return f"it is no <svg> but <{root.tag}>"
    return next(filter(None, map(_element, root.iter())), "")


def _element(element: ElementTree.Element) -> str:
    allowed = _PATTERNS.get(element.tag)
    if allowed is None:
        return f"the element <{element.tag}> is not allowed"
    for name, value in element.attrib.items():
        if name not in allowed:
            return f"the attribute `{name}` of <{element.tag}> is not allowed"
        if not allowed[name].fullmatch(value):
            return f"`{name}` of <{element.tag}> may not be `{value[:80]}`"
    words = "" if element.tag in _WORDED else element.text or ""
    if (words + (element.tail or "")).strip():
        return f"text stands in or after <{element.tag}>"
    return ""
