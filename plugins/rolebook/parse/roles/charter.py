"""A group's charter in, a role out: in scope is its mandate, out of scope its boundaries.

The form is that of the Kubernetes project (https://github.com/kubernetes/community, as of 2025):
`## Scope` with `### In scope` and `### Out of scope`, in `<group>/charter.md`. Nobody wrote it for
Rolebook, so nothing of the dialect is asked for.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.languages.grammar_files import FIRST
from rolebook.languages.openings import Negation
from rolebook.model import Role
from rolebook.parse.roles.fleet import read_role
from rolebook.parse.roles.form import (
    FILE_NAME_DIFFERS,
    FOLDER_DIFFERS,
    MISSING_BOUNDARIES,
    MISSING_MANDATE,
    MISSING_PERSONA,
    MISSING_TITLE,
    NO_IDENTITY,
    OTHER_SECTION_NAME,
    PLAIN_MANDATE_ITEM,
)
from rolebook.parse.roles.other_names import other_names
from rolebook.text.identity import identify, slug
from rolebook.text.source import Source

STEM: Final = "charter"
"""What a charter's file is called; its folder is called as its group."""

NO_DOMAIN: Final = "general"
_CHARTER: Final = re.compile(r"(?<![\s—–-])[\s—–-]++charter$", re.I)
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+(\S.*)$", re.M)
_SAYS_DOMAIN: Final = re.compile(r"`domain:")
_SAYS_ID: Final = re.compile(r"`class:")
_DIALECT: Final = (
    NO_IDENTITY,
    MISSING_TITLE,
    MISSING_MANDATE,
    MISSING_BOUNDARIES,
    MISSING_PERSONA,
    PLAIN_MANDATE_ITEM,
    FILE_NAME_DIFFERS,
    FOLDER_DIFFERS,
    OTHER_SECTION_NAME,
)


def is_charter(source: Source) -> bool:
    """Whether a text is called a charter and has a scope, or a scope of both parts."""
    text = source.text
    if "scope" not in text.lower():
        return False
    headings = [(len(marks), words.rstrip(" #").lower()) for marks, words in _HEADING.findall(text)]
    scopes = [words for level, words in headings if level > 1 and "scope" in words]
    called = _stem(source) == STEM or any(
        level == 1 and _CHARTER.search(words) for level, words in headings
    )
    return bool(scopes) and (called or {"scope", "in scope", "out of scope"} <= set(scopes))


def read_charter(
    source: Source, front: FrontMatter, language: str = FIRST
) -> tuple[Role, list[Diagnostic]]:
    """The role of a charter; what the front matter says overrides what the place says."""
    role, problems = read_role(source, front, language)
    keys = set(front.tree.named) if front.tree else set()
    title = _CHARTER.sub("", role.title)
    *folders, _ = source.path.split("/")
    group = folders[-1] if _stem(source) == STEM and folders else _stem(source)
    id, domain = role.id, role.domain
    if not keys & {"id", "class"} and not _SAYS_ID.search(source.text):
        id = identify(title if group == STEM else group, title)
    if "domain" not in keys and not _SAYS_DOMAIN.search(source.text):
        domain = _domain(source)
    boundaries = tuple(
        replace(
            one,
            negation=Negation.LISTED,
            owners=tuple(
                # what it names without a mark may be a program as well as a group
                owner if owner.marked else replace(owner, typed=False, nearly="-" in owner.name)
                for owner in one.owners
            ),
        )
        for one in role.boundaries
    )
    aliases = other_names((*role.aliases, group), id, title)
    named = replace(
        role,
        id=id,
        domain=domain,
        title=title,
        dialect=False,
        references=(),
        boundaries=boundaries,
        id_spans=role.id_spans if id == role.id else (),
        aliases=tuple(one for one in aliases if slug(one) != STEM),
    )
    kept = [one for one in problems if one.rule not in _DIALECT]
    return named, [replace(one, subjects=(named.name,)) if one.subjects else one for one in kept]


def _stem(source: Source) -> str:
    return posixpath.splitext(posixpath.basename(source.path))[0].lower()


def _domain(source: Source) -> str:
    """The first folder above the group's own."""
    folders = source.home.split("/")[:-1]
    if _stem(source) == STEM:
        folders = folders[:-1]
    return identify(folders[0], "") if folders else NO_DOMAIN
