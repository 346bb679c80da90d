"""A boundary and the role it names in; whether that role's mandate speaks of what it is given out.

The match is made of word stems, so it can be followed by hand, and it looks at nothing but the two
texts: a third role cannot change a verdict. Each mandate item is scored by what it says of

- the disowned statement: the share of its words that the item has, a word counting half where
  only the item's detail has it;
- the clause after the dash, as a bonus: half a point for each further word that the item's
  statement has, a third where only its detail has it.

Above one half, the work is claimed. `docs/writing/claims.md` tells authors, and
`tests/claims/pairs.yml` measures it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Responsibility, Role
from rolebook.text.statements import content

CLAIMED_ABOVE: Final = 0.5
"""Half of the disowned words alone say too little, and so does a single word of the clause."""

GIVEN: Final = (6, 3)
"""For a disowned word in an item's statement, and in its detail only: in sixths of its share.

A detail tells how the work is done, and so has words of much that the role does not hold."""

TOLD: Final = (3, 2)
"""The same for a word of the clause, in sixths of the whole: with shares, a long reason would
weigh against its author."""

SAME_STEM: Final = 83
"""Of 100, as `rapidfuzz.fuzz.ratio` counts: `medic` and `medicin` are one stem, two endings."""

_SHORTEST: Final = 5
"""Letters of a stem that may have two endings; `rota` is no form of `rotat`."""

_SAYING: Final = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d+[.)])[ \t]+(.+)$", re.M)
"""A heading or list item, without its mark."""

_LEAVING: Final = re.compile(
    r"\b(?:not|never|defers?|delegat\w+|escalat\w+|coordinat\w+|collaborat\w+|hands?\s+off)\b"
    r"|n['’]t\b",
    re.I,
)
"""What such a line speaks of is left to others, or shared with them."""

_MARKED: Final = re.compile(r"\*\*[^*]*\*\*|`[^`]*`")


class Verdict(StrEnum):
    """What the owner's own file says of what it is given."""

    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    OWNERLESS = "ownerless"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Claim:
    """The verdict on one owner of one boundary."""

    verdict: Verdict
    role: Role | None = None
    """The role that was asked; of a domain, the member that comes nearest."""

    item: Responsibility | None = None
    """The mandate item that comes nearest; none where not a word is shared, and for an agent."""

    score: float = 0.0
    """0..1: how much of what is given the item names."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one mandate item says, or the description or a line of an agent, as stems."""

    role: Role
    item: Responsibility | None
    states: frozenset[str]
    adds: frozenset[str]
    """What only its detail says."""


class Claims:
    """Asks the owners of one library."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph = graph
        self._kin: dict[str, tuple[str, ...]] = {}
        self._indexes: dict[str, _Index] = {}
        self._clauses: dict[int, frozenset[str]] = {}

    def judge(self, deferral: Deferral, owner: Owner | None) -> Claim:
        """The claim of one owner; of nobody, and of one outside the library, nothing is known."""
        target = owner.resolution.target if owner else None
        if owner is None or target is None:
            return Claim(Verdict.OWNERLESS)
        if target.kind == "external":
            return Claim(Verdict.EXTERNAL)
        if target.kind == "domain":
            members = self._graph.members(target.name.rstrip("/"))
        else:
            members = (self._graph.roles[target.name],)
        asked = self._index(target.name, members)
        held = self._held(deferral, owner, asked)
        if held:
            return held
        disowned = content(deferral.boundary.responsibility.statement)
        told = self._told(deferral) - disowned
        # "does NOT decide" leaves it to the clause to say what
        given, told = (disowned, told) if disowned else (told, disowned)
        best, nearest = 0.0, None
        for place, score in self._scores(given, told, asked):
            said = asked.said[place]
            if score > best and said.role is not deferral.role:
                best, nearest = score, said
        if nearest is None:
            someone = next((one for one in members if one is not deferral.role), None)
            return Claim(Verdict.UNCLAIMED, someone)
        verdict = Verdict.CLAIMED if best > CLAIMED_ABOVE else Verdict.UNCLAIMED
        return Claim(verdict, nearest.role, nearest.item, min(best, 1.0))

    def _told(self, deferral: Deferral) -> frozenset[str]:
        """What the clause of a boundary says, once for all of its owners."""
        # the graph holds every deferral for as long as it lives
        if id(deferral) not in self._clauses:
            self._clauses[id(deferral)] = content(_clause(deferral))
        return self._clauses[id(deferral)]

    def _held(self, deferral: Deferral, owner: Owner, asked: _Index) -> Claim | None:
        """The claim of whoever holds the very responsibility; first, the item that is named."""
        held = [
            (item.key != owner.reference.item, place, role, item)
            for place, (role, item) in enumerate(self._holders.get(deferral.responsibility, ()))
            if role.name in asked.roles and role is not deferral.role
        ]
        if not held:
            return None
        _, _, role, item = min(held, key=lambda one: one[:2])
        return Claim(Verdict.CLAIMED, role, item, 1.0)

    def _scores(
        self, given: frozenset[str], told: frozenset[str], asked: _Index
    ) -> list[tuple[int, float]]:
        """The score of everything that shares a word, with its place in the index, in order."""
        # whole points until the end: sets have no order, and sums of fractions depend on theirs
        points: dict[int, int] = defaultdict(int)
        for words, worth, times in ((given, GIVEN, 1), (told, TOLD, len(given))):
            for word in words:
                for place, stated in asked.mentions(self._forms(word)):
                    points[place] += times * worth[0 if stated else 1]
        return [(place, points[place] / (6 * len(given))) for place in sorted(points)]

    def _forms(self, word: str) -> tuple[str, ...]:
        """A stem, and what the mandates make of it (`medic`: `medicin`)."""
        if word not in self._kin:
            near = self._vocabulary.get(word[: _SHORTEST - 1], ())
            self._kin[word] = (word, *(one for one in near if one != word and _akin(word, one)))
        return self._kin[word]

    def _index(self, name: str, members: Iterable[Role]) -> _Index:
        if name not in self._indexes:
            self._indexes[name] = _Index(
                [
                    one
                    for role in members
                    for one in (*self._said[role.name], *_says_in_prose(role))
                ],
                frozenset(role.name for role in members),
            )
        return self._indexes[name]

    @cached_property
    def _holders(self) -> dict[str, list[tuple[Role, Responsibility]]]:
        """Roles and mandate items by responsibility; a boundary shares it by key or `role#item`."""
        holders: dict[str, list[tuple[Role, Responsibility]]] = defaultdict(list)
        for _, role in sorted(self._graph.roles.items()):
            for item in role.mandate:
                holders[self._graph.responsibilities.shown(item)].append((role, item))
        return holders

    @cached_property
    def _said(self) -> dict[str, list[_Said]]:
        """What each role says, in the order of its mandate."""
        return {name: list(_says(role)) for name, role in self._graph.roles.items()}

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        """The stems of all mandates by their first letters, those that may have two endings."""
        found: dict[str, set[str]] = defaultdict(set)
        for said in (one for several in self._said.values() for one in several):
            for word in said.states | said.adds:
                found[word[: _SHORTEST - 1]].add(word)
        return found


class _Index:
    """What the roles say that one owner stands for, to be looked up by stem."""

    def __init__(self, said: list[_Said], roles: frozenset[str]) -> None:
        self.said: Final = said
        self.roles: Final = roles
        self._places: dict[str, dict[int, bool]] = defaultdict(dict)
        for place, one in enumerate(said):
            for words, stated in ((one.states, True), (one.adds, False)):
                for word in words:
                    self._places[word][place] = stated

    def mentions(self, forms: tuple[str, ...]) -> Iterable[tuple[int, bool]]:
        """Where one of these stems stands, and whether in a statement; each place once."""
        found = [self._places[form] for form in forms if form in self._places]
        if len(found) < 2:
            return found[0].items() if found else ()
        places = {place for one in found for place in one}
        return [(place, any(one.get(place) for one in found)) for place in places]


def _says_in_prose(role: Role) -> Iterable[_Said]:
    """What the headings and list items of an agent's body say: it has no mandate to say it in."""
    if role.agent and not role.mandate:
        for line in _SAYING.findall(role.agent.body.text):
            if not _LEAVING.search(line):
                yield _Said(role, None, content(line), frozenset())


def _says(role: Role) -> Iterable[_Said]:
    for item in role.mandate:
        states = content(item.statement)
        yield _Said(role, item, states, content(item.detail) - states)
    if role.agent and not role.mandate:
        states = content(" ".join((role.agent.description, *role.agent.capabilities)))
        yield _Said(role, None, states, content(role.agent.when_to_use) - states)


_NAMED: Final = 20
"""How many owners' names are taken out of a clause; each costs a walk through it."""


def _clause(deferral: Deferral) -> str:
    """What a boundary says after its statement, up to the first `;`, without the owners' names."""
    prose = deferral.boundary.prose.text
    after = prose.partition("—")[2] or prose.partition("**")[2].partition("**")[2]
    clause = _MARKED.sub(" ", after.partition(";")[0])
    for owner in deferral.boundary.owners[:_NAMED]:
        if not owner.marked:
            clause = re.sub(rf"(?<![\w-]){re.escape(owner.written)}(?![\w-])", " ", clause, count=1)
    return clause


def _akin(one: str, other: str) -> bool:
    """Whether two stems are one word with two endings: no `contact` in `contract`."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= _SHORTEST
        and long.startswith(short[:-1])
        and fuzz.ratio(short, long) >= SAME_STEM
    )
