"""An inline text in; the same without its marks, and the names that are marked in it, out.

Every offset stays what it was: a mark becomes a blank, a marked name a run of `\\0`. So a phrase is
looked for in one way, whether a name in it is bold, code, a link or plain.
"""

from __future__ import annotations

import bisect
import posixpath
import re
from typing import Final, NamedTuple

from rolebook.formats.markdown.inlines import Inline

NAME: Final = "\0"
"""What stands where a marked name stood."""

_NAME: Final = re.compile(r"[^\W_](?:[\w .&/’'-]*[^\W_])?/?(?:#[\w.-]+)?")
MAX_NAME_LENGTH: Final = 80
"""Longer bold text is a sentence, and no id."""

_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(\s*+<?([^()\s<>]*+)>?[^()]*+\)")
_WIKI: Final = re.compile(r"\[\[([^\[\]|#]+(?:#[^\[\]|]+)?)(?:\|([^\[\]]*))?\]\]")
_TAGGED: Final = re.compile(r"<(b|strong|code|em|i)>([^<>]*)</\1>", re.I)
_TAG: Final = re.compile(r"</?[a-z]+ ?/?>", re.I)
_UNDERSCORES: Final = re.compile(r"(?<!\w)_+|_+(?!\w)")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.I)
_TASK: Final = re.compile(r"\s*\[[ xX]\](?=\s)")


class Name(NamedTuple):
    """A marked token that may be a name."""

    words: str
    start: int
    """Of the words themselves."""

    end: int
    outer_start: int
    """Of the marks around them, or of a whole link."""

    outer_end: int
    mark: str
    """`strong`, `code`, `link`, `wiki`."""

    path: str = ""
    """Of a link: the file that it leads to, relative to the project."""


class Wording(NamedTuple):
    """A text as it is read for what it says."""

    inline: Inline
    text: str
    """Without marks, and with `NAME` where a marked name stands; as long as the text itself."""

    names: tuple[Name, ...]
    """In their order; none within another."""

    def covered(self, at: int) -> bool:
        """Whether an offset lies within a marked name."""
        number = bisect.bisect_right(self.names, at, key=lambda one: one.outer_start) - 1
        return number >= 0 and at < self.names[number].outer_end


def wording(inline: Inline) -> Wording:
    """What an inline text says."""
    text = inline.text
    names: list[Name] = []
    taken: list[tuple[int, int]] = []
    if "[" in text:
        if task := _TASK.match(text):
            text = " " * task.end() + text[task.end() :]
        text = _without_links(inline, text, names, taken)
    if "<" in text:
        for match in _TAGGED.finditer(text):
            kind = "code" if match[1].lower() == "code" else "strong"
            if match[1].lower() not in ("em", "i") and is_name(match[2]):
                names.append(Name(match[2], *match.span(2), *match.span(), kind))
        text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    for one in inline.marked:
        words = one.text
        if not is_name(words) or any(
            start < one.outer_end and one.outer_start < end for start, end in taken
        ):
            continue
        names.append(Name(words, *one[2:6], one.kind))
    text = text.replace("*", " ").replace("`", " ")
    if "_" in text:
        text = _UNDERSCORES.sub(lambda marks: " " * len(marks[0]), text)
    if "’" in text:
        text = text.replace("’", "'")
    names.sort(key=lambda one: one.outer_start)
    return Wording(inline, text, tuple(names))


def masked(said: Wording, start: int, end: int) -> str:
    """The text with each name between two offsets put out of sight."""
    names = [one for one in said.names if start <= one.outer_start and one.outer_end <= end]
    if not names:
        return said.text
    parts, at = [], 0
    for one in names:
        parts += [said.text[at : one.outer_start], NAME * (one.outer_end - one.outer_start)]
        at = one.outer_end
    return "".join([*parts, said.text[at:]])


def is_name(words: str) -> bool:
    """Whether marked words could be an id, title or acronym, and are no sentence."""
    return len(words) <= MAX_NAME_LENGTH and _NAME.fullmatch(words) is not None


def _without_links(
    inline: Inline, text: str, names: list[Name], taken: list[tuple[int, int]]
) -> str:
    """The text without links that lead to no role; one to a Markdown file is kept as a name."""
    for match in _WIKI.finditer(text):
        names.append(Name(match[1].strip(), *match.span(1), *match.span(), "wiki"))
        taken.append(match.span())
    text = _WIKI.sub(lambda one: " " * len(one[0]), text)
    for match in _LINK.finditer(text):
        taken.append(match.span())
        target = match[2].partition("#")[0].partition("?")[0]
        stem, kind = posixpath.splitext(posixpath.basename(target))
        if _ELSEWHERE.match(target) or kind.lower() not in (".md", ".markdown", "") or not stem:
            continue
        at = match.start(2) + len(target) - len(stem) - len(kind)
        here = posixpath.dirname(inline.path)
        path = posixpath.normpath(posixpath.join(here, target)).lstrip("/")
        names.append(Name(stem, at, at + len(stem), *match.span(), "link", path))
    return _LINK.sub(lambda one: " " * len(one[0]), text)
