"""A role file in; its text in the form of the documentation out, with the same meaning.

Each step is asked whether the file still says the same, and left out where it does not: only what
is certain is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rolebook.edits.front_matter_order import AGENT_ORDER, in_order
from rolebook.edits.item_form import in_form
from rolebook.edits.meaning import meaning_of
from rolebook.edits.wrapping import wrapped
from rolebook.formats.markdown.front_matter import split
from rolebook.model import Role
from rolebook.parse.kinds import Kind, kind_of
from rolebook.parse.reading import Conventions
from rolebook.parse.readings import read_role_file
from rolebook.text.source import Source


def formatted(
    source: Source, conventions: Conventions, *, width: int | None = None, agents: bool = False
) -> str:
    """The text of a fleet role, or of an agent where they are asked for; of all else, as it is."""
    kind = kind_of(source, split(source))
    if kind is Kind.ROLE:
        steps: list[Callable[[Source], str]] = [
            in_order,
            lambda one: in_form(one, _role(one, conventions)),
            _ended,
        ]
        if width:
            steps.append(lambda one: wrapped(one, width))
    elif kind is Kind.AGENT and agents:
        steps = [lambda one: in_order(one, AGENT_ORDER)]
    else:
        return source.text
    said = meaning_of(source, conventions)
    for step in steps:
        new = replace(source, text=step(source))
        if new.text != source.text and said.is_kept_by(meaning_of(new, conventions)):
            source = new
    return source.text


def _role(source: Source, conventions: Conventions) -> Role | None:
    roles = read_role_file(source, conventions).roles
    return roles[0] if len(roles) == 1 else None


def _ended(source: Source) -> str:
    """One line end at the end."""
    return source.text.rstrip() + "\n"
