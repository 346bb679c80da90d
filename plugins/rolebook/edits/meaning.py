"""A role file's text in; all that it says, whatever its form, out: what formatting may not change.

Places are left out, and so are line ends, the marks of lists and the dash behind a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from rolebook.model import Boundary, Passage, Reference, Responsibility, Role
from rolebook.parse.reading import Conventions
from rolebook.parse.readings import read_role_file
from rolebook.text.source import Source

_MARK: Final = re.compile(r"^[ \t]*(?:[-*+]|(\d+)[.)])(?=[ \t])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a file says, to be compared."""

    roles: tuple[Any, ...]
    problems: frozenset[tuple[str, str]]
    """Code and message of what is wrong with it."""

    def is_kept_by(self, other: Meaning) -> bool:
        """Whether another text says the same, and nothing more is wrong with it."""
        return self.roles == other.roles and other.problems <= self.problems


def meaning_of(source: Source, conventions: Conventions) -> Meaning:
    """What a role file says."""
    reading = read_role_file(source, conventions)
    problems = frozenset((one.rule.code, one.message) for one in reading.problems)
    return Meaning(tuple(map(_role, reading.roles)), problems)


def _role(role: Role) -> Any:
    bare = (role.id, role.domain, role.title, role.persistent, role.tools, role.model, role.lang)
    named = (role.aliases, role.tags, role.also, sorted(role.facts))
    agent = role.agent and replace(
        role.agent,
        body=None,  # type: ignore[arg-type]  # its parts are compared below
        others=tuple(sorted(role.agent.others)),
    )
    return (
        (*bare, *named, agent, _text(role.agent.body) if role.agent else ""),
        tuple(map(_responsibility, role.mandate)),
        tuple((one.after, _text(one.passage)) for one in role.mandate_asides),
        tuple(map(_boundary, role.boundaries)),
        tuple(map(_text, (*role.guardrails, *role.unread))),
        tuple((one.title, _text(one.body)) for one in role.sections),
        tuple(map(_text, (role.introduction, role.persona, role.doctrine_text))),
        tuple(one.written for one in role.doctrine),
        sorted((one.kind, _reference(one.target)) for one in role.relations),
        _references((*role.references, *role.skills, *role.mentions)),
        tuple((one.written, one.fragment) for one in role.links),
    )


def _responsibility(one: Responsibility) -> Any:
    return one.statement, one.key, _words(one.detail), _text(one.body), one.also


def _boundary(one: Boundary) -> Any:
    return (
        _responsibility(one.responsibility),
        tuple(map(_reference, one.owners)),
        one.negation,
        one.heading.lower(),
        _words(one.clause),
        _references(one.named),
        one.context,
    )


def _references(some: Iterable[Reference]) -> Any:
    return sorted(map(_reference, some))


def _reference(one: Reference) -> tuple[str, str, bool, bool, str]:
    return one.written, one.note, one.marked, one.typed, one.path


def _text(passage: Passage | None) -> str:
    """The words of a passage, its lists marked alike."""
    marked = _MARK.sub(lambda one: f"{one[1]}." if one[1] else "-", passage.text if passage else "")
    return _words(marked)


def _words(text: str) -> str:
    return " ".join(text.split())
