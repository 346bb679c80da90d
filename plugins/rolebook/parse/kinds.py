"""A Markdown file's text in; what kind of source it is out (design.md §2.1, §2.2)."""

from __future__ import annotations

import posixpath
import re
from enum import Enum
from typing import Final

from rolebook.formats.markdown.front_matter import AGENT_KEYS, FrontMatter
from rolebook.formats.yaml.tree import YamlMap, YamlScalar
from rolebook.parse.roles.charter import is_charter
from rolebook.parse.roles.fleet import TITLE_SUFFIX
from rolebook.text.source import Source

_CLASS_MARKER: Final = re.compile(r"`class:\s*\S+?`")
_H1: Final = re.compile(r"^#[ \t]+(.+)$", re.M)
_LANE: Final = re.compile(r"^##[ \t]+(mandate|boundaries)[ \t]*#*$", re.M | re.I)
_ROLE_KEYS: Final = ("class", "reports_to", "escalates_to", "delegates_to", "hands_off_to")
INTRODUCTIONS: Final = ("library.md", "readme.md")
NO_AGENTS: Final = (
    "commands",
    "templates",
    "_templates",
    "resources",
    "references",
    "assets",
    "hooks",
)
"""Folders whose files an agent reads, or a person fills in; none of them is an agent."""

FIXTURES: Final = ("fixtures", "__fixtures__", "testdata", "test-data", "test_data", "__tests__")
"""Folders of what tests read: an agent in them is made to be wrong."""

_TESTS: Final = ("tests", "test", "spec", "specs")
"""Folders of tests where an agents' folder lies in them; below one they may be a domain."""

AGENT_FOLDERS: Final = ("agents", "agent", "subagents", "sub-agents", "chatmodes", "droids")
"""Folders in which a host reads every file as an agent, named by its stem."""

AGENT_SUFFIXES: Final = (".agent.md", ".chatmode.md")
"""What a host reads as an agent wherever it lies."""

_MODES: Final = ("subagent", "primary", "all")
"""The modes of OpenCode's agents; `mode: agent` is a prompt of Copilot."""

PROMPT_SUFFIXES: Final = (".prompt.md", ".instructions.md")

# `${{ secrets.KEY }}` is an expression that GitHub fills in, and no author
_PLACEHOLDER: Final = re.compile(r"(?<!\$)\{\{[ \t]*[A-Za-z_][\w .|-]{0,60}\}\}")
_MOST_WORDS: Final = 12
"""A longer value that speaks of `{{…}}` is a sentence about templates."""

# an agent may well write templates: `email-template-writer.md`
_TEMPLATE: Final = re.compile(
    r"_.*|(?:(?:agent|role|skill|subagent|universal|base|sample|example)[-_. ])*template"
    r"(?:[-_. ](?:agent|role|skill|subagent))*",
    re.I,
)


class Kind(Enum):
    """What a Markdown file below a roles folder is."""

    ROLE = "a fleet role"
    CHARTER = "the charter of a group"
    AGENT = "an agent definition"
    INTRODUCTION = "an introduction"
    EMPTY = "an empty file"
    TEMPLATE = "a template, command or resource of agents"
    PLACEHOLDERS = "a template: its front matter holds `{{…}}`"
    FIXTURE = "a test's fixture"
    INSTRUCTIONS = "instructions for all agents (`applyTo:`)"
    PROMPT = "a prompt or instructions, by its name"
    WORKFLOW = "a workflow (`on:`)"
    OTHER = "neither the title of a fleet role nor `name` and `description` in front matter"


TO_BE_FILLED_IN: Final = (Kind.TEMPLATE, Kind.PLACEHOLDERS, Kind.FIXTURE)
"""What may well be no YAML, on purpose."""


def kind_of(source: Source, front: FrontMatter) -> Kind:
    """What a file is, by its name and its text."""
    name = posixpath.basename(source.path)
    if name.lower() in INTRODUCTIONS:
        return Kind.INTRODUCTION
    if not source.text.strip():
        return Kind.EMPTY
    folders = {folder.lower() for folder in source.home.split("/")[:-1]}
    keys = set(front.tree.named) if front.tree else set()
    if folders & set(NO_AGENTS) or _TEMPLATE.fullmatch(posixpath.splitext(name)[0]):
        return Kind.TEMPLATE
    if _placeholders(source, front):
        return Kind.PLACEHOLDERS
    if name.lower().endswith(PROMPT_SUFFIXES):
        return Kind.PROMPT
    if _is_fixture(source):
        return Kind.FIXTURE
    if is_agent(source, front):
        return Kind.AGENT
    of_role = keys & set(_ROLE_KEYS)
    if _looks_like_role(source.text) or (of_role and "description" not in keys):
        return Kind.ROLE
    if keys & {"applyTo", "on"}:
        return Kind.INSTRUCTIONS if "applyTo" in keys else Kind.WORKFLOW
    lane = {match.lower() for match in _LANE.findall(source.text)}
    if len(lane) == 2:
        return Kind.ROLE
    if is_charter(source):
        return Kind.CHARTER
    return Kind.INTRODUCTION if name.lower() == "index.md" else Kind.OTHER


def is_agent(source: Source, front: FrontMatter) -> bool:
    """A `name` and a `description`; less where a file's place or name says that it is an agent."""
    keys = set(front.tree.named) if front.tree else set()
    if _looks_like_role(source.text):
        return False
    if keys >= set(AGENT_KEYS):
        return "on" not in keys and "applyTo" not in keys
    if source.path.lower().endswith(AGENT_SUFFIXES):
        return True
    if "class" in keys or "description" not in keys or keys & {"applyTo", "on"}:
        return False
    if posixpath.basename(source.path).lower() == "skill.md":
        return True  # its folder is its name
    folders = {folder.lower() for folder in source.path.split("/")[:-1]}
    mode = front.tree.scalar("mode") if front.tree else None
    return bool(folders & set(AGENT_FOLDERS)) or bool(mode and mode.text in _MODES)


def _is_fixture(source: Source) -> bool:
    folders = [folder.lower() for folder in source.home.split("/")[:-1]]
    agents = next((n for n, one in enumerate(folders) if one in (*AGENT_FOLDERS, "skills")), 0)
    return bool(set(folders) & set(FIXTURES)) or bool(set(folders[:agents]) & set(_TESTS))


def _placeholders(source: Source, front: FrontMatter) -> bool:
    """Whether a value of the front matter is for somebody to fill in."""
    if front.tree is None:
        first = front.first_line
        lines = source.lines[first : front.body_line - 1]
        return any(_PLACEHOLDER.search(line) for line in lines)
    for key, value in front.tree.entries:
        written = source.text[value.start : value.end]
        filled = _PLACEHOLDER.search(written)
        if isinstance(value, YamlMap) and not filled:
            # `{{project}}` without quotes is a mapping in a mapping to YAML
            line = source.lines[source.position(key.start)[0] - 1]
            filled = _PLACEHOLDER.search(line)
        if filled and (not isinstance(value, YamlScalar) or len(value.text.split()) <= _MOST_WORDS):
            return True
    return False


def _looks_like_role(text: str) -> bool:
    title = _H1.search(text)
    return bool(title and TITLE_SUFFIX.search(title[1])) or bool(_CLASS_MARKER.search(text))
