"""A text in; the characters in it that act on a program but that no reader sees out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.diagnostics.catalogue import rule
from rolebook.parse.docs import covered, prose_of
from rolebook.text.default_ignorable import DEFAULT_IGNORABLE
from rolebook.text.source import Source, Span

HIDDEN_CHARACTERS = rule("RB016")
"""An agent obeys what its readers cannot see. Emoji sequences and the joiners of Arabic and Indic
scripts are written text; everything else invisible is a mistake or an attack (CVE-2021-42574).

On a hand-written page of the docs it is a warning: the page is the site owner's, and an entity such
as `&shy;`, which everybody who edits the page sees, is no finding there."""

MOST_PLACES: Final = 20
"""Places named in one finding; the first is enough to find the others."""

_IGNORABLE: Final = "".join(f"{chr(first)}-{chr(last)}" for first, last in DEFAULT_IGNORABLE)
# besides, controls but for tab and line end, other ends of lines, and marks of annotations
_SUSPECT: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb{_IGNORABLE}]+")
_ENTITY: Final = re.compile(
    # browsers read numbers, and the oldest names, without the semicolon too
    r"&(?:#0*+[0-9]{1,7}|#[xX]0*+[0-9a-fA-F]{1,6});?|&(?:[A-Za-z][A-Za-z0-9]{1,31};|shy(?![\w=]))"
)
_ZEROS: Final = re.compile(r"(?<=[#xX])0+(?=[0-9a-fA-F])")
_JOINERS: Final = "\u200c\u200d"
_SELECTED: Final = re.compile(
    "[#*0-9\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff](?:\ufe0e|\ufe0f{1,2})\u200d?"
    "|[\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\u3000-\u9fff\ua840-\ua877\uf900-\ufaff\uff00-\uff1f]"
    "[\ufe00-\ufe02]"
)
"""An emoji, or a character with written variants, and the one selector behind it. Some editors
write that of an emoji twice."""

_OF_SCRIPTS: Final = (
    ("\u115f\u1160", "HANGUL"), ("\u17b4\u17b5", "KHMER"), ("\u180b-\u180f", "MONGOLIAN"),
    ("\U0001bca0-\U0001bca3", "DUPLOYAN"), ("\U0001d173-\U0001d17a", "MUSICAL"),
)  # fmt: skip
"""Those that belong to a script, behind one of its letters."""
_EMOJI_LINK: Final = re.compile(
    "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\ufe0f\u20e3]"
)
_FLAG: Final = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{4,6}\U000e007f")
_JOINING_SCRIPTS: Final = (
    "ARABIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MONGOLIAN", "SYRIAC", "TIBETAN", "MYANMAR",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HiddenPlace:
    """Characters that nobody sees, and where they are written."""

    characters: str
    span: Span
    written: str = ""
    """The escape or entity that they are written as; empty where they stand in the file."""


def hidden_characters(source: Source) -> Iterator[Diagnostic]:
    """What is hidden in the name of a file, and what in its text: at most one finding of each."""
    for match in _hidden_in(source.path):
        named = named_characters(match[0])
        yield Diagnostic(
            HIDDEN_CHARACTERS,
            f"the name of the file holds {named}, which nobody sees",
            Span(source.path),
            "rename the file",
        )
        break
    places = [*_written(source)]
    places += _entities(source) if "&" in source.text else ()
    yield from found(places)


def hidden_in_doc(source: Source) -> Iterator[Diagnostic]:
    """What is hidden in the text of a hand-written page, which may hold scripts openly."""
    for one in found([*_written(source)]):
        yield replace(one, severity=Severity.WARNING, subjects=(source.path,))


def _written(source: Source) -> Iterator[HiddenPlace]:
    """What stands in the file as it is."""
    return (HiddenPlace(match[0], source.span(*match.span())) for match in _hidden_in(source.text))


def found(places: Sequence[HiddenPlace]) -> Iterator[Diagnostic]:
    """One finding, at the first of some places, with the next ones named."""
    if not places:
        return
    more = len(places) - 1
    others = f", and {more} more in this file" if more else ""
    first, *rest = sorted(places, key=lambda one: one.span)
    written = f", written as {first.written}" if first.written else ""
    yield Diagnostic(
        HIDDEN_CHARACTERS,
        f"the text holds {named_characters(first.characters)}{written}, which nobody sees{others}",
        first.span,
        "delete it; an editor that shows invisible characters helps",
        tuple(
            Related(f"{named_characters(one.characters)} here", one.span)
            for one in rest[: MOST_PLACES - 1]
        ),
    )


def hides(text: str) -> str:
    """The first characters of a text that nobody sees; empty where there are none."""
    return next((match[0] for match in _hidden_in(text)), "")


def _hidden_in(text: str) -> Iterator[re.Match[str]]:
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    for match in _SUSPECT.finditer(text):
        if not _belongs(text, match):
            yield match


def _entities(source: Source) -> Iterator[HiddenPlace]:
    """Entities of HTML and Markdown: they act on a page as the characters that they stand for.

    In a fence or a code span they are text, and everybody sees them.
    """
    said = [
        (match, characters)
        for match in _ENTITY.finditer(source.text)
        for characters in [html.unescape(_ZEROS.sub("", match[0]))]
        if _SUSPECT.search(characters)
    ]
    if not said:
        return
    markdown = source.path.lower().endswith((".md", ".markdown"))
    prose = list(prose_of(source)) if markdown else [(0, len(source.text))]
    for match, characters in said:
        before, after = (
            source.text[max(match.start() - 16, 0) : match.start()],
            source.text[match.end() : match.end() + 16],
        )
        escaped = len(before) - len(before.rstrip("\\"))
        # what stands beside it decides whether it is part of an emoji, as `&zwj;` may be
        start = len(html.unescape(before))
        text = html.unescape(before) + characters + html.unescape(after)
        hidden = any(
            one.start() < start + len(characters) and start < one.end() for one in _hidden_in(text)
        )
        if escaped % 2 == 0 and covered(match.start(), prose) and hidden:
            yield HiddenPlace(characters, source.span(*match.span()), f"`{match[0][:40]}`")


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether the characters are part of an emoji, a flag, or a word of a joining script."""
    before, after = (
        text[max(match.start() - 1, 0) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if match[0] in _JOINERS:
        if _EMOJI_LINK.match(before) and _EMOJI_LINK.match(after):
            return True
        return _joins(before) and _joins(after)
    if len(match[0]) == 1 and any(
        re.match(f"[{those}]", match[0]) and unicodedata.name(before, "").startswith(script)
        for those, script in _OF_SCRIPTS
        if before
    ):
        return True
    if match[0] == "\u034f":
        return bool(before) and unicodedata.combining(before) > 0
    for form in (_FLAG, _SELECTED):
        found = form.match(text, max(match.start() - 1, 0))
        if found is not None and found.end() == match.end():
            return not match[0].endswith("\u200d") or _EMOJI_LINK.match(after) is not None
    return False


def _joins(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith(_JOINING_SCRIPTS)


def named_characters(characters: str) -> str:
    """`U+202E (right-to-left override)`, and how many of them."""
    first = characters[0]
    name = unicodedata.name(first, "a control character").lower()
    times = f" and {len(characters) - 1} more beside it" if len(characters) > 1 else ""
    return f"U+{ord(first):04X} ({name}){times}"
