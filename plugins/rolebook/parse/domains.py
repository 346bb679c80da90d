"""The folders above a file in; the domain that they say, and the language, out."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from rolebook.languages import language_tag
from rolebook.model.host_folders import HOST_FOLDERS
from rolebook.parse.kinds import AGENT_FOLDERS
from rolebook.text.identity import identify, slug

STRUCTURAL_FOLDERS: Final = frozenset(
    {"agents", "plugins", "skills", "categories", "roles", *AGENT_FOLDERS, *HOST_FOLDERS, "skill"}
)
"""Folders that say what lies in them, and not whose it is."""

_NUMBERED: Final = re.compile(r"^\d+[-_. ]+")
_TAG: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?[-_](?:[A-Z]{2}|Han[st])", re.ASCII)
_SHORT: Final = re.compile(r"[a-z]{2}", re.ASCII)
_ABOVE: Final = ("i18n", "l10n", "locales", "locale", "lang", "langs", "languages", "translations")


def domain_of(folders: Sequence[str], itself: Set[str] = frozenset()) -> str:
    """The nearest folder that says whose a file is; empty where none does.

    A folder of the file's own, called as one of `itself`, says nothing, nor does a language.
    """
    for at, folder in reversed([*enumerate(folders)]):
        name = _NUMBERED.sub("", folder) or folder
        says = not ({folder.lower(), slug(name)} & STRUCTURAL_FOLDERS or slug(name) in itself)
        if says and not language_of_folder(folders, at):
            return identify(name, "")
    return ""


def introduced_domain(folders: Sequence[str]) -> str:
    """The domain that a `README.md` in these folders introduces: that of the roles beside it."""
    if not folders:
        return ""
    first = folders[0]
    structural = first.lower() in STRUCTURAL_FOLDERS or _NUMBERED.match(first)
    return domain_of(folders) if structural else identify(first, "")


def language_of_folder(folders: Sequence[str], at: int) -> str:
    """The language that a folder holds translations into: `ja-JP`, `i18n/ja`; else empty.

    `it` and `hr` alone are domains more often than languages.
    """
    name = folders[at]
    if _TAG.fullmatch(name):
        return language_tag(name.replace("_", "-"))
    above = folders[at - 1].lower() if at else ""
    return language_tag(name) if _SHORT.fullmatch(name) and above in _ABOVE else ""
