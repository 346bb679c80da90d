"""The tokens of a line in; the same with its links placed and its ids linked out.

Links are made on tokens, where text is text and code is code, never by searching HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.token import Token

from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.pages.author.destinations import Destinations
from rolebook.pages.author.dialect import MAX_NESTING
from rolebook.pages.author.prose import Stretch, stretches
from rolebook.pages.author.tags import link_attributes
from rolebook.pages.links.addresses import href, role_address, target_href
from rolebook.pages.links.anchors import mandate_anchor

MAX_ID: Final = 160
"""Characters; a longer bold or code span is no id."""

_MARKED: Final = re.compile(r"\w[\w.-]*+(?>(?:[ /][\w.-]++)*)/?(?:#[\w.-]++)?")
_KEY: Final = re.compile(r"(?:\s*\{(?:#[\w.-]+|(?i:reviewed):[^{}\n]*)\})+")
_LINK: Final = re.compile(r"<a[ >]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: what its links and ids are relative to."""

    path: str
    domain: str = ""
    itself: str = ""
    """The role (`sales/sales-lead`) or domain (`sales/`) whose page it is on: never linked."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a text names."""

    attributes: Mapping[str, str] | None
    """Of the link to them; none where there is no page, or it is the one that says so."""

    name: str = ""
    """What a reader calls them, where the text has an id for it; empty where it is as written."""

    id: str = ""
    """The id, which is shown where the name stands in its place."""

    @property
    def named(self) -> Mapping[str, str] | None:
        """The attributes of a link that says the name."""
        if self.name and self.attributes:
            return {**self.attributes, "title": self.id}
        return self.attributes


_NOBODY: Final = Meant(None)


class Linker:
    """Links what the sources of one library say to the pages of the library."""

    def __init__(self, graph: LibraryGraph, destinations: Destinations) -> None:
        self._graph = graph
        self._destinations = destinations
        self._actors: dict[tuple[str, str, str, bool, str | None], Meant] = {}

    def line(self, children: list[Token], place: Place, *, ids: bool = True) -> list[Token]:
        """The tokens of a paragraph, cell or heading; without `ids`, no id becomes a link."""
        out: list[Token] = []
        kept: list[bool] = []
        links = depth = index = 0
        while index < len(children):
            token = children[index]
            index += 1
            if token.type == "text":
                if index > 1 and children[index - 2].type == "strong_close":
                    token.content = _without_key(token.content)
                out += [token] if links else self.text(token, _after(children, index), place, ids)
            elif token.type == "link_open":
                kept.append(not links and self._placed(token, place))
                links += kept[-1]
                out += [token] if kept[-1] else []
            elif token.type == "link_close":
                links -= kept[-1]
                out += [token] if kept.pop() else []
            elif token.type == "image":
                out += self._image(token, place, links > 0)
            elif token.type == "code_inline":
                meant = self._marked(token, place) if ids and not links else _NOBODY
                out += _linked([token], meant.attributes)  # code stays as it is
            elif token.type == "html_inline":
                # rebuilt, so that a link begins and ends in one way only
                links += len(_LINK.findall(token.content)) - token.content.count("</a>")
                out.append(token)
            elif (
                token.type == "strong_open"
                and ids
                and not links
                and _is_one_text(children, index)
                and (meant := self._marked(children[index], place)) is not _NOBODY
            ):
                children[index].content = meant.name or children[index].content
                out += _linked(children[index - 1 : index + 2], meant.named)
                index += 2
            elif token.nesting:
                depth += max(token.nesting, 0)
                # crafted emphasis can nest ten thousand elements
                out += [token] if depth <= MAX_NESTING else []
                depth += min(token.nesting, 0)
            else:
                token.meta["in_link"] = links > 0
                out.append(token)
        return out

    def text(self, token: Token, after: str, place: Place, ids: bool = True) -> list[Token]:
        """A text with its addresses and ids linked; `after` is how the line goes on."""
        text = token.content
        out: list[Token] = []
        done = 0
        for one in stretches(text, after):
            meant, written = _NOBODY, one.written
            if one.kind == "linked":
                name, _, words = one.written[2:-2].partition("|")
                written = words.strip() or name.strip()
                meant = self._actor(name.strip(), place, marked=True) if ids else _NOBODY
                meant = replace(meant, name="") if words.strip() and meant.name else meant
            elif one.kind in ("address", "mail"):
                meant = self._address(one, place)
            elif ids:
                meant = self._actor(one.written, place, marked=False)
            if meant is _NOBODY:
                continue
            if one.start > done:
                out.append(_text(text[done : one.start]))
            out += _linked([_text(meant.name or written)], meant.named)
            done = one.start + len(one.written)
        if not done:
            return [token]
        return [*out, _text(text[done:])] if done < len(text) else out

    def address(self, id: str, place: Place) -> str:
        """Where an id leads that stands in code; empty where it is nobody's, or is ambiguous."""
        found = self._actor(id, place, marked=False).attributes
        return found["href"] if found else ""

    def _address(self, one: Stretch, place: Place) -> Meant:
        scheme = "mailto:" if one.kind == "mail" else "http://" if one.written[:4] == "www." else ""
        destination = self._destinations.resolve(place.path, scheme + one.written)
        return Meant(link_attributes(destination)) if destination else _NOBODY

    def _marked(self, token: Token, place: Place) -> Meant:
        """What a bold or code span means that is an id and nothing else."""
        if len(token.content) > MAX_ID or not _MARKED.fullmatch(token.content):
            return _NOBODY
        return self._actor(token.content, place, marked=True)

    def _actor(self, written: str, place: Place, *, marked: bool) -> Meant:
        language = self._graph.library.languages.get(place.path)
        key = (written, place.domain, place.itself, marked, language)
        if key not in self._actors:
            self._actors[key] = self._found(written, place, marked=marked)
        return self._actors[key]

    def _found(self, written: str, place: Place, *, marked: bool) -> Meant:
        name, _, item = written.partition("#")
        target = self._graph.resolver.actor_named(name, place.domain, marked=marked).target
        if target is None:
            return _NOBODY
        if target.kind == "role":
            role = self._graph.roles[target.name]
            called = role.title if self._is_called(role, name, place) else ""
            if target.name == place.itself:
                return Meant(None, called) if called else _NOBODY
            fragment = mandate_anchor(role, item.lower()) if item else ""
            link = {"href": href(role_address(role.name), fragment), "title": role.title}
            return Meant(link, called, written)
        address = target_href(target)
        if address is None or target.name == place.itself:
            return _NOBODY
        domain = self._graph.domains.get(target.name.rstrip("/"))
        return Meant({"href": address, "title": domain.title if domain else target.name})

    def _is_called(self, role: Role, written: str, place: Place) -> bool:
        """Whether its title is what a reader reads in place of its id.

        An agent's id is how a host is told of it, and a title of another language is no word of
        this one.
        """
        languages = self._graph.library.languages
        return (
            role.agent is None
            and written in (role.name, role.id)
            and languages.get(place.path) == languages.get(role.path)
        )

    def _placed(self, token: Token, place: Place) -> bool:
        """Give a link its destination; false where it has none."""
        destination = self._destinations.resolve(place.path, str(token.attrs.get("href", "")))
        if destination is None:
            return False
        title = token.attrs.get("title")
        token.attrs = dict(link_attributes(destination))
        if title:
            token.attrs["title"] = title
        return True

    def _image(self, token: Token, place: Place, in_link: bool) -> list[Token]:
        destination = self._destinations.resolve(place.path, str(token.attrs.get("src", "")))
        alt = plain_text(token.children or [])
        if destination and destination.is_picture:
            token.attrs["src"] = destination.href
            token.attrs["loading"] = "lazy"
            token.children = [_text(alt)]
            return [token]
        if destination is None or in_link:
            return [_text(alt)]
        return _linked([_text(alt or destination.href)], link_attributes(destination))


def plain_text(children: list[Token]) -> str:
    """What a reader of a line reads, without its marks."""
    out = []
    for child in children:
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type == "image":
            out.append(plain_text(child.children or []))
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" ")
    return "".join(out)


def _is_one_text(children: list[Token], index: int) -> bool:
    """Whether the token at `index` is a text and all that is bold."""
    return (
        index + 1 < len(children)
        and children[index].type == "text"
        and children[index + 1].type == "strong_close"
    )


def _after(children: list[Token], index: int) -> str:
    """The beginning of the next line, where a line ends before `index`."""
    if index + 1 < len(children) and children[index].type == "softbreak":
        return "\n" + children[index + 1].content[:8]
    return ""


def _linked(tokens: list[Token], attributes: Mapping[str, str] | None) -> list[Token]:
    if attributes is None:
        return tokens
    opening = Token("link_open", "a", 1, attrs=dict(attributes))
    return [opening, *tokens, Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _without_key(text: str) -> str:
    """A text without the `{#key}` that names the responsibility before it (design.md §2.1)."""
    match = _KEY.match(text)
    return text[match.end() :] if match else text
