"""A name as people write it in; the ASCII id, slug, singular or acronym it answers to out."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from typing import Final

ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
"""The one grammar of ids and addresses (design.md §1), lower case."""

MAX_ID_LENGTH = 120
"""Longer names are cut: file systems allow 255 bytes a name, and addresses hold two."""

WINDOWS_NAMES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
"""Names that no file may have on Windows, where contributors work too."""

OURS = "rb-"
"""What the ids of a page's own parts begin with; no anchor of a source may be taken for one."""

FILE_NAMES = frozenset({"index.html", "index.md"})
"""Files that stand in every folder of a site: a folder of that name has no place beside them."""


_BETWEEN: Final = re.compile(r"[^a-z0-9._]+")
_SIGNS: Final = re.compile(r"(?<=[^\W_])(?:\++|#)(?![^\W_])")
_SPELLED: Final = {"+": "-plus", "#": "-sharp"}


@functools.lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Lower-case ASCII words joined with `-`; empty where nothing of the text remains."""
    # a sign right behind a word is part of its name: `C`, `C++` and `C#` are three languages
    if "+" in text or "#" in text:
        text = _SIGNS.sub(lambda match: "".join(_SPELLED[one] for one in match[0]), text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    spelled = text.lower().replace("'", "").replace("&", " and ")
    words = _BETWEEN.sub("-", spelled)
    cut = words.strip("-._")[:MAX_ID_LENGTH].strip("-._")
    taken = cut.partition(".")[0] in WINDOWS_NAMES or cut in FILE_NAMES
    return f"{cut}-role" if taken else cut


def identify(name: str, stem: str) -> str:
    """The id of a thing: its name's slug, else its file's stem, else a short hash of the name."""
    return slug(name) or slug(stem) or _short_hash(name)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


_JOINTS: Final = re.compile(r"[._-]+")


def key(statement: str) -> str:
    """The key of a responsibility: the slug of its statement, else a short hash of it."""
    words = _JOINTS.sub("-", slug(statement)).strip("-")
    return words or _short_hash(statement)


def singular(word: str) -> str:
    """The singular of an English plural id (`account-executives`); the word itself otherwise."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def acronym(title: str) -> str:
    """`AE` for `Account Executive`; empty for one word. Matched only where written in capitals."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", title)
    minor = {"of", "the", "and", "for"}
    letters = "".join(word[0] for word in words if word.lower() not in minor)
    return letters.upper() if len(letters) > 1 else ""


_OTHER_LETTERS: Final = re.compile(r"[^\W\d_\x00-\u036f\u1e00-\u1eff]")


def beyond_latin(text: str) -> bool:
    """Whether ASCII has no letters for some of the text's, accents set aside."""
    return (
        not text.isascii()
        and _OTHER_LETTERS.search(unicodedata.normalize("NFKD", text)) is not None
    )


def key_of(statement: str) -> str:
    """The key of a statement; where a slug has no letters for what it says, a short hash tells."""
    made = key(statement)
    if made and not beyond_latin(statement):
        return made
    same = unicodedata.normalize("NFC", statement).casefold()
    return f"{made}-{hashlib.sha256(same.encode()).hexdigest()[:8]}".lstrip("-")
