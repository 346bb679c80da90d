"""A checked library and a model's question in; the answer as a record out.

What cannot be answered is a `NoAnswer`, whose text says why and what to ask instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.build import Checked
from rolebook.diagnostics import Severity
from rolebook.exports.answers import LearningPath, path_to
from rolebook.exports.card_records import Card, RoleCard
from rolebook.exports.cards import Cards, left, named, told
from rolebook.graph.answers import Answers
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.named import competency, likely, meant
from rolebook.graph.resolve import Resolution, Target
from rolebook.servers.cards import first_sentence
from rolebook.servers.models.records import (
    Between,
    Findings,
    Hit,
    Hits,
    Owners,
    Owning,
    Side,
)
from rolebook.text.words import stems

MOST: Final = 50
"""Answers to one question: a model reads all that it is given."""

MOST_OWNERS: Final = 10


class NoAnswer(Exception):
    """A question that has no answer as it is put."""


def who_owns(checked: Checked, question: str) -> Owners:
    """Who answers for what a question asks, as `rolebook owns` ranks it."""
    found = Answers(checked.answer_index).asked(question)[:MOST_OWNERS]
    return Owners(
        tuple(
            Owning(named(checked.graph, one.owner), one.entry.text, one.certain) for one in found
        ),
        tuple(sorted(checked.graph.domains)),
    )


def card_of(checked: Checked, name: str) -> Card:
    """All that the library says of a thing, as `rolebook show` does."""
    target = _the_one(checked.graph, name, meant(checked.graph, name))
    return Cards(checked.graph, first_sentence, checked.everything).of(target)


def boundaries_between(checked: Checked, one: str, other: str) -> Between:
    """What two roles leave to each other, and how they are related."""
    sides = [_role(checked, name) for name in (one, other)]
    return Between(_side(checked, *sides), _side(checked, *reversed(sides)))


def path(checked: Checked, goal: str, held: Sequence[str]) -> LearningPath:
    """The least that has to be learned for a competency, as `rolebook path` says it."""
    graph = checked.graph
    first, *others = (_the_one(graph, name, competency(graph, name)).name for name in (goal, *held))
    return path_to(graph, first, others)


def search(checked: Checked, query: str) -> Hits:
    """The titles and statements that have every word of a query, in whatever form."""
    wanted = frozenset(stems(query))
    if not wanted:
        raise NoAnswer("there is no word to search for")
    found = [one for one in _said(checked.graph) if wanted <= frozenset(stems(one.says))]
    found.sort(key=lambda one: (one.part != "title", len(one.says), one.path, one.line))
    return Hits(tuple(found[:MOST]), max(0, len(found) - MOST))


def findings(checked: Checked, path: str, severity: str) -> Findings:
    """What is wrong with the library, or with one file or folder of it."""
    at = path.strip().strip("/")
    least = {"error": 1, "warning": 2, "info": 3}.get(severity)
    if least is None:
        raise NoAnswer(f"`{severity}` is none of `error`, `warning`, `info`")
    wanted = [
        one
        for one in checked.diagnostics
        if _RANKS[one.level] <= least
        and (not at or one.span.path == at or one.span.path.startswith(f"{at}/"))
    ]
    wanted.sort(key=lambda one: (_RANKS[one.level], one.order))
    return Findings(
        tuple(told(one) for one in wanted[:MOST]),
        errors=checked.count(Severity.ERROR),
        warnings=checked.count(Severity.WARNING),
        infos=checked.count(Severity.INFO),
        more=max(0, len(wanted) - MOST),
    )


_RANKS: Final = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3, Severity.OFF: 4}


def _role(checked: Checked, name: str) -> RoleCard:
    found = card_of(checked, name)
    if not isinstance(found, RoleCard):
        raise NoAnswer(f"`{name}` is no role, but a thing of the kind `{found.kind}`")
    return found


def _side(checked: Checked, one: RoleCard, other: RoleCard) -> Side:
    graph = checked.graph
    names = {other.name, other.domain.name} if one.domain != other.domain else {other.name}
    return Side(
        named(graph, Target("role", one.name)),
        tuple(
            left(graph, deferral)
            for deferral in graph.deferrals_from(one.name)
            if any(
                owner.resolution.target and owner.resolution.target.name in names
                for owner in deferral.owners
            )
        ),
        tuple(tie for tie in one.relations if tie.other.name in names),
    )


def _said(graph: LibraryGraph) -> Iterator[Hit]:
    for name, role in graph.roles.items():
        thing = named(graph, Target("role", name))
        yield Hit(thing, role.title, "title", role.path, role.span.line)
        for item in role.mandate:
            yield Hit(thing, item.statement, "mandate", role.path, item.span.line)
        for boundary in role.boundaries:
            said = boundary.heading or boundary.responsibility.statement
            yield Hit(thing, said, "boundary", role.path, boundary.span.line)
        if role.agent:
            yield Hit(thing, role.agent.description, "description", role.path, role.span.line)
    for name, one in graph.competencies.items():
        thing, path = named(graph, Target("competency", name)), graph.atlases[one.atlas].path
        yield Hit(thing, one.title, "title", path, one.span.line)
        if one.description:
            yield Hit(thing, one.description, "description", path, one.span.line)


def _the_one(graph: LibraryGraph, written: str, found: Resolution) -> Target:
    if found.target:
        return found.target
    if found.ambiguous:
        names = ", ".join(f"`{one.name}`" for one in found.candidates[:MOST_OWNERS])
        raise NoAnswer(f"`{written}` may be any of {names}; ask for one of these")
    near = likely(graph, written)
    help = f"did you mean `{near}`?" if near else "`search` finds things by their words"
    raise NoAnswer(f"`{written}` is nothing in this library; {help}")
