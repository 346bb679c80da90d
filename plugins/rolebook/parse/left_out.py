"""A Markdown file that is read as nothing in; why, and what its author can do about it, out."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import Final

from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.model import LeftOut
from rolebook.parse.kinds import AGENT_FOLDERS, Kind
from rolebook.parse.pasted import page_of
from rolebook.text.identity import slug
from rolebook.text.source import Source

_LANE: Final = re.compile(r"^##[ \t]+(mandate|boundaries)[ \t]*#*$", re.M | re.I)
_FIELD: Final = re.compile(r"^[ \t]*(name|description)[ \t]*:", re.M | re.I)
_TOP: Final = 2000
"""Characters at the top of a file in which its fields are looked for."""

_FENCED: Final = re.compile(r"\s*`{3,}ya?ml\n(?:name|description):", re.I)
_TITLE: Final = re.compile(r"^#[ \t]++(.+)$", re.M)
_MOVE: Final = "if it is no role, move it out of the folder"


def left_out(source: Source, kind: Kind, front: FrontMatter) -> LeftOut:
    """What is said of a file that is no source."""
    title = _TITLE.search(source.text)
    names = {slug(_stem(source)), slug(title[1]) if title else ""} - {""}
    return replace(_left_out(source, kind, front), names=tuple(sorted(names)))


def _stem(source: Source) -> str:
    return posixpath.splitext(posixpath.basename(source.path))[0]


def _left_out(source: Source, kind: Kind, front: FrontMatter) -> LeftOut:
    if page := page_of(source.text):
        return _pasted(source, page)
    if kind is not Kind.OTHER:
        return LeftOut(source.path, kind.value)
    keys = {key.text for key, _ in front.tree.entries} if front.tree else set()
    found = {match.lower() for match in _LANE.findall(source.text)}
    stem = _stem(source)
    if "name" in keys or "description" in keys:
        lacks = "name" if "description" in keys else "description"
        value = stem if lacks == "name" else "what it does and when to use it"
        return LeftOut(
            source.path,
            f"front matter without `{lacks}`",
            f"add `{lacks}: {value}` to it; {_MOVE}",
        )
    if found:
        here, missing = ("Mandate", "Boundaries") if "mandate" in found else _BOUNDARIES_ALONE
        found_title = _TITLE.search(source.text)
        title = found_title[1].rstrip("# \t") if found_title else stem
        return LeftOut(
            source.path,
            f"a section `{here}`, but neither `{missing}` nor the title of a fleet role",
            f"begin it with `# {title} — fleet role definition`; {_MOVE}",
        )
    among_agents = {one.lower() for one in source.path.split("/")[:-1]} & set(AGENT_FOLDERS)
    if keys and among_agents:
        help = f"add `description: what it does and when to use it` to it; {_MOVE}"
        return LeftOut(source.path, "front matter without `description`", help)
    if _FENCED.match(source.text):
        help = f"write `---` instead of the marks above and below them; {_MOVE}"
        return LeftOut(source.path, "its fields stand in a code fence", help)
    fields = {one[1].lower() for one in _FIELD.finditer(source.text[:_TOP])}
    if fields >= {"name", "description"}:
        help = f"move them to the top of the file, between two lines `---`; {_MOVE}"
        return LeftOut(source.path, "its fields stand in no front matter", help)
    if among_agents:
        help = f"begin it with `---`, `name: {stem}`, `description: …` and `---`; {_MOVE}"
        return LeftOut(source.path, "no front matter", help)
    return LeftOut(source.path, kind.value, _HOW)


_BOUNDARIES_ALONE: Final = ("Boundaries", "Mandate")
_HOW: Final = (
    "if it is a role, begin it with `# Title — fleet role definition`, and say below what it holds"
    " and what not (`## Mandate`, `## Boundaries`); if not, move it out of the folder"
)


def pasted_text(source: Source) -> LeftOut | None:
    """What is said of a text file that holds a page out of a browser; none of any other."""
    page = page_of(source.text)
    return _pasted(source, page) if page else None


def _pasted(source: Source, page: str) -> LeftOut:
    return LeftOut(
        source.path,
        f"the text of {page} as a browser shows it",
        "`rolebook import page FILE --out DIR` makes a source of it",
    )
