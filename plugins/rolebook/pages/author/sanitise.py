"""HTML of a source in, the same without anything that is not on the list out: the last wall.

The list is what our own renderer writes (`rendering`) and what is rebuilt of an
author's tags (`html`); nothing else should arrive here.
"""

from __future__ import annotations

import re
from typing import Final

import nh3
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

from rolebook.pages.author.html import FLOW, PHRASE

PREFIX: Final = "user-content-"
"""What every id of a source's text starts with: `__config` as an id breaks Material."""

SCHEMES: Final = frozenset({"http", "https", "mailto", "rb", "rb-doc"})
"""`rb` and `rb-doc` are our own placeholders; an author's are dropped before they come here."""

TAGS: Final = PHRASE | FLOW | {"input"}

ATTRIBUTES: Final = {
    "*": {"id", "title"},
    "a": {"href", "rel"},
    "details": {"open"},
    "div": {"align"},
    **{f"h{level}": {"align"} for level in range(1, 7)},
    "img": {"align", "alt", "height", "loading", "src", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "p": {"align"},
    "table": {"align"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "tr": {"align"},
}

CLASSES: Final = {
    "a": {"footnote-backref", "footnote-ref"},
    "div": {"admonition", "danger", "footnote", "highlight", "info", "note", "tip", "warning"},
    "li": {"task-list-item"},
    "p": {"admonition-title"},
    "span": {name for name in STANDARD_TYPES.values() if name},
    "ul": {"contains-task-list"},
    "ol": {"contains-task-list"},
}
"""Those that Material's own Markdown extensions write, so that its style sheet serves."""

_WALL: Final = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    # not set, which gives them any order: an author's `<input>` does not come this far
    tag_attribute_values={"input": {"type": {"checkbox"}, "disabled": {""}, "checked": {""}}},
    url_schemes=set(SCHEMES),
    url_relative=lambda url: url if url.startswith("#") else None,
    id_prefix=PREFIX,
    link_rel=None,
)

_TAG_OR_PLACEHOLDER: Final = re.compile(r'<[^"<>]*+(?>(?:"[^"]*+"[^"<>]*+)*)>|="(?=rb)')


def clean(html: str) -> str:
    """What is left of some HTML when everything that is not on the list is gone."""
    cleaned = _WALL.clean(html)
    if '="rb' in cleaned:
        # `href="rb:/` in a text would be taken for a link when links are placed
        cleaned = _TAG_OR_PLACEHOLDER.sub(_harmless, cleaned)
    return cleaned


def _harmless(match: re.Match[str]) -> str:
    return "=&quot;" if match[0][0] == "=" else match[0]
