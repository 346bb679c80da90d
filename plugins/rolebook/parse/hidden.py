"""A text in; the characters in it that act on a program but that no reader sees out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic, Related, Rule, Source

HIDDEN_CHARACTERS = Rule("RB016", "hidden-characters")
"""An agent obeys what its readers cannot see. Emoji sequences and the joiners of Arabic and Indic
scripts are written text; everything else invisible is a mistake or an attack (CVE-2021-42574)."""

MOST_PLACES: Final = 20
"""Places named in one finding; the first is enough to find the others."""

# controls but for tab and line end, soft hyphen, Arabic letter mark, zero width, bidi controls,
# invisible operators, variation selectors of the supplement, tags
_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_JOINERS: Final = "\u200c\u200d"
_EMOJI_LINK: Final = re.compile(
    "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\ufe0f\u20e3]"
)
_FLAG: Final = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{4,6}\U000e007f")
_JOINING_SCRIPTS: Final = (
    "ARABIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MONGOLIAN", "SYRIAC", "TIBETAN", "MYANMAR",
)  # fmt: skip


def hidden_characters(source: Source) -> Iterator[Diagnostic]:
    """One finding a file, by the first place, with the next ones named."""
    places = [
        (match.start(), match.end(), match[0])
        for match in _SUSPECT.finditer(source.text)
        if not _belongs(source.text, match)
    ]
    if not places:
        return
    start, end, found = places[0]
    more = len(places) - 1
    others = f", and {more} more in this file" if more else ""
    yield Diagnostic(
        HIDDEN_CHARACTERS,
        f"the text holds {_named(found)}, which nobody sees{others}",
        source.span(start, end),
        "delete it; an editor that shows invisible characters helps",
        tuple(
            Related(f"{_named(text)} here", source.span(a, b))
            for a, b, text in places[1:MOST_PLACES]
        ),
    )


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether the characters are part of an emoji, a flag, or a word of a joining script."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0] in _JOINERS:
        if _EMOJI_LINK.match(before) and _EMOJI_LINK.match(after):
            return True
        return _joins(before) and _joins(after)
    flag = _FLAG.match(text, max(match.start() - 1, 0))
    return flag is not None and flag.end() == match.end()


def _joins(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith(_JOINING_SCRIPTS)


def _named(characters: str) -> str:
    """`U+202E (right-to-left override)`, and how many of them."""
    first = characters[0]
    name = unicodedata.name(first, "a control character").lower()
    times = f" and {len(characters) - 1} more beside it" if len(characters) > 1 else ""
    return f"U+{ord(first):04X} ({name}){times}"
