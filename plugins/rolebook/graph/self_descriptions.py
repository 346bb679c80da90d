"""A role in; what its mandate, or the whole text of an agent, says that it does, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rolebook.model import Responsibility, Role

_ITEM: Final = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d+[.)])[ \t]+(.+)$")
"""A heading or list item, without its mark."""

_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(.+)$")

_LEAVING: Final = re.compile(
    r"\b(?:not|never|defers?|delegat\w+|escalat\w+|coordinat\w+|collaborat\w+|hands?\s+off)\b"
    r"|n['’]t\b",
    re.I,
)
"""What such a line speaks of is left to others, or shared with them."""

MOST_LINES: Final = 400
"""Of an agent's text, of which each is asked."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one mandate item says, or the description or a line of an agent."""

    role: Role
    item: Responsibility | None
    states: str
    adds: str = ""
    """What only its detail says."""


def says(role: Role) -> Iterator[Said]:
    """Everything that a role says that it does: its mandate, or as an agent its description."""
    for item in role.mandate:
        yield Said(role, item, item.statement, item.detail)
    if role.agent and not role.mandate:
        states = " ".join((role.agent.description, *role.agent.capabilities))
        yield Said(role, None, states, role.agent.when_to_use)


def says_in_prose(role: Role) -> Iterator[Said]:
    """What the headings and list items of an agent's body say: it has no mandate to say it in."""
    if role.agent and not role.mandate:
        for line in _own_lines(role):
            if item := _ITEM.match(line):
                yield Said(role, None, item[1])


def says_in_headings(role: Role) -> Iterator[Said]:
    """What the headings of an agent's body say, and nothing below them."""
    if role.agent and not role.mandate:
        for line in _own_lines(role):
            if heading := _HEADING.match(line):
                yield Said(role, None, heading[1])


def says_in_all(role: Role) -> Iterator[Said]:
    """The whole text of an agent, as one: its headings and items, and as detail all the rest."""
    if role.agent and not role.mandate:
        items = [role.title, role.agent.description, *role.agent.capabilities]
        rest: list[str] = []
        for line in _own_lines(role):
            item = _ITEM.match(line)
            (items if item else rest).append(item[1] if item else line)
        yield Said(role, None, " ".join(items), " ".join((role.agent.when_to_use, *rest)))


def _own_lines(role: Role) -> list[str]:
    lines = role.agent.body.text.splitlines()[:MOST_LINES] if role.agent else []
    return [line for line in lines if not _LEAVING.search(line)]
