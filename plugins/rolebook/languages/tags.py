"""A language as an author names it in; the tag that HTML takes (BCP 47), or the one meant, out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_LONGEST: Final = 60
"""Characters; RFC 5646 (section 4.4.1) asks for room for 35."""

_LETTERS: Final = re.compile(r"[A-Za-z0-9-]+")
"""Babel's own grammar has `it_IT.UTF-8@euro`, too."""

_FURTHER: Final = re.compile(r"(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?", re.I)
"""Extensions and private use, which are handed on as they are written."""


@lru_cache(maxsize=64)
def language_tag(written: str) -> str:
    """The tag in its usual letters: `it`, `pt-BR` for `pt-br`; empty where it is none."""
    if len(written) > _LONGEST or not _LETTERS.fullmatch(written):
        return ""
    from babel.core import parse_locale  # not at the top: few sources name a language

    further = re.search(r"-[A-Za-z0-9]-", written)
    head = written[: further.start()] if further else written
    try:
        language, territory, script, variant = parse_locale(head, sep="-")[:4]
    except ValueError:
        return ""
    known = _names()
    if not (
        _is_language(language)
        and (script is None or script in known.scripts)
        and (territory is None or territory in known.territories)
        and _FURTHER.fullmatch(written[len(head) :])
    ):
        return ""
    parts = (language, script, territory, variant.lower() if variant else None)
    return "-".join(part for part in parts if part) + written[len(head) :]


def meant_tag(written: str) -> str:
    """The tag that was probably meant: `it` for `Italian`, `italiano` and `ita`; else empty."""
    if len(written) > _LONGEST:
        return ""
    from babel.core import get_global
    from rapidfuzz import fuzz, process

    text = written.strip().replace("_", "-")
    first, hyphen, rest = text.partition("-")
    shortest = get_global("language_aliases").get(first.lower(), first)
    rest = (get_global("territory_aliases").get(rest.upper()) or [rest])[0]
    if tag := language_tag(shortest + hyphen + rest):
        return tag
    named = _tags_by_name()
    found = process.extractOne(text.casefold(), list(named), scorer=fuzz.ratio, score_cutoff=80)
    return named[found[0]] if found else ""


def _is_language(language: str) -> bool:
    """Two letters are known or wrong; Babel lists only some of those with three (ISO 639-3)."""
    from babel.core import get_global

    if language in _names().languages:
        return True
    return len(language) == 3 and language not in get_global("language_aliases")


@lru_cache(maxsize=1)
def _names() -> Locale:
    from babel import Locale

    return Locale.parse("en")


@lru_cache(maxsize=1)
def _tags_by_name() -> dict[str, str]:
    """What languages are called in English, and the larger ones by themselves."""
    from babel import Locale

    named = {name.casefold(): tag.replace("_", "-") for tag, name in _names().languages.items()}
    for tag in ("de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "zh"):
        named[Locale.parse(tag).languages[tag].casefold()] = tag
    return named
