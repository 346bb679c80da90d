"""A text without marks in; the addresses and ids that stand in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ADDRESS: Final = r"(?P<address>(?<![\w@/.-])(?:(?i:https?)://|www\.)\w[^\s<>]{0,2000}+)"
_MAIL: Final = (
    r"(?P<mail>(?<![\w.+@/-])[A-Za-z0-9._+-]++@[A-Za-z0-9_-]++(?>(?:\.[A-Za-z0-9_-]++)+)(?![@\w-]))"
)
_OWNER: Final = (
    r"(?P<owner>(?<![\w./#@:{-])[A-Za-z0-9]++(?>(?:-[A-Za-z0-9]++)*)"
    r"(?=['’]s?\s{1,8}(?:lane|call|job)\b))"
)
# as in `rolebook.parse.roles.mentions`: several words joined with `-`, on their own
_ID: Final = r"(?P<id>(?<![\w./#@:{-])[a-z0-9]++(?>(?:-[a-z0-9]++)+)(?![\w/@}-]|\.\w|:\w))"
_LINKED: Final = r"(?P<linked>\[\[[^\[\]|\n]{1,200}(?:\|[^\[\]\n]{1,200})?\]\])"
_IN_TEXT: Final = re.compile("|".join((_LINKED, _ADDRESS, _MAIL, _ID)))
_WITH_OWNERS: Final = re.compile("|".join((_LINKED, _ADDRESS, _MAIL, _OWNER, _ID)))
_HINT: Final = re.compile(r"[-@'’]|://|www\.|\[\[")
"""What every id of several words, possessive and address has, and most texts have not."""

_REFERENCE_END: Final = re.compile(r"&[a-z0-9]{1,40};$", re.I | re.A)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that may be linked."""

    kind: str
    """`address`, `mail`, `linked` (`[[id]]`), `owner` (as in "sales' lane") or `id` (of several
    words)."""

    start: int
    written: str


def stretches(text: str, after: str = "") -> Iterator[Stretch]:
    """What may be linked in a text, in its order; `after` is how its line goes on."""
    if not _HINT.search(text):
        return
    # "sales' lane" is a domain's, also where the line breaks before `lane`
    owned = "'" in text or "’" in text
    pattern, searched = (_WITH_OWNERS, text + after) if owned else (_IN_TEXT, text)
    for match in pattern.finditer(searched):
        kind, written = match.lastgroup or "", match[0]
        if kind == "address":
            written = _trimmed(written)
        if match.start() + len(written) <= len(text):
            yield Stretch(kind, match.start(), written)


def _trimmed(address: str) -> str:
    """An address without the punctuation behind it, as GitHub decides it."""
    closing = address.count(")") - address.count("(")
    while address:
        if address[-1] in "?!.,:*_~'\"":
            address = address[:-1]
        elif address[-1] == ")" and closing > 0:
            address, closing = address[:-1], closing - 1
        elif address[-1] == ";":
            match = _REFERENCE_END.search(address, max(0, len(address) - 50))
            address = address[: match.start()] if match else address[:-1]
        else:
            break
    return address
