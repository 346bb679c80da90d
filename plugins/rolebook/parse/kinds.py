"""A Markdown file's text in; what kind of source it is out (design.md §2.1, §2.2)."""

from __future__ import annotations

import posixpath
import re
from enum import Enum
from typing import Final

from rolebook.diagnostics import Source
from rolebook.parse.fleet import TITLE_SUFFIX
from rolebook.parse.front_matter import FrontMatter

_CLASS_MARKER: Final = re.compile(r"`class:\s*\S+?`")
_H1: Final = re.compile(r"^#[ \t]+(.+)$", re.M)
_LANE: Final = re.compile(r"^##[ \t]+(mandate|boundaries)[ \t]*#*$", re.M | re.I)
_ROLE_KEYS: Final = ("class", "reports_to", "escalates_to", "delegates_to", "hands_off_to")
INTRODUCTIONS: Final = ("library.md", "readme.md")
NO_AGENTS: Final = ("commands", "templates", "_templates", "resources", "references", "assets")
"""Folders whose files an agent reads, or a person fills in; none of them is an agent."""


# an agent may well write templates: `email-template-writer.md`
_TEMPLATE: Final = re.compile(
    r"_.*|(?:(?:agent|role|skill|subagent|universal|base|sample|example)[-_. ])*template"
    r"(?:[-_. ](?:agent|role|skill|subagent))*",
    re.I,
)


class Kind(Enum):
    """What a Markdown file below a roles folder is."""

    ROLE = "a fleet role"
    AGENT = "an agent definition"
    INTRODUCTION = "an introduction"
    EMPTY = "an empty file"
    TEMPLATE = "a template, command or resource of agents"
    OTHER = "neither the title of a fleet role nor `name` and `description` in front matter"


def kind_of(source: Source, front: FrontMatter) -> Kind:
    """What a file is, by its name and its text."""
    if posixpath.basename(source.path).lower() in INTRODUCTIONS:
        return Kind.INTRODUCTION
    if not source.text.strip():
        return Kind.EMPTY
    folders = {folder.lower() for folder in source.home.split("/")[:-1]}
    stem = posixpath.splitext(posixpath.basename(source.path))[0]
    if folders & set(NO_AGENTS) or _TEMPLATE.fullmatch(stem):
        return Kind.TEMPLATE
    keys = {key.text for key, _ in front.tree.entries} if front.tree else set()
    if _looks_like_role(source.text) or (keys & set(_ROLE_KEYS) and "description" not in keys):
        return Kind.ROLE
    if {"name", "description"} <= keys:
        return Kind.AGENT
    lane = {match.lower() for match in _LANE.findall(source.text)}
    return Kind.ROLE if len(lane) == 2 or front.diagnostics else Kind.OTHER


def _looks_like_role(text: str) -> bool:
    title = _H1.search(text)
    return bool(title and TITLE_SUFFIX.search(title[1])) or bool(_CLASS_MARKER.search(text))
