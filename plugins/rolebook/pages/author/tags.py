"""markdown-it's tokens in, the same with every tag of the author's rebuilt out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

from markdown_it.token import Token

from rolebook.pages.author.balance import Balance
from rolebook.pages.author.destinations import Destination
from rolebook.pages.author.headings import PassageIds
from rolebook.pages.author.html import CODE, FLOW, PHRASE, VOID, Tag, kept_attributes, written

_ALL: Final = PHRASE | FLOW
_HEADING: Final = re.compile(r"<h([1-6])[\s>]", re.I)


class AuthorTags:
    """Rebuilds the tags of one passage; `ids` is none where nothing may be named."""

    def __init__(
        self,
        resolve: Callable[[str], Destination | None],
        ids: PassageIds | None,
        shift: int = 0,
    ) -> None:
        self._resolve = resolve
        self._ids = ids
        self._shift = shift
        self._balance = Balance(self._write)
        self._in_link = False

    def rebuild(self, tokens: list[Token]) -> list[Token]:
        """All tokens of a passage; those that close what an author left open are put in."""
        out: list[Token] = []
        balance = Balance(self._write)
        depth = 0
        in_cell = False
        for token in tokens:
            if token.nesting < 0:
                depth -= 1
                _put(out, balance.end_of_depth(depth), "html_block")
            elif token.type == "html_block":
                before = len(balance)
                self._balance, self._in_link = balance, False
                text = balance.text(token.content, _ALL, depth)
                token.content = text + balance.end_of_block(before)
            elif token.type == "inline":
                allowed = _ALL if in_cell else PHRASE
                token.children = self.rebuild_line(token.children or [], allowed)
            else:
                _put(out, balance.interrupt(depth), "html_block")
            out.append(token)
            if token.nesting > 0:
                depth += 1
                in_cell = token.type in ("td_open", "th_open")
        _put(out, balance.close_to(0), "html_block")
        return out

    def rebuild_line(self, children: list[Token], allowed: frozenset[str] = PHRASE) -> list[Token]:
        """The tokens of one paragraph, heading or table cell."""
        if not any(child.type == "html_inline" for child in children):
            return children
        out: list[Token] = []
        balance = self._balance = Balance(self._write)
        links = marks = 0
        for child in _without_code(children):
            if child.type == "html_inline":
                self._in_link = links > 0
                # no block within what Markdown marks
                child.content = balance.text(child.content, PHRASE if marks else allowed, 0)
            elif child.nesting > 0:
                balance.enter()
                marks += 1
                links += child.type == "link_open"
            elif child.nesting < 0:
                _put(out, balance.leave(), "html_inline")
                marks -= 1
                links -= child.type == "link_close"
            out.append(child)
        _put(out, balance.close_to(0), "html_inline")
        return out

    def _write(self, tag: Tag) -> tuple[str, str]:
        """The opening and closing tag that an author's tag becomes; empty for none."""
        name, attributes = tag.name, kept_attributes(tag)
        in_link = self._in_link or self._balance.holds("a")
        if name == "img":
            return self._image(tag, attributes, in_link), ""
        if name == "a" and in_link:
            return "", ""
        if self._ids and (named := tag.attributes.get("id") or _named(tag)):
            attributes["id"] = self._ids.named(named)
        if name == "a":
            destination = self._resolve(tag.attributes.get("href", ""))
            if destination:
                attributes |= link_attributes(destination)
            elif "id" not in attributes:
                return "", ""
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            name = f"h{min(6, int(name[1]) + self._shift)}"
        return written(name, attributes), "" if name in VOID else f"</{name}>"

    def _image(self, tag: Tag, attributes: dict[str, str], in_link: bool) -> str:
        alt = tag.attributes.get("alt", "")
        destination = self._resolve(tag.attributes.get("src", ""))
        if destination and destination.is_picture:
            shown = {"src": destination.href, "alt": alt, "loading": "lazy"}
            return written("img", shown | attributes)
        text = html.escape(alt or (destination.href if destination else ""), quote=False)
        if destination and not in_link:
            return f"{written('a', link_attributes(destination))}{text}</a>"
        return text


def link_attributes(destination: Destination) -> dict[str, str]:
    """What an `<a>` says of where it leads."""
    if destination.kind == "outside":
        return {"href": destination.href, "rel": "nofollow noopener noreferrer"}
    return {"href": destination.href}


def shallowest(tokens: list[Token]) -> int:
    """The level of the highest heading of a passage, Markdown's or HTML's; 7 without any."""
    levels = [7]
    for token in tokens:
        if token.type == "heading_open":
            levels.append(int(token.tag[1]))
        elif token.type == "html_block":
            levels += map(int, _HEADING.findall(token.content))
    return min(levels)


def _named(tag: Tag) -> str:
    return tag.attributes.get("name", "") if tag.name == "a" else ""


def _put(out: list[Token], closing: str, kind: str) -> None:
    if closing:
        token = Token(kind, "", 0)
        token.content = closing
        out.append(token)


def _without_code(children: list[Token]) -> list[Token]:
    """A line without scripts and style sheets that begin and end in it."""
    ends = {
        name: index
        for index, child in enumerate(children)
        for name in CODE
        if child.type == "html_inline" and child.content[:8].lower().startswith(f"</{name}")
    }
    if not ends:
        return children
    out: list[Token] = []
    within = ""
    for index, child in enumerate(children):
        tag = child.content[:8].lower() if child.type == "html_inline" else ""
        if within:
            # what Markdown opens within closes within: its marks pair up by themselves
            if child.nesting:
                out.append(child)
            within = "" if tag.startswith(f"</{within}") else within
            continue
        begun = [name for name in CODE if tag.startswith(f"<{name}") and ends.get(name, 0) > index]
        within = begun[0] if begun else ""
        if not within:
            out.append(child)
    return out
