"""The text of a role's page out of a browser in; the Markdown of a fleet role out (design.md §2.1).

What the browser took away is put back: headings, lists, the bold statement before a dash, the
marker's backticks, and bold for ids, which are known or end as the name of an actor does.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.languages.headings import SectionKind, section_name
from rolebook.parse.agents.actors import names_an_actor
from rolebook.parse.imports.page_lines import LineKind, PageLine, page_lines
from rolebook.parse.pasted import ROLE_MARKER, role_title
from rolebook.text.identity import identify

_DOMAIN: Final = re.compile(r"\bdomain:\s*([\w./-]+)")
_MARK: Final = re.compile(r"\b(?:class|domain|persistent_persona): [\w./-]*[\w]")
_PATH: Final = re.compile(r"^[ \t]*+(?:\S*/)?([\w.-]+)\.(?:md|markdown)[ \t]*$", re.M)
_FILE: Final = re.compile(r"(?<![\w`./-])[\w./-]+\.md\b(?!`)")
_ID: Final = re.compile(r"(?<![\w`*./-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-]|\.\w)")
_STATEMENT: Final = re.compile(r"(.+?)(?<!\s)(\s++[—–]\s++)(?=\S)")
_DOCTRINE: Final = re.compile(r"doctrine\s*:", re.I)
_SPECIAL: Final = re.compile(r"[*`\\]|<(?=[\w/!])|\[(?=[^\]]*\][(\[])|\[\[")
_BEGINS: Final = re.compile(r"#{1,6}\s|>|[-+]\s|(?:-{3,}|={3,})$")

_BOUNDARIES: Final = (SectionKind.BOUNDARIES, SectionKind.LIMITS, SectionKind.REFUSALS)


@dataclass(frozen=True, slots=True)
class RolePage:
    """What a page of a role says."""

    id: str
    domain: str
    stem: str
    """What its file was called, where the page says it; else its id."""

    markdown: str
    above: tuple[str, ...]
    """The lines above its title, which are the host's and not the role's."""


def page_id(text: str) -> str:
    """The id of the role whose page it is; empty where it does not say."""
    marker = ROLE_MARKER.search(text)
    return identify(marker[1], "") if marker else ""


def read_role_page(text: str, known: Collection[str]) -> RolePage | None:
    """The role of a page; none where it has no title. `known` are the ids of other roles."""
    title = role_title(text)
    if title is None:
        return None
    above = tuple(" ".join(line.split()) for line in text[: title.start].split("\n"))
    path = _PATH.search(text, 0, title.start)
    id = page_id(text) or identify(path[1] if path else title.words, "")
    domain = _DOMAIN.search(text)
    lines = list(_markdown(page_lines(text[title.end :]), {id, *known}, id))
    name = f"# {_escaped(' '.join(title.words.split()))} — fleet role definition"
    return RolePage(
        id,
        identify(domain[1], "") if domain else "",
        path[1] if path else id,
        "\n".join([name, *lines]).rstrip() + "\n",
        tuple(line for line in above if line),
    )


def _markdown(lines: list[PageLine], known: Collection[str], id: str) -> Iterator[str]:
    section: SectionKind | None = None
    introduced, in_list, number = False, False, 0
    for line in lines:
        item = line.kind in (LineKind.BULLET, LineKind.NUMBER)
        if not (item and in_list):
            yield ""
            number = 0
        in_list = item
        if line.kind is LineKind.HEADING:
            found = section_name(line.text)
            section, introduced = found.kind if found else None, True
            yield f"## {_escaped(line.text)}"
        elif _DOCTRINE.match(line.text):
            yield f"> {_files(_escaped(line.text))}"
        elif item:
            number += line.kind is LineKind.NUMBER and line.depth == 0
            numbered = line.kind is LineKind.NUMBER
            mark = f"{number if line.depth == 0 else 1}." if numbered else "-"
            yield f"{'   ' * line.depth}{mark} {_item(line.text, section, known)}"
        else:
            text = _escaped(line.text)
            if not introduced:
                text = _markers(_ids(text, known))
            elif section in _BOUNDARIES:
                text = _ids(text, known)
            text = _files(text)
            yield f"\\{text}" if _BEGINS.match(text) else text


def _item(text: str, section: SectionKind | None, known: Collection[str]) -> str:
    """A list item; of a mandate or of boundaries, with its statement in bold."""
    text = _escaped(text)
    if section is not SectionKind.MANDATE and section not in _BOUNDARIES:
        return _files(text)
    statement = _STATEMENT.match(text)
    head, rest = (statement[1], text[statement.end(1) :]) if statement else ("", text)
    rest = _ids(rest, known) if section in _BOUNDARIES else rest
    return f"**{head}**{_files(rest)}" if head else _files(rest)


def _ids(text: str, known: Collection[str]) -> str:
    """A text with the ids of roles in bold, those that nobody wrote yet as well."""

    def bold(match: re.Match[str]) -> str:
        name = match[0]
        return f"**{name}**" if name in known or names_an_actor(name) else name

    parts = re.split(r"(\([^()]*\b(?:class|persistent_persona):[^()]*\))", text)
    return "".join(part if number % 2 else _ID.sub(bold, part) for number, part in enumerate(parts))


def _markers(text: str) -> str:
    """A text with the backticks of its markers: `` (`class: x`, `domain: y`) ``."""
    return _MARK.sub(lambda match: f"`{match[0]}`", text)


def _files(text: str) -> str:
    return _FILE.sub(lambda match: f"`{posixpath.normpath(match[0])}`", text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
